package neurosweep.experiment.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import neurosweep.core.ColumnName;
import neurosweep.core.Goal;
import neurosweep.core.ListText;
import neurosweep.core.Metric;
import neurosweep.core.Names;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;

/**
 * What a job says of numbers that are made outside of this program: the knobs that led to them and
 * the metrics that they are.
 *
 * @param knobs with their defaults
 * @param metrics real numbers, of which at least one has a better end
 */
public record Definition(List<Param<?>> knobs, List<Metric<Double>> metrics) {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,15}");
  private static final Pattern REAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final List<String> ENDS = List.of("max", "min", "none");
  private static final String SHARE = " share";

  /** What a job may say of knobs. */
  public static final Param<String> KNOBS =
      Param.list(
          "knobs",
          "knobs with their defaults, as in learning_rate=0.1; the default says what values are:"
              + " real (0.1), whole (2), true or false, or text");

  /** What a job may say of metrics. */
  public static final Param<String> METRICS =
      Param.list(
          "metrics",
          "metrics with their better end, as in accuracy=max share, loss=min, epochs=none; share: from"
              + " 0 to 1; the first with an end selects, unless the job says otherwise");

  /** Whether a knob says nothing but which others there are, and what is measured. */
  public static boolean names(String knob) {
    return knob.equals(KNOBS.name()) || knob.equals(METRICS.name());
  }

  /** Copies the lists. */
  public Definition {
    knobs = List.copyOf(knobs);
    metrics = List.copyOf(metrics);
  }

  /**
   * Reads it.
   *
   * @param knobs of {@link #KNOBS}
   * @param metrics of {@link #METRICS}
   * @param taken names that knobs and metrics may not have
   * @throws UserError with every fault
   */
  public static Definition of(String knobs, String metrics, Set<String> taken) {
    Problems problems = new Problems();
    Set<String> names = new HashSet<>(taken);
    List<Param<?>> params = new ArrayList<>();
    for (String item : ListText.split(knobs)) {
      problems.check(KNOBS.name(), () -> params.add(knob(item, names)));
    }
    List<Metric<Double>> columns = new ArrayList<>();
    for (String item : ListText.split(metrics)) {
      problems.check(METRICS.name(), () -> columns.add(metric(item, names)));
    }
    if (problems.isEmpty() && columns.stream().allMatch(each -> each.meaning().goal() == null)) {
      problems.add(
          METRICS.name(),
          columns.isEmpty()
              ? "is missing, must name what is measured, as in metrics: {accuracy: max}"
              : "has none with a better end, must have one, as in metrics: {accuracy: max}");
    }
    problems.throwIfAny();
    return new Definition(params, columns);
  }

  private record Pair(String name, String value) {
    static Pair of(String item, String example, Set<String> names) {
      int equals = item.indexOf('=');
      if (equals < 1) {
        throw new UserError("\"" + item + "\" has no value, must be as " + example);
      }
      String name = item.substring(0, equals).strip();
      new ColumnName(name);
      if (!names.add(name)) {
        throw new UserError("\"" + name + "\" means something else already; take another name");
      }
      return new Pair(name, item.substring(equals + 1).strip());
    }
  }

  private static Param<?> knob(String item, Set<String> names) {
    Pair pair = Pair.of(item, "learning_rate=0.1", names);
    String doc = "knob of the job";
    if (WHOLE.matcher(pair.value).matches()) {
      return Param.integer(pair.name, Long.parseLong(pair.value), doc);
    }
    if (REAL.matcher(pair.value).matches()) {
      Param<Double> param = Param.real(pair.name, 0, doc);
      return param.byDefault((Double) param.parse(pair.value));
    }
    if (pair.value.equals("true") || pair.value.equals("false")) {
      return Param.flag(pair.name, pair.value.equals("true"), doc);
    }
    Param<String> param = Param.text(pair.name, "", doc);
    return param.byDefault((String) param.parse(pair.value));
  }

  private static Metric<Double> metric(String item, Set<String> names) {
    Pair pair = Pair.of(item, "accuracy=max", names);
    boolean share = pair.value.endsWith(SHARE);
    String end = share ? pair.value.substring(0, pair.value.length() - SHARE.length()) : pair.value;
    Metric<Double> plain = Metric.real(pair.name, "", "measured by the program");
    Metric<Double> metric = share ? plain.share() : plain;
    return switch (end.strip()) {
      case "max" -> metric.goal(Goal.MAX);
      case "min" -> metric.goal(Goal.MIN);
      case "none" -> metric;
      default -> throw new UserError(Names.unknown("better end of " + pair.name, end, ENDS));
    };
  }

  /** What is wrong with a value of a metric that is a share; nothing with those of others. */
  public static Optional<String> fault(Metric<Double> metric, double value) {
    boolean outside = metric.meaning().share() && (value < 0 || value > 1);
    return outside
        ? Optional.of(
            metric.name() + " is " + value + ", must be from 0 to 1, as it is called a share")
        : Optional.empty();
  }

  /** The metric that selects where the job names none. */
  public Metric<Double> objective() {
    return metrics.stream()
        .filter(metric -> metric.meaning().goal() != null)
        .findFirst()
        .orElseThrow();
  }

  /** A knob of whole numbers. */
  @SuppressWarnings("unchecked") // by its kind
  public Optional<Param<Long>> whole(String name) {
    return knobs.stream()
        .filter(knob -> knob.name().equals(name) && knob.kind() == Param.Kind.INTEGER)
        .map(knob -> (Param<Long>) knob)
        .findFirst();
  }
}
