package neurosweep.report.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;

/**
 * How a column is set: plain numbers by siunitx, aligned at their decimal points, with room for
 * their marks; the two numbers of an interval or of a mean and its deviation as two such columns
 * with a word between them; everything else to the right or the left.
 */
final class LatexColumn {
  private static final Pattern NUMBER =
      Pattern.compile("([+-]?)(\\d+)(?:\\.(\\d+))?(?:e([+-]?\\d+))?");

  /** Something with marks behind it. */
  private static final Pattern MARKED = Pattern.compile("(.*[0-9])([†‡↑↓]+)");

  private static final Pattern TWO = Pattern.compile("(\\S+) (to|±) (\\S+)");

  /** A minus sign of a number in a text, but not of an exponent. */
  private static final String MINUS = "(?<![A-Za-z0-9.])-(?=[0-9])";

  /** Characters beyond which a text may be broken into lines at any size. */
  private static final int LONG = 36;

  /** Characters beyond which a number, such as one drawn from a range, is not aligned. */
  private static final int LONGEST_NUMBER = 10;

  /** Characters of a heading's line, which may be wider than what is below it. */
  private static final int HEADING = 12;

  /** Behind the part of a word that may end a line; as wide as the hyphen that it becomes. */
  private static final String SOFT = "\u00ad";

  private static final List<String> HYPHENS =
      List.of(
          "accu-racy",
          "algo-rithm",
          "choos-ing",
          "configu-rations",
          "differ-ence",
          "ex-cluded",
          "opti-mism",
          "report-ing",
          "valida-tion");

  /** Characters of a long word that stay together. */
  private static final int PART = 8;

  /** Where a line may end: at a blank, and after a hyphen behind six letters. */
  private static final String ENDS = "\\s+|(?<=[^\\s-]{6}-)(?=[^\\s-]{2})";

  /** A word that fits into no line. */
  private static final Pattern ENDLESS = Pattern.compile("\\S{" + LONG + "}");

  private final Heading heading;
  private final List<Entry> entries;
  private final List<String> formats;
  private final String between;
  private final String mark;
  private final boolean bold;

  private LatexColumn(Heading heading, List<Entry> entries) {
    this.heading = heading;
    this.entries = entries;
    this.bold = entries.stream().anyMatch(Entry::bold);
    this.mark = widest(entries.stream().map(entry -> split(entry.text())[1]).toList());
    List<String> bare =
        entries.stream().map(entry -> split(entry.text())[0]).filter(t -> !t.isEmpty()).toList();
    List<List<String>> parts = parts(bare);
    boolean aligned =
        heading.number() && !bare.isEmpty() && parts.stream().allMatch(LatexColumn::plain);
    boolean two = aligned && parts.size() == 2;
    List<String> found = aligned ? parts.stream().map(LatexColumn::format).toList() : List.of();
    String word = two ? between(bare.get(0)) : "";
    if (two && widestWord(heading.text()) > width(found, word, bold)) {
      found = List.of(); // the second column would be wider than its numbers, away from the first
    }
    this.formats = found;
    this.between = found.isEmpty() ? "" : word;
  }

