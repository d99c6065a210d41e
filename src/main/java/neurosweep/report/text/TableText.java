package neurosweep.report.text;

import java.util.List;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Replicates;
import neurosweep.core.Column;
import neurosweep.result.Axis;
import neurosweep.result.AxisText;
import neurosweep.result.Design;

/**
 * A table as plain text in cells, before any format's escaping: what a {@link ReportTable} makes
 * and a format renders.
 *
 * @param name the file's name without its ending
 * @param label a key for references to it
 * @param title what it shows, a sentence without its full stop
 * @param note what else a reader needs to know to read it, a sentence or nothing
 * @param notice how complete it is: a certificate, or PARTIAL and what there is
 * @param columns the headings
 * @param rows one entry a column
 */
public record TableText(
    String name,
    String label,
    String title,
    String note,
    String notice,
    List<Heading> columns,
    List<List<Entry>> rows) {

  /**
   * A column.
   *
   * @param text its heading
   * @param number whether its entries are numbers, which are aligned to the right
   * @param name the same in the words of the job, for programs and commands
   */
  public record Heading(String text, boolean number, String name) {
    /** A column of words. */
    public static Heading words(String text) {
      return new Heading(text, false, text);
    }

    /** A column of numbers. */
    public static Heading number(String text) {
      return new Heading(text, true, text);
    }

    /** The values of an axis, with its unit. */
    public static Heading of(Axis axis) {
      String unit = axis.unit().isEmpty() ? "" : " [" + axis.unit() + "]";
      boolean words = axis.type() == Column.Type.TEXT || axis.type() == Column.Type.FLAG;
      return new Heading(axis.label() + unit, !words, axis.name() + unit);
    }
  }

  /**
   * A cell of the table.
   *
   * @param text its text; empty where there is nothing to say
   * @param bold whether it stands out
   * @param from the keys of the configurations whose runs it was computed from, so that a number
   *     can be traced to its cells; empty for words and axes
   * @param name the same in the words of the job, for programs and commands
   */
  public record Entry(String text, boolean bold, List<String> from, String name) {
    /** Nothing to say; formats show a dash or leave it empty. */
    public static final Entry NONE = of("");

    /** Copies the list. */
    public Entry {
      from = List.copyOf(from);
    }

    /** A plain entry that comes from no run. */
    public static Entry of(String text) {
      return of(text, List.of());
    }

    /** A value of an axis. */
    public static Entry of(Axis axis, Object value) {
      return of(axis, value, List.of());
    }

    /** A value of an axis that runs of some configurations chose. */
    public static Entry of(Axis axis, Object value, List<Replicates> from) {
      return new Entry(axis.text(value), false, keys(from), AxisText.of(value));
    }

    /** A plain entry computed from the runs of some configurations. */
    public static Entry of(String text, List<Replicates> from) {
      return new Entry(text, false, keys(from), text);
    }

    private static List<String> keys(List<Replicates> from) {
      return from.stream().map(Replicates::configId).toList();
    }

    /** The same with a mark behind what readers see. */
    public Entry marked(String mark) {
      return new Entry(text + mark, bold, from, name);
    }

    /** The same, in bold or not. */
    public Entry bold(boolean other) {
      return new Entry(text, other, from, name);
    }
  }

  /** A table that does not apply to a sweep: its caption says why, and it has no column. */
  public static TableText notMade(Analysis analysis, String name, String reason) {
    return of(
        name,
        analysis,
        "there is no table \"" + name + "\", since " + reason,
        "",
        List.of(),
        List.of());
  }

  /** The same table, about which there is more to say; sentences with a blank in front. */
  public TableText noting(String more) {
    return new TableText(name, label, title, (note + more).strip(), notice, columns, rows);
  }

  /** Title and note. */
  public String caption() {
    return title + "." + (note.isEmpty() ? "" : " " + note);
  }

  /**
   * The table of that name over a sweep.
   *
   * @param title what it shows, without the sweep's name
   */
  public static TableText of(
      String name,
      Analysis analysis,
      String title,
      String note,
      List<Heading> columns,
      List<List<Entry>> rows) {
    Design design = analysis.design();
    return new TableText(
        name,
        Caption.label(design, name),
        design.sweep() + ": " + title,
        note,
        analysis.completeness().notice(),
        columns,
        rows);
  }

  /** Refuses rows that do not fit the columns. */
  public TableText {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Entry> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            name + " has a row of " + row.size() + " for " + columns.size() + " columns");
      }
    }
  }
}
