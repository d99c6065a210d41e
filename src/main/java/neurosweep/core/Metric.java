package neurosweep.core;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a cell measures, declared once beside the code that measures it: a scalar, or a column of a
 * table with several rows a cell. Columns, headings, axis labels and captions derive from the
 * declaration, and nothing reads a meaning out of the name.
 *
 * @param name the name in Parquet and in job files
 * @param type the type of its values; every value may be missing
 * @param unit the unit, or an empty string
 * @param doc one line of explanation
 * @param label what readers call it
 * @param meaning what it tells about a cell
 * @param <T> Double, Long, Boolean or String
 */
public record Metric<T>(
    String name, Column.Type type, String unit, String doc, String label, Meaning meaning) {

  /** What a scalar is of the column whose rows it sums up. */
  public enum Role {
    /** Something of its own. */
    VALUE,
    /** The best value of a column over the steps of a run. */
    PEAK,
    /** A column's value at the end. */
    LAST,
    /** The best value of a column by which a step is chosen: of a validation set. */
    BEST,
    /** The value of another column at the step that {@link #BEST} chose. */
    CHOSEN,
    /** A mean or an extreme over all rows. */
    OVERALL,
    /** The flag that says whether a run was stable. */
    STABLE,
    /** A flag that no stable run has. */
    FLAW
  }

  /**
   * The column that a scalar sums up.
   *
   * @param role what the scalar is of it
   * @param of its name, or an empty string
   * @param quantity what readers call it, or an empty string
   * @param at the name of the metric that holds the step, or an empty string
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Summary(Role role, String of, String quantity, String at) {
    /** Of nothing but itself. */
    public static final Summary NONE = new Summary(Role.VALUE, "", "", "");

    /** Reads missing names as empty ones. */
    public Summary {
      role = role == null ? Role.VALUE : role;
      of = of == null ? "" : of;
      quantity = quantity == null ? "" : quantity;
      at = at == null ? "" : at;
    }
  }

  /**
   * What a metric tells about a cell.
   *
   * @param split the examples it is measured on, or null
   * @param summary of which column it is what
   * @param share whether it is a share of examples, so that differences are percentage points and
   *     intervals end at 0 and 1
   * @param chance the name of the metric that holds what guessing would score, or an empty string
   * @param goal which end is the better one, or null where neither is
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Meaning(Split split, Summary summary, boolean share, String chance, Goal goal) {
    /** None that is known. */
    public static final Meaning NONE = new Meaning(null, null, false, null, null);

    /** Reads what is missing as none. */
    public Meaning {
      summary = summary == null ? Summary.NONE : summary;
      chance = chance == null ? "" : chance;
    }
  }

  /** Reads a missing label as the name in words, and a missing meaning as none. */
  public Metric {
    unit = unit == null ? "" : unit;
    doc = doc == null ? "" : doc;
    label = label == null && name != null ? name.replace('_', ' ').strip() : label;
    meaning = meaning == null ? Meaning.NONE : meaning;
  }

  private static <T> Metric<T> of(String name, Column.Type type, String unit, String doc) {
    return new Metric<>(name, type, unit, doc, null, null);
  }

  /** A real metric. */
  public static Metric<Double> real(String name, String unit, String doc) {
    return of(name, Column.Type.REAL, unit, doc);
  }

  /** A whole number. */
  public static Metric<Long> integer(String name, String unit, String doc) {
    return of(name, Column.Type.INTEGER, unit, doc);
  }

  /** True or false. */
  public static Metric<Boolean> flag(String name, String doc) {
    return of(name, Column.Type.FLAG, "", doc);
  }

  /** A text. */
  public static Metric<String> text(String name, String doc) {
    return of(name, Column.Type.TEXT, "", doc);
  }

  /** The same under another label. */
  public Metric<T> called(String other) {
    return new Metric<>(name, type, unit, doc, other, meaning);
  }

  private Metric<T> with(Meaning other) {
    return new Metric<>(name, type, unit, doc, label, other);
  }

  /** The same, measured on a part of the data. */
  public Metric<T> on(Split split) {
    return with(new Meaning(split, meaning.summary, meaning.share, meaning.chance, meaning.goal));
  }

  /** The same, of which one end is the better one. */
  public Metric<T> goal(Goal goal) {
    return with(new Meaning(meaning.split, meaning.summary, meaning.share, meaning.chance, goal));
  }

  /** The same, a share of examples. */
  public Metric<T> share() {
    return share("");
  }

  /** The same, a share of examples of which guessing would score another metric. */
  public Metric<T> share(Metric<Double> chance) {
    return share(chance.name);
  }

  private Metric<T> share(String chance) {
    return with(new Meaning(meaning.split, meaning.summary, true, chance, meaning.goal));
  }

  /** The same, the best value of a column, reached at the step that another metric holds. */
  public Metric<T> peakOf(Metric<?> column, Metric<?> at) {
    return sums(Role.PEAK, column, at.name);
  }

  /** The same, the last value of a column. */
  public Metric<T> lastOf(Metric<?> column) {
    return sums(Role.LAST, column, "");
  }

  /** The same, the value of a column that chose a step, which another metric holds. */
  public Metric<T> bestOf(Metric<?> column, Metric<?> at) {
    return sums(Role.BEST, column, at.name);
  }

  /** The same, the value of a column at the chosen step. */
  public Metric<T> chosenOf(Metric<?> column) {
    return sums(Role.CHOSEN, column, "");
  }

  /** The same, a mean or an extreme of a column. */
  public Metric<T> over(Metric<?> column) {
    return sums(Role.OVERALL, column, "");
  }

  private Metric<T> sums(Role role, Metric<?> column, String at) {
    return sums(new Summary(role, column.name, column.label, at));
  }

  /** The same, one of the faults that the verdict on a run tells of. */
  public Metric<T> flaw() {
    return sums(new Summary(Role.FLAW, "", "", ""));
  }

  /** The same, the verdict on a run. */
  public Metric<T> verdict() {
    return sums(new Summary(Role.STABLE, "", "", ""));
  }

  /** The same, of another column. */
  public Metric<T> sums(Summary summary) {
    return with(new Meaning(meaning.split, summary, meaning.share, meaning.chance, meaning.goal));
  }

  /** Its column in tables. */
  public Column column() {
    return new Column(name, type, unit, doc);
  }

  /** Whether its values are numbers. */
  @JsonIgnore
  public boolean isNumber() {
    return type == Column.Type.REAL || type == Column.Type.INTEGER;
  }
}
