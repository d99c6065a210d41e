package neurosweep.report.format;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;

/**
 * The columns of a table at the largest size at which they fit into the text of a paper of one
 * column, 5.5 in, by breaking headings first and texts then; made smaller as a whole only where
 * nothing else holds it.
 *
 * @param columns of the table
 * @param size the command, and what is between columns
 * @param narrow whether headings are broken wherever they are wider than what is below them
 * @param paragraphs points of the lines of each column, 0 where it is not broken
 * @param fits whether all of it is no wider than the text
 */
record LatexFit(
    List<LatexColumn> columns, Size size, boolean narrow, double[] paragraphs, boolean fits) {
  /** Points of 5.5 in, less what measuring misses. */
  private static final double ROOM = 397.48 - 5;

  /**
   * A size of letters.
   *
   * @param command that sets it
   * @param scale of letters, where {@code \scriptsize} is 1
   * @param gap points on each side of a column
   */
  private record Size(String command, double scale, int gap) {}

  private static final Size FOOTNOTE = new Size("\\footnotesize", LatexWidth.FOOTNOTE, 6);
  private static final Size FOOTNOTE_CLOSE = new Size("\\footnotesize", LatexWidth.FOOTNOTE, 4);
  private static final Size SCRIPT = new Size("\\scriptsize", 1, 4);
  private static final Size SCRIPT_CLOSE = new Size("\\scriptsize", 1, 3);
  private static final Size SCRIPT_CLOSEST = new Size("\\scriptsize", 1, 2);
  private static final Size TINY = new Size("\\tiny", LatexWidth.TINY, 2);

  /** The first way that fits. */
  static LatexFit of(TableText table) {
    List<LatexColumn> columns = LatexColumn.of(table, false);
    for (Size size : List.of(FOOTNOTE, FOOTNOTE_CLOSE, SCRIPT, SCRIPT_CLOSE, SCRIPT_CLOSEST)) {
      for (boolean narrow : new boolean[] {false, true}) {
        LatexFit fit = of(columns, size, narrow, false);
        if (fit.fits) {
          return fit;
        }
      }
      LatexFit fit = of(columns, size, true, true);
      if (fit.fits) {
        return fit;
      }
    }
    List<LatexColumn> broken = LatexColumn.of(table, true);
    LatexFit fit = of(broken, SCRIPT_CLOSEST, true, true);
    return fit.fits ? fit : of(broken, TINY, true, true);
  }

  /** Takes from the widest column that may be broken until all fit. */
  private static LatexFit of(List<LatexColumn> columns, Size size, boolean narrow, boolean breaks) {
    int n = columns.size();
    double[] widths = columns.stream().mapToDouble(column -> column.width(narrow)).toArray();
    double[] least = columns.stream().mapToDouble(LatexColumn::leastWidth).toArray();
    double[] paragraphs = new double[n];
    double room = (ROOM - 2.0 * size.gap * (n - 1)) / size.scale;
    double over = Arrays.stream(widths).sum() - room;
    while (over > 0) {
      int widest = -1;
      double next = 0;
      for (int i = 0; i < n; i++) {
        boolean may = columns.get(i).isLong() || (breaks && columns.get(i).breaks());
        if (may && widths[i] - least[i] > 1) {
          boolean more = widest < 0 || widths[i] > widths[widest];
          next = more ? (widest < 0 ? 0 : widths[widest]) : Math.max(next, widths[i]);
          widest = more ? i : widest;
        }
      }
      if (widest < 0) {
        break;
      }
      double step = Math.max(4, widths[widest] - next); // at once to the next widest
      double cut = Math.min(Math.min(step, over), widths[widest] - least[widest]);
      widths[widest] -= cut;
      paragraphs[widest] = widths[widest];
      over -= cut;
    }
    return new LatexFit(columns, size, narrow, paragraphs, over <= 0);
  }

  /** The size, for all of the table. */
  String command() {
    return size.command
        + (size.gap == FOOTNOTE.gap ? "" : "\\setlength{\\tabcolsep}{" + size.gap + "pt}");
  }

  /** The table's preamble. */
  String form() {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> columns.get(i).form(paragraphs[i]))
        .collect(Collectors.joining("", "@{}", "@{}"));
  }

  /** The line of headings. */
  String head() {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> columns.get(i).head(narrow, paragraphs[i]))
        .collect(Collectors.joining(" & ", "", " \\\\\n"));
  }

  /** The line of a row. */
  String row(List<Entry> row) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> columns.get(i).entry(row.get(i), paragraphs[i]))
        .collect(Collectors.joining(" & ", "", " \\\\\n"));
  }
}