  /**
   * The columns of a table.
   *
   * @param hyphens whether long words of headings may be broken too
   */
  static List<LatexColumn> of(TableText table, boolean hyphens) {
    List<LatexColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      int at = i;
      List<Entry> entries = table.rows().stream().map(row -> row.get(at)).toList();
      Heading heading = table.columns().get(i);
      Heading broken = new Heading(hyphenated(heading.text()), heading.number(), heading.name());
      columns.add(new LatexColumn(hyphens ? broken : heading, entries));
    }
    return columns;
  }

  /** Long words of headings, with a blank where a line may end. */
  private static String hyphenated(String text) {
    String broken = text;
    for (String word : HYPHENS) {
      broken =
          broken.replaceAll("\\b" + word.replace("-", "") + "\\b", word.replace("-", SOFT + " "));
    }
    return broken;
  }

  /** A number and its marks; an empty second part where it has none. */
  private String[] split(String text) {
    Matcher marked = MARKED.matcher(text);
    return heading.number() && marked.matches()
        ? new String[] {marked.group(1), marked.group(2)}
        : new String[] {text, ""};
  }

  private static String widest(List<String> texts) {
    return texts.stream().reduce("", (a, b) -> b.length() > a.length() ? b : a);
  }

  /** The texts, or their first and second numbers where each has two with the same word between. */
  private static List<List<String>> parts(List<String> texts) {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (String text : texts) {
      Matcher two = TWO.matcher(text);
      if (!two.matches() || !between(text).equals(between(texts.get(0)))) {
        return List.of(texts);
      }
      first.add(two.group(1));
      second.add(two.group(3));
    }
    return List.of(first, second);
  }

  private static String between(String text) {
    Matcher two = TWO.matcher(text);
    return two.matches() ? two.group(2) : "";
  }

  /** Whether siunitx can align all of them: numbers, with an exponent all or none. */
  private static boolean plain(List<String> texts) {
    long raised = texts.stream().filter(text -> text.matches(".*\\de.*")).count();
    return (raised == 0 || raised == texts.size())
        && texts.stream()
            .allMatch(t -> t.length() <= LONGEST_NUMBER && NUMBER.matcher(t).matches());
  }

  /** The most digits that any number has on each side. */
  private static String format(List<String> texts) {
    int whole = 1;
    int decimals = 0;
    int exponent = 0;
    boolean minus = false;
    boolean plus = false;
    boolean exponentSign = false;
    for (String text : texts) {
      Matcher number = NUMBER.matcher(text);
      if (number.matches()) {
        minus |= number.group(1).equals("-");
        plus |= number.group(1).equals("+");
        whole = Math.max(whole, number.group(2).length());
        decimals = Math.max(decimals, number.group(3) == null ? 0 : number.group(3).length());
        if (number.group(4) != null) {
          exponentSign |= number.group(4).startsWith("-");
          exponent = Math.max(exponent, number.group(4).replaceAll("[+-]", "").length());
        }
      }
    }
    String format = (minus ? "-" : plus ? "+" : "") + whole + (decimals > 0 ? "." + decimals : "");
    return exponent > 0 ? format + "e" + (exponentSign ? "-" : "") + exponent : format;
  }

  private static double width(List<String> formats, String between, boolean bold) {
    double width = formats.stream().mapToDouble(f -> LatexWidth.number(f, bold)).sum();
    return width + (between.isEmpty() ? 0 : LatexWidth.of(" " + between + " ", false));
  }

  private static double widestWord(String text) {
    return Arrays.stream(text.split(ENDS, -1))
        .mapToDouble(
            word ->
                ENDLESS.matcher(word).find()
                    ? PART * LatexWidth.of("m", false)
                    : LatexWidth.of(word, false))
        .max()
        .orElse(0);
  }

  /** Whether its texts may be broken into lines, which only words can. */
  boolean breaks() {
    return !heading.number()
        && entries.stream().anyMatch(entry -> entry.text().split(ENDS, -1).length > 1);
  }

  /** Whether they may be broken at any size. */
  boolean isLong() {
    return !heading.number() && entries.stream().anyMatch(entry -> entry.text().length() > LONG);
  }

  /** Points that its entries take. */
  private double entryWidth() {
    double post = LatexWidth.of(mark, bold);
    if (!formats.isEmpty()) {
      return width(formats, between, bold) + post;
    }
    return entries.stream()
        .mapToDouble(entry -> LatexWidth.of(signed(entry.text()), entry.bold()))
        .max()
        .orElse(0);
  }

  /** The text with a sign as wide as a minus in its place. */
  private String signed(String text) {
    return heading.number() ? text.replaceAll(MINUS, "±") : text;
  }

  /**
   * Points that it takes.
   *
   * @param narrow whether its heading is broken wherever it is wider than what is below it
   */
  double width(boolean narrow) {
    return Math.max(
        entryWidth(),
        headingLines(narrow).stream().mapToDouble(l -> LatexWidth.of(l, false)).max().orElse(0));
  }

  /** Points of its longest word. */
  double leastWidth() {
    double words = widestWord(heading.text());
    for (Entry entry : entries) {
      words = Math.max(words, widestWord(entry.text()) * (entry.bold() ? 1.23 : 1));
    }
    return words + 1;
  }

  private List<String> headingLines(boolean narrow) {
    double least = narrow ? 0 : LatexWidth.of("a".repeat(HEADING), false);
    double room = Math.max(Math.max(entryWidth(), widestWord(heading.text())), least) + 0.01;
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : heading.text().split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && LatexWidth.of(longer, false) > room) {
        lines.add(line);
        longer = word;
      }
      line = longer;
    }
    lines.add(line);
    // a word that was not broken after all, and one that was
    lines.replaceAll(each -> each.replace(SOFT + " ", "").replace(SOFT, "-"));
    return lines;
  }

  /**
   * Its columns in the table's preamble.
   *
   * @param paragraph points of the lines that its texts are broken into, 0 for none
   */
  String form(double paragraph) {
    if (paragraph > 0) {
      // Ragged by the column: a paragraph that an entry ended itself would be a line taller.
      double em = Math.ceil(10 * paragraph / LatexWidth.EM) / 10;
      return ">{\\raggedright\\arraybackslash}p{" + em + "em}";
    }
    if (formats.isEmpty()) {
      return heading.number() ? mark.isEmpty() ? "r" : "r@{}l" : "l";
    }
    String post = mark.isEmpty() ? "" : ",table-space-text-post=" + LatexFormat.escape(mark);
    String last = "S[table-format=" + formats.get(formats.size() - 1) + post + "]";
    String word = between.equals("±") ? "@{\\,$\\pm$\\,}" : "@{ " + between + " }";
    return between.isEmpty() ? last : "S[table-format=" + formats.get(0) + "]" + word + last;
  }

  private int columns() {
    return formats.size() == 2 || (formats.isEmpty() && !mark.isEmpty()) ? 2 : 1;
  }

  /** Its heading with what it needs around it. */
  String head(boolean narrow, double paragraph) {
    List<String> lines =
        paragraph > 0 ? List.of(heading.text().replace(SOFT + " ", "")) : headingLines(narrow);
    List<String> escaped = lines.stream().map(LatexFormat::escape).toList();
    String side = !heading.number() ? "l" : formats.isEmpty() ? "r" : "c";
    String text =
        escaped.size() == 1
            ? escaped.get(0)
            : "\\shortstack[" + side + "]{" + String.join("\\\\", escaped) + "}";
    if (columns() == 2) {
      return "\\multicolumn{2}{" + side + "}{" + text + "}";
    }
    return formats.isEmpty() ? text : "{" + text + "}";
  }

  /** An entry in it. */
  String entry(Entry entry, double paragraph) {
    String none = columns() == 2 ? "\\multicolumn{2}{c}{--}" : formats.isEmpty() ? "--" : "{--}";
    if (entry.text().isEmpty()) {
      return none;
    }
    String[] split = split(entry.text());
    String marks = split[1].isEmpty() ? "" : LatexFormat.escape(split[1]);
    if (!formats.isEmpty()) {
      String weight = entry.bold() ? "\\bfseries " : "";
      Matcher two = TWO.matcher(split[0]);
      String numbers =
          weight
              + (columns() == 2 && two.matches()
                  ? two.group(1) + " & " + weight + two.group(3)
                  : split[0]);
      return marks.isEmpty() ? numbers : numbers + " {" + marks + "}";
    }
    boolean endless = paragraph > 0 && ENDLESS.matcher(split[0]).find();
    String text = endless ? breakable(split[0]) : LatexFormat.escape(split[0]);
    if (heading.number()) {
      text = text.replaceAll(MINUS, "\\$-\\$");
    }
    if (entry.bold()) {
      text = paragraph > 0 ? "\\bfseries " + text : "\\textbf{" + text + "}";
    }
    return columns() == 2 ? text + " & " + marks : text;
  }

  /** A long word, such as a digest, may break anywhere: it would leave the table. */
  private static String breakable(String text) {
    StringBuilder broken = new StringBuilder();
    for (int from = 0; from < text.length(); from += PART) {
      String part = text.substring(from, Math.min(text.length(), from + PART));
      broken.append(from == 0 ? "" : "\\allowbreak{}");
      broken.append(part.startsWith(" ") ? " " : "").append(LatexFormat.escape(part));
      broken.append(part.endsWith(" ") ? " " : "");
    }
    return broken.toString();
  }
}
