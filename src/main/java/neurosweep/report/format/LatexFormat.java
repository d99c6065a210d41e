package neurosweep.report.format;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import neurosweep.core.PlainText;
import neurosweep.report.text.Methods;
import neurosweep.report.text.TableText;

/**
 * A LaTeX fragment for a document with the packages booktabs, siunitx and longtable: a floating
 * table, or a longtable where the rows pass a page.
 */
public final class LatexFormat implements TableFormat {
  private static final int ROWS_OF_A_PAGE = 30;

  /** pdfLaTeX stops at what its fonts lack; beyond this a character is shown by its number. */
  private static final int LAST_LATIN = 0x17F;

  /** Letters below it that no font encoding of pdfLaTeX has. */
  private static final String NO_FONT = "ĦħĸĿŀŉŦŧſ";

  /** What the encoding T1 has, which every LaTeX knows, and OT1, which is the default, has not. */
  private static final String T1 = "«»ÐÞðþĄąĐđĘęĮįŊŋŲų";

  /** Points of a caption as one line, at the largest usual size, 12 points. */
  private static final double WIDEST_CAPTION = 15_000;

  /** At that size, of most small letters and digits. */
  private static final double NARROW = 6.8;

  private static final double WIDE = 12.6;

  /** Of a character's number in brackets. */
  private static final double CODE = 75;

  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  /** What no key of a label holds. */
  private static final String NO_KEY = "[^A-Za-z0-9:-]+";

  private static final Map<Integer, String> SIGNS =
      Map.ofEntries(
          Map.entry((int) '\\', "\\textbackslash{}"),
          Map.entry((int) '{', "\\{"),
          Map.entry((int) '}', "\\}"),
          Map.entry((int) '_', "\\_"),
          Map.entry((int) '%', "\\%"),
          Map.entry((int) '&', "\\&"),
          Map.entry((int) '#', "\\#"),
          Map.entry((int) '$', "\\$"),
          Map.entry((int) '~', "\\textasciitilde{}"),
          Map.entry((int) '^', "\\textasciicircum{}"),
          Map.entry((int) '<', "\\textless{}"),
          Map.entry((int) '>', "\\textgreater{}"),
          Map.entry((int) '|', "\\textbar{}"),
          Map.entry((int) '"', "\\textquotedblright{}"),
          // After the end of a row these two would be read as its arguments.
          Map.entry((int) '[', "{[}"),
          Map.entry((int) ']', "{]}"),
          Map.entry((int) '*', "{*}"),
          Map.entry((int) '±', "$\\pm$"),
          Map.entry((int) '†', "\\textdagger{}"),
          Map.entry((int) '↓', "$\\downarrow$"),
          Map.entry((int) '↑', "$\\uparrow$"),
          Map.entry((int) '×', "$\\times$"),
          Map.entry((int) '–', "\\textendash{}"),
          Map.entry((int) '—', "\\textemdash{}"),
          Map.entry((int) '…', "\\ldots{}"));

  /** Greek letters that are not among the Latin ones, by the names of their commands. */
  private static final List<String> GREEK =
      List.of(
          "α:alpha",
          "β:beta",
          "γ:gamma",
          "δ:delta",
          "ε:varepsilon",
          "ζ:zeta",
          "η:eta",
          "θ:theta",
          "ι:iota",
          "κ:kappa",
          "λ:lambda",
          "μ:mu",
          "ν:nu",
          "ξ:xi",
          "π:pi",
          "ρ:rho",
          "σ:sigma",
          "τ:tau",
          "υ:upsilon",
          "φ:varphi",
          "χ:chi",
          "ψ:psi",
          "ω:omega",
          "Γ:Gamma",
          "Δ:Delta",
          "Θ:Theta",
          "Λ:Lambda",
          "Ξ:Xi",
          "Π:Pi",
          "Σ:Sigma",
          "Φ:Phi",
          "Ψ:Psi",
          "Ω:Omega");

  private static final Map<Integer, String> ESCAPES = escapes();

  private static Map<Integer, String> escapes() {
    Map<Integer, String> all = new HashMap<>(SIGNS);
    for (String letter : GREEK) {
      all.put(letter.codePointAt(0), "$\\" + letter.substring(2) + "$");
    }
    return all;
  }

  @Override
  public String name() {
    return "latex";
  }

  @Override
  public String doc() {
    return "LaTeX with booktabs and siunitx, and longtable past a page";
  }

  @Override
  public String extension() {
    return "tex";
  }

  /** A document has no use for a table without rows. */
  @Override
  public boolean takes(TableText table) {
    return !table.columns().isEmpty();
  }

