package neurosweep.spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.core.Param;
import neurosweep.core.Problems;

/**
 * The ways to write a distribution: a map such as {@code {loguniform: {from: 1.0e-5, to: 1.0e-2}}}
 * or {@code {choice: [a, b]}}, or a call such as {@code loguniform(1e-5, 1e-2)}.
 */
final class DistributionReader {
  private static final Pattern CALL = Pattern.compile("\\s*([\\w-]+)\\s*\\((.*)\\)\\s*");
  private static final List<String> ENDS = List.of("from", "to");

  /** The names of all kinds. */
  static final List<String> KINDS =
      Arrays.stream(Distribution.Kind.values()).map(Distribution.Kind::label).toList();

  private final Knobs knobs;
  private final Problems problems;

  DistributionReader(Knobs knobs, Problems problems) {
    this.knobs = knobs;
    this.problems = problems;
  }

  /** Whether a piece of a job means a distribution, rightly written or not. */
  static boolean means(Yaml node) {
    return kind(node).isPresent();
  }

  private static Optional<Distribution.Kind> kind(Yaml node) {
    String name = "";
    if (node instanceof Yaml.Mapping map && map.entries().size() == 1) {
      name = map.entries().keySet().iterator().next();
    } else if (node instanceof Yaml.Scalar scalar) {
      Matcher call = CALL.matcher(scalar.text());
      name = call.matches() ? call.group(1) : "";
    }
    String label = name;
    return Arrays.stream(Distribution.Kind.values())
        .filter(kind -> kind.label().equals(label))
        .findFirst();
  }

  /** The values of a knob; faults are reported and leave nothing. */
  Optional<Draft.Setting> read(String knob, Yaml.Entry entry) {
    Distribution.Kind kind = kind(entry.value()).orElseThrow();
    boolean whole = knobs.is(knob, Param.Kind.INTEGER);
    boolean numeric = whole || knobs.is(knob, Param.Kind.REAL);
    if (kind != Distribution.Kind.CHOICE && !numeric) {
      return refuse(entry, "a " + kind.label() + " needs a numeric knob; write {choice: [...]}");
    }
    if (whole && kind != Distribution.Kind.CHOICE && kind != Distribution.Kind.INT_UNIFORM) {
      return refuse(entry, "has whole numbers; write {int-uniform: {from: 1, to: 9}}");
    }
    return kind == Distribution.Kind.CHOICE ? choice(knob, entry) : numbers(knob, kind, entry);
  }

  private Optional<Draft.Setting> refuse(Yaml.Entry entry, String message) {
    entry.place().report(problems, message);
    return Optional.empty();
  }

  private Optional<Draft.Setting> choice(String knob, Yaml.Entry entry) {
    Yaml list = entry.value();
    if (list instanceof Yaml.Mapping map) {
      list = map.entries().values().iterator().next().value();
    } else if (list instanceof Yaml.Scalar scalar) {
      list = new Yaml.Sequence(arguments(scalar), scalar.place());
    }
    Optional<List<Given>> values =
        list.sequence("a list of values", problems)
            .flatMap(items -> knobs.axis(knob, items, problems));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.get().size() < 2) {
      return refuse(entry, "a choice needs two values or more; a single one is no axis");
    }
    List<String> texts = values.get().stream().map(Given::text).toList();
    Distribution distribution =
        new Distribution(knob, Distribution.Kind.CHOICE, BigDecimal.ZERO, BigDecimal.ZERO, texts);
    return Optional.of(new Draft.Setting(entry.place(), values.get(), Optional.of(distribution)));
  }

  private static List<Yaml> arguments(Yaml.Scalar scalar) {
    Matcher call = CALL.matcher(scalar.text());
    if (!call.matches() || call.group(2).isBlank()) {
      return List.of();
    }
    return Arrays.stream(call.group(2).split(",", -1))
        .<Yaml>map(text -> new Yaml.Scalar(text.strip(), text.isBlank(), scalar.place()))
        .toList();
  }

  private Optional<Draft.Setting> numbers(String knob, Distribution.Kind kind, Yaml.Entry entry) {
    List<Given> ends = new ArrayList<>();
    for (Yaml end : ends(kind, entry)) {
      knobs.value(knob, end, problems).ifPresent(ends::add);
    }
    if (ends.size() < 2) {
      return Optional.empty();
    }
    BigDecimal from = new BigDecimal(ends.get(0).text().strip());
    BigDecimal to = new BigDecimal(ends.get(1).text().strip());
    if (from.compareTo(to) >= 0) {
      return refuse(entry, "from is " + from + ", must be below to, which is " + to);
    }
    if (kind == Distribution.Kind.LOGUNIFORM && from.signum() <= 0) {
      return refuse(entry, "from is " + from + ", must be > 0 on a logarithmic axis");
    }
    Distribution distribution = new Distribution(knob, kind, from, to, List.of());
    return Optional.of(new Draft.Setting(entry.place(), ends, Optional.of(distribution)));
  }

  /** The two ends as written; fewer where they are not, which is reported. */
  private List<Yaml> ends(Distribution.Kind kind, Yaml.Entry entry) {
    String form = "must be {" + kind.label() + ": {from: LEAST, to: MOST}}";
    if (entry.value() instanceof Yaml.Scalar scalar) {
      List<Yaml> arguments = arguments(scalar);
      if (arguments.size() != 2) {
        scalar
            .place()
            .report(problems, "is " + scalar.text() + ", must be " + kind.label() + "(from, to)");
        return List.of();
      }
      return arguments;
    }
    Yaml inner = ((Yaml.Mapping) entry.value()).entries().values().iterator().next().value();
    Optional<Yaml.Mapping> map = inner.mapping("a map of from and to", problems);
    if (map.isEmpty()) {
      return List.of();
    }
    map.get().allow(ENDS, problems);
    Map<String, Yaml.Entry> entries = map.get().entries();
    if (!entries.keySet().containsAll(ENDS)) {
      inner.place().report(problems, form);
      return List.of();
    }
    return ENDS.stream().map(end -> entries.get(end).value()).toList();
  }
}
