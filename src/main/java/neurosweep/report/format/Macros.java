package neurosweep.report.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.result.Design;

/**
 * {@code macros.tex}: a LaTeX command for every number of every table, so that a text that quotes
 * one changes with it.
 */
final class Macros {
  /** The file's name. */
  static final String FILE = "macros.tex";

  private static final List<String> DIGITS =
      List.of("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine");

  private Macros() {}

  /** The whole file. */
  static String of(Design design, List<TableText> tables) {
    Map<String, String> macros = new LinkedHashMap<>();
    for (TableText table : tables) {
      for (List<Entry> row : table.rows()) {
        String key = letters(table.name()) + key(row);
        for (int i = 0; i < row.size(); i++) {
          Entry entry = row.get(i);
          if (!entry.from().isEmpty() && number(entry.name())) {
            String name = key + letters(table.columns().get(i).name());
            macros.put(free(name, macros), LatexFormat.escape(entry.name()));
          }
        }
      }
    }
    StringBuilder text = new StringBuilder(header(design, macros));
    macros.forEach(
        (name, value) ->
            text.append("\\newcommand{\\").append(name).append("}{").append(value).append("}\n"));
    return text.toString();
  }

  private static String header(Design design, Map<String, String> macros) {
    String example = macros.isEmpty() ? "ns" : macros.keySet().iterator().next();
    return "% "
        + LatexFormat.escape(design.sweep())
        + ": a command for every number of the tables, "
        + macros.size()
        + " in all.\n% \\"
        + example
        + " is ns, the table, the words with which the row begins, the column.\n"
        + "% Letters only: digits are spelled (0.5 is ZeroDotFive, -1 MinusOne), other signs left"
        + " out.\n"
        + "% Where rows begin alike, the second ends in B, the third in C, and so on.\n";
  }

  /** The entries with which a row begins, before the first that comes from runs. */
  private static String key(List<Entry> row) {
    StringBuilder key = new StringBuilder();
    for (Entry entry : row) {
      if (!entry.from().isEmpty()) {
        break;
      }
      key.append(letters(entry.name()));
    }
    return key.toString();
  }

  private static boolean number(String text) {
    return text.matches("[+-]?[0-9].*");
  }

  /** Each word with a capital, digits spelled. */
  static String letters(String text) {
    StringBuilder letters = new StringBuilder();
    boolean begins = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean beforeDigit = i + 1 < text.length() && digit(text.charAt(i + 1));
      if (digit(c)) {
        letters.append(DIGITS.get(c - '0'));
        begins = true;
      } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        letters.append(begins ? Character.toUpperCase(c) : c);
        begins = false;
      } else {
        boolean afterDigit = i > 0 && digit(text.charAt(i - 1));
        letters.append(c == '.' && afterDigit && beforeDigit ? "Dot" : "");
        letters.append(c == '-' && beforeDigit ? "Minus" : "");
        begins = true;
      }
    }
    return letters.toString();
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String free(String name, Map<String, String> macros) {
    String free = "ns" + name;
    for (int i = 1; macros.containsKey(free); i++) {
      free = "ns" + name + suffix(i);
    }
    return free;
  }

  /** B to Z, then BA and on, so that no number of collisions ends it. */
  private static String suffix(int i) {
    List<String> letters = new ArrayList<>();
    for (int left = i; left > 0; left /= 26) {
      letters.add(0, String.valueOf((char) ('A' + left % 26)));
    }
    return String.join("", letters).toUpperCase(Locale.ROOT);
  }
}