  /** The methods note as paragraphs. */
  static String methods(List<Methods.Paragraph> paragraphs) {
    StringBuilder text = new StringBuilder();
    paragraphs.forEach(
        each ->
            text.append("\\paragraph{")
                .append(escape(each.title()))
                .append(".} ")
                .append(escape(each.text()))
                .append("\n\n"));
    return text.toString();
  }

  @Override
  public String render(TableText table) {
    String caption =
        "\\caption["
            + caption(table.title()).replace("]", "{]}")
            + "]{"
            + caption(table.caption())
            + "}\\label{"
            + table.label().replaceAll(NO_KEY, "-")
            + "}";
    boolean pages = table.rows().size() > ROWS_OF_A_PAGE;
    LatexFit fit = LatexFit.of(table);
    String rows = table.rows().stream().map(fit::row).collect(Collectors.joining());
    String packages = pages ? ",longtable" : fit.fits() ? "" : ",graphicx";
    String notice =
        "% \\usepackage{booktabs,siunitx" + packages + "}\n% " + escape(table.notice()) + "\n";
    return notice + (pages ? longTable(fit, caption, rows) : floating(fit, caption, rows));
  }

  /** Bold numbers stay aligned. */
  private static String size(LatexFit fit) {
    return fit.command() + "\\sisetup{detect-weight,retain-explicit-plus}";
  }

  /** Smaller as a whole where it does not fit into the text. */
  private static String floating(LatexFit fit, String caption, String rows) {
    return "\\begin{table}[tbp]\n\\centering"
        + size(fit)
        + "\n"
        + caption
        + "\n\\par\\medskip\n"
        + (fit.fits() ? "" : "\\resizebox{\\linewidth}{!}{%\n")
        + "\\begin{tabular}{"
        + fit.form()
        + "}\n\\toprule\n"
        + fit.head()
        + "\\midrule\n"
        + rows
        + "\\bottomrule\n\\end{tabular}"
        + (fit.fits() ? "" : "}")
        + "\n\\end{table}\n";
  }

  private static String longTable(LatexFit fit, String caption, String rows) {
    String repeated = "\\toprule\n" + fit.head() + "\\midrule\n";
    return "\\begingroup"
        + size(fit)
        + "\\setlength{\\LTcapwidth}{\\linewidth}"
        + "\n\\begin{longtable}{"
        + fit.form()
        + "}\n"
        + caption
        + "\\\\[\\medskipamount]\n"
        + repeated
        + "\\endfirsthead\n"
        + repeated
        + "\\endhead\n\\bottomrule\n\\endfoot\n"
        + rows
        + "\\end{longtable}\n\\endgroup\n";
  }

  /**
   * A command with the name of a file. LaTeX expands such names, and has no way to write one with
   * signs of its own: then a comment says so.
   */
  public static String command(String command, String file) {
    return FILE.matcher(file).matches()
        ? "\\" + command + "{" + file + "}"
        : "% LaTeX cannot take the file " + escape(file);
  }

  /**
   * The escaped text of a caption, cut where it is too long: LaTeX measures a caption as one line,
   * and knows none of more than 16,383 points. A blank at its end stays.
   */
  public static String caption(String text) {
    int[] all = text.codePoints().toArray();
    double width = 0;
    for (int i = 0; i < all.length; i++) {
      width += shown(all[i]) ? narrow(all[i]) ? NARROW : WIDE : CODE;
      if (width > WIDEST_CAPTION) {
        return escape(new String(all, 0, i)) + "\\ldots{} ";
      }
    }
    return escape(text) + (text.endsWith(" ") ? " " : "");
  }

  private static boolean narrow(int c) {
    return (c >= 'a' && c <= 'z' && c != 'm' && c != 'w') || " ,.;:()-/0123456789".indexOf(c) >= 0;
  }

  /** Whether a character is set as itself, and not by its number. */
  static boolean shown(int c) {
    return ESCAPES.containsKey(c)
        || (c <= LAST_LATIN
            && NO_FONT.indexOf(c) < 0
            && !PlainText.hasInvisible(Character.toString(c)));
  }

  /** A text of which LaTeX makes nothing but text. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.strip()
        .replaceAll("\\s+", " ")
        .codePoints()
        .forEach(
            c -> {
              String known = ESCAPES.get(c);
              if (known != null) {
                escaped.append(known);
              } else if (T1.indexOf(c) >= 0) {
                escaped.append("{\\fontencoding{T1}\\selectfont ").appendCodePoint(c).append('}');
              } else if (!shown(c)) {
                escaped.append(String.format(Locale.ROOT, "{[}U+%04X{]}", c));
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString().replaceAll("-(?=-)", "-{}"); // two hyphens are not a dash
  }
}
