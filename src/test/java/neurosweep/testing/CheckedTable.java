package neurosweep.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table's CSV, and which of its entries a test has held against numbers of its own. */
public final class CheckedTable {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE]-?\\d+)?");
  private static final Pattern FIELD =
      Pattern.compile("\\G(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))");

  private final String name;
  private final List<Map<String, String>> rows = new ArrayList<>();
  private final List<Map<String, String>> unchecked = new ArrayList<>();

  private CheckedTable(String name) {
    this.name = name;
  }

  public static CheckedTable read(Path tables, String name) throws IOException {
    CheckedTable table = new CheckedTable(name);
    List<String> lines = Files.readAllLines(tables.resolve(name + ".csv"));
    List<String> head = fields(lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = fields(line);
      assertEquals(head.size(), fields.size(), line);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < head.size(); i++) {
        row.put(head.get(i), fields.get(i));
      }
      table.rows.add(row);
      table.unchecked.add(new LinkedHashMap<>(row));
    }
    return table;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    Matcher field = FIELD.matcher(line);
    while (field.find()) {
      fields.add(field.group(1) == null ? field.group(2) : field.group(1).replace("\"\"", "\""));
    }
    return fields;
  }

  public int size() {
    return rows.size();
  }

  public Map<String, String> row(int row) {
    return rows.get(row);
  }

  /** The headings but for the notice. */
  public List<String> headings() {
    List<String> headings = new ArrayList<>(rows.get(0).keySet());
    headings.remove("cells");
    return headings;
  }

  /** An entry that is these words. */
  public void words(int row, String heading, String expected) {
    assertEquals(expected, rows.get(row).get(heading), () -> where(row, heading));
    unchecked.get(row).remove(heading);
  }

  /**
   * An entry that is empty for NaN, and otherwise the pattern with each # replaced by a number,
   * which is the expected one rounded to the digits that it is printed with.
   */
  public void numbers(int row, String heading, String pattern, double... expected) {
    String entry = rows.get(row).get(heading);
    String where = where(row, heading);
    if (Double.isNaN(expected[0])) {
      assertEquals("", entry, where);
    } else {
      same(entry, pattern, where, expected);
    }
    unchecked.get(row).remove(heading);
  }

  public static void same(String entry, String pattern, String where, double... expected) {
    assertEquals(pattern, NUMBER.matcher(entry).replaceAll("#"), where);
    Matcher number = NUMBER.matcher(entry);
    for (double value : expected) {
      assertTrue(number.find(), where);
      BigDecimal shown = new BigDecimal(number.group());
      double unit = shown.ulp().doubleValue();
      double rounding = unit * 0.5 + Math.abs(value) * 1e-9 + 1e-12;
      assertEquals(value, shown.doubleValue(), rounding, where);
    }
  }

  private String where(int row, String heading) {
    return name + ", row " + rows.get(row) + ", " + heading;
  }

  /** Every row says how complete the sweep is, and no entry with a digit was left out. */
  public void allChecked(String notice) {
    for (int row = 0; row < rows.size(); row++) {
      words(row, "cells", notice);
      int at = row;
      unchecked
          .get(row)
          .forEach(
              (heading, entry) ->
                  assertTrue(entry.chars().noneMatch(Character::isDigit), where(at, heading)));
    }
  }
}
