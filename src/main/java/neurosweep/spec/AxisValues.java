package neurosweep.spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.core.Names;
import neurosweep.core.Problems;
import neurosweep.core.UserError;

/**
 * The ways to write the values of an axis: a list, one value, {@code 1..5}, a call such as {@code
 * range(1, 5)}, or a map such as {@code {range: {from: 1, to: 5}}}.
 */
final class AxisValues {
  private static final Pattern DOTS =
      Pattern.compile("\\s*([-+]?\\d+)\\s*\\.\\.\\s*([-+]?\\d+)\\s*");
  private static final Pattern CALL = Pattern.compile("\\s*([\\w-]+)\\s*\\((.*)\\)\\s*");
  private static final List<String> KINDS =
      Arrays.stream(Spacing.values()).map(Spacing::label).sorted().toList();
  private static final String FORMS =
      "must be a list, a value, 1..5 or one of " + String.join(", ", KINDS);

  private AxisValues() {}

  /** Whether a text is a call such as {@code range(1, 5)}, whose commas separate no values. */
  static boolean isCall(String text) {
    return CALL.matcher(text).matches();
  }

  /**
   * The values as written or computed; faults are reported and leave nothing.
   *
   * @param numeric whether the knob's values are numbers: texts are never computed
   */
  static Optional<List<Yaml>> values(Yaml node, boolean numeric, Problems problems) {
    if (node instanceof Yaml.Sequence list) {
      if (list.items().isEmpty()) {
        list.place().report(problems, "is an empty list, must have a value");
        return Optional.empty();
      }
      return Optional.of(list.items());
    }
    if (node instanceof Yaml.Mapping map) {
      return ofMap(map, numeric, problems);
    }
    return ofText((Yaml.Scalar) node, numeric, problems);
  }

  private static Optional<List<Yaml>> ofMap(Yaml.Mapping map, boolean numeric, Problems problems) {
    if (map.entries().size() != 1) {
      map.place().report(problems, "is a map of " + map.entries().size() + " keys, " + FORMS);
      return Optional.empty();
    }
    String kind = map.entries().keySet().iterator().next();
    Yaml.Entry entry = map.entries().get(kind);
    if (!KINDS.contains(kind)) {
      refuse(entry.place(), kind, problems);
      return Optional.empty();
    }
    if (!numeric) {
      entry.place().report(problems, "a " + kind + " needs a numeric knob; list the values");
      return Optional.empty();
    }
    Spacing spacing = spacing(kind);
    Optional<Yaml.Mapping> arguments =
        entry.value().mapping("a map of " + String.join(", ", spacing.arguments()), problems);
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    arguments.get().allow(spacing.arguments(), problems);
    List<String> texts =
        spacing.arguments().stream()
            .map(name -> argument(arguments.get(), name, spacing, problems))
            .toList();
    boolean complete = texts.stream().noneMatch(String::isEmpty);
    return complete ? compute(spacing, texts, entry.place(), problems) : Optional.empty();
  }

  private static String argument(
      Yaml.Mapping arguments, String name, Spacing spacing, Problems problems) {
    Optional<Yaml> given = arguments.get(name);
    if (given.isEmpty()) {
      if (name.equals("step")) {
        return "1";
      }
      arguments.place().report(problems, "a " + spacing.label() + " needs " + name);
      return "";
    }
    return given.get().scalar("a number", problems).map(Yaml.Scalar::text).orElse("");
  }

  private static Optional<List<Yaml>> ofText(
      Yaml.Scalar scalar, boolean numeric, Problems problems) {
    Matcher dots = DOTS.matcher(scalar.text());
    Matcher call = CALL.matcher(scalar.text());
    if (numeric && dots.matches()) {
      List<String> texts = List.of(dots.group(1), dots.group(2), "1");
      return compute(Spacing.RANGE, texts, scalar.place(), problems);
    }
    if (!numeric || !call.matches()) {
      return Optional.of(List.of(scalar));
    }
    String kind = call.group(1);
    if (!KINDS.contains(kind)) {
      refuse(scalar.place(), kind, problems);
      return Optional.empty();
    }
    List<String> texts = List.of(call.group(2).split(",", -1));
    if (kind.equals("range") && texts.size() == 2) {
      texts = List.of(texts.get(0), texts.get(1), "1");
    }
    if (texts.size() != 3) {
      String form = kind + "(" + String.join(", ", spacing(kind).arguments()) + ")";
      scalar.place().report(problems, "is " + scalar.text() + ", must be " + form);
      return Optional.empty();
    }
    return compute(spacing(kind), texts, scalar.place(), problems);
  }

  private static void refuse(Place place, String kind, Problems problems) {
    if (DistributionReader.KINDS.contains(kind)) {
      place.report(
          problems,
          "is a distribution ("
              + kind
              + "), which only grid and variants may have; list the values here");
      return;
    }
    List<String> all = new ArrayList<>(KINDS);
    all.addAll(DistributionReader.KINDS);
    place.report(problems, Names.unknown("kind of axis", kind, all));
  }

  private static Spacing spacing(String kind) {
    return Spacing.valueOf(kind.toUpperCase(java.util.Locale.ROOT));
  }

  private static Optional<List<Yaml>> compute(
      Spacing spacing, List<String> texts, Place place, Problems problems) {
    try {
      List<BigDecimal> numbers = new java.util.ArrayList<>();
      for (int i = 0; i < 3; i++) {
        numbers.add(number(spacing.arguments().get(i), texts.get(i).strip()));
      }
      List<BigDecimal> points = spacing.points(numbers.get(0), numbers.get(1), numbers.get(2));
      return Optional.of(
          points.stream().<Yaml>map(p -> new Yaml.Scalar(p.toString(), false, place)).toList());
    } catch (UserError e) {
      place.report(problems, e.getMessage());
      return Optional.empty();
    }
  }

  /** Decimals of absurd scale would make exact sums of billions of digits. */
  private static BigDecimal number(String name, String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new UserError(name + " is \"" + text + "\", must be a number");
    }
    if (number.precision() > 40 || Math.abs((long) number.scale()) > 400) {
      throw new UserError(name + " is " + text + ", must be a number within double precision");
    }
    return number;
  }
}
