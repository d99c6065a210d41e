package neurosweep.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import neurosweep.core.Column;
import neurosweep.core.Metric;
import neurosweep.core.Names;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.experiment.Experiment;
import neurosweep.statistics.relation.Relation;
import neurosweep.statistics.relation.Term;

/**
 * Reads the section {@code claims}, each claim by itself; {@link ClaimPlan} then holds them against
 * the plan.
 */
final class ClaimReader {
  /** Each is a line of a table and of the page. */
  static final int MOST_CLAIMS = 500;

  private static final int LONGEST_CLAIM = 500;

  private static final String CLAIM = "claim";
  private static final String METRIC = "metric";
  static final String WHERE = "where";
  private static final String RELATION = "relation";
  private static final String LEVEL = "level";
  private static final String FLAG = "flag";
  private static final List<String> COMMON = List.of(CLAIM, METRIC, WHERE, RELATION, LEVEL);
  private static final List<String> HOLDS = List.of(FLAG, Claim.ABOVE, Claim.BELOW);
  private static final Param<String> SENTENCE = Param.text(CLAIM, "", "");
  private static final Param<Long> RUNS = Param.integer("at_least", 1, "").atLeast(1);

  private final Experiment experiment;
  private final Knobs knobs;
  private final Problems problems;
  private final List<WrittenClaim> claims = new ArrayList<>();

  ClaimReader(Experiment experiment, Knobs knobs, Problems problems) {
    this.experiment = experiment;
    this.knobs = knobs;
    this.problems = problems;
  }

  /** Reads all, and reports what is wrong whatever the plan is. */
  List<WrittenClaim> read(Yaml.Mapping job) {
    Optional<Yaml.Sequence> list =
        job.get("claims").flatMap(node -> node.sequence("a list of claims", problems));
    list.filter(claims -> claims.items().size() > MOST_CLAIMS)
        .ifPresent(
            many ->
                many.place()
                    .report(
                        problems,
                        "are " + many.items().size() + ", must be at most " + MOST_CLAIMS));
    list.ifPresent(
        claims ->
            claims.items().stream()
                .limit(MOST_CLAIMS)
                .forEach(
                    item ->
                        item.mapping("a map of claim, relation and what it needs", problems)
                            .ifPresent(this::one)));
    return claims;
  }

  private void one(Yaml.Mapping map) {
    List<String> keys = new ArrayList<>(COMMON);
    for (Term term : Term.values()) {
      keys.add(term.key());
    }
    map.allow(keys, problems);
    Map<String, Place> places = new LinkedHashMap<>();
    map.entries().forEach((key, entry) -> places.put(key, entry.place()));
    String sentence = sentence(map);
    Optional<Relation> relation = relation(map);
    relation.ifPresent(known -> form(map, known));
    Map<String, Double> numbers = new TreeMap<>();
    number(map, Term.THAN.key(), numbers);
    number(map, Term.TO.key(), numbers);
    scalar(map, Term.AT_LEAST.key(), "a number of runs")
        .flatMap(scalar -> attempt(scalar, RUNS::parse))
        .ifPresent(runs -> numbers.put(Term.AT_LEAST.key(), ((Long) runs).doubleValue()));
    Optional<Margin> margin =
        scalar(map, Term.WITHIN.key(), "a number or percentage points such as 0.5pp")
            .flatMap(scalar -> attempt(scalar, text -> Margin.parse(Term.WITHIN.key(), text)));
    margin.ifPresent(within -> numbers.put(Term.WITHIN.key(), within.value()));
    String metric = metric(map, numbers);
    claims.add(
        new WrittenClaim(
            new Claim(
                sentence,
                relation.map(Relation::name).orElse(""),
                metric,
                where(map),
                compare(map),
                over(map),
                numbers,
                level(map)),
            map.place(),
            places,
            margin.filter(Margin::points).isPresent()));
  }

  private Optional<Yaml.Scalar> scalar(Yaml.Mapping map, String key, String rule) {
    return map.get(key).flatMap(node -> node.scalar(rule, problems));
  }

  private <T> Optional<T> attempt(Yaml.Scalar scalar, Function<String, T> reader) {
    try {
      return Optional.of(reader.apply(scalar.text()));
    } catch (UserError e) {
      scalar.place().report(problems, e.getMessage());
      return Optional.empty();
    }
  }

  private String sentence(Yaml.Mapping map) {
    if (map.get(CLAIM).isEmpty()) {
      map.place().report(problems, "\"claim\" is missing, must be a sentence for the reader");
      return "";
    }
    Optional<String> sentence =
        scalar(map, CLAIM, "a sentence")
            .flatMap(
                given ->
                    attempt(
                        given,
                        text -> (String) SENTENCE.parse(text.strip().replaceAll("\\s+", " "))));
    sentence
        .filter(text -> text.isEmpty() || text.length() > LONGEST_CLAIM)
        .ifPresent(
            text ->
                map.get(CLAIM)
                    .orElseThrow()
                    .place()
                    .report(
                        problems,
                        "has "
                            + text.length()
                            + " characters, must be a sentence of 1 to "
                            + LONGEST_CLAIM));
    return sentence.orElse("");
  }

  private Optional<Relation> relation(Yaml.Mapping map) {
    if (map.get(RELATION).isEmpty()) {
      map.place()
          .report(
              problems,
              "\"relation\" is missing, must be one of "
                  + String.join(", ", Relation.CATALOG.registered()));
      return Optional.empty();
    }
    Optional<Yaml.Scalar> name = scalar(map, RELATION, "the name of a relation");
    name.filter(given -> !Relation.CATALOG.has(given.text()))
        .ifPresent(given -> given.place().report(problems, Relation.CATALOG.missing(given.text())));
    return name.filter(given -> Relation.CATALOG.has(given.text()))
        .map(given -> Relation.CATALOG.get(given.text()));
  }

  /** What a relation needs and is not given, and what is given and means nothing to it. */
  private void form(Yaml.Mapping map, Relation relation) {
    Set<Term> given = EnumSet.noneOf(Term.class);
    Map<Term, Place> places = new EnumMap<>(Term.class);
    for (Term term : Term.values()) {
      Yaml.Entry entry = map.entries().get(term.key());
      if (entry != null) {
        given.add(term);
        places.put(term, entry.place());
      }
    }
    Set<Term> form =
        relation.forms().stream()
            .max(Comparator.comparingLong(each -> each.stream().filter(given::contains).count()))
            .orElseThrow();
    boolean none = form.stream().noneMatch(given::contains);
    if (none && relation.forms().size() > 1) {
      String either =
          relation.forms().stream().map(ClaimReader::keys).collect(Collectors.joining(" or "));
      map.place().report(problems, "relation " + relation.name() + " needs " + either);
    } else {
      for (Term term : Term.values()) {
        if (form.contains(term) && !given.contains(term)) {
          map.place()
              .report(
                  problems,
                  "relation "
                      + relation.name()
                      + " needs "
                      + term.key()
                      + ", which is missing; "
                      + term.remedy());
        }
      }
    }
    for (Term term : given) {
      if (!form.contains(term)) {
        places
            .get(term)
            .report(
                problems,
                "means nothing for relation "
                    + relation.name()
                    + ", which reads "
                    + keys(form)
                    + "; remove it");
      }
    }
  }

  private static String keys(Set<Term> form) {
    return EnumSet.copyOf(form).stream().map(Term::key).collect(Collectors.joining(", "));
  }

  private void number(Yaml.Mapping map, String key, Map<String, Double> numbers) {
    scalar(map, key, "a number")
        .flatMap(scalar -> attempt(scalar, Param.real(key, 0, "")::parse))
        .ifPresent(number -> numbers.put(key, (Double) number));
  }

  private double level(Yaml.Mapping map) {
    Optional<Yaml.Scalar> given = scalar(map, LEVEL, "a number such as 0.05");
    Optional<Double> level =
        given.flatMap(
            scalar ->
                attempt(scalar, Param.real(LEVEL, Claim.LEVEL, "")::parse).map(Double.class::cast));
    level
        .filter(value -> !(value > 0 && value < 0.5))
        .ifPresent(
            value ->
                given
                    .orElseThrow()
                    .place()
                    .report(problems, "level is " + value + ", must be above 0 and below 0.5"));
    return level.filter(value -> value > 0 && value < 0.5).orElse(Claim.LEVEL);
  }

  /** The metric, or the flag by which runs are counted; empty for the default. */
  private String metric(Yaml.Mapping map, Map<String, Double> numbers) {
    Optional<Yaml.Mapping> holds =
        map.get(Term.HOLDS.key())
            .flatMap(node -> node.mapping("a map of " + String.join(" or ", HOLDS), problems));
    holds.ifPresent(given -> given.allow(HOLDS, problems));
    holds
        .filter(given -> given.entries().keySet().stream().filter(HOLDS::contains).count() != 1)
        .ifPresent(
            given ->
                given
                    .place()
                    .report(problems, "must have exactly one of " + String.join(", ", HOLDS)));
    holds.ifPresent(
        given -> {
          number(given, Claim.ABOVE, numbers);
          number(given, Claim.BELOW, numbers);
        });
    Optional<Yaml.Scalar> metric = scalar(map, METRIC, "the name of a metric");
    Optional<Yaml.Scalar> flag = holds.flatMap(given -> scalar(given, FLAG, "the name of a flag"));
    List<String> numeric = names(Metric::isNumber);
    List<String> flags = names(each -> each.type() == Column.Type.FLAG);
    metric.ifPresent(
        given -> {
          if (flag.isPresent()) {
            given.place().report(problems, "means nothing beside holds.flag; remove one of them");
          } else if (flags.contains(given.text())) {
            given
                .place()
                .report(
                    problems,
                    "metric is "
                        + given.text()
                        + ", which is a flag and no number; count its runs with relation count and"
                        + " holds: {flag: "
                        + given.text()
                        + "}");
          } else if (!numeric.contains(given.text())) {
            given.place().report(problems, Names.unknown(METRIC, given.text(), numeric));
          }
        });
    flag.filter(given -> !flags.contains(given.text()))
        .ifPresent(
            given -> given.place().report(problems, Names.unknown(FLAG, given.text(), flags)));
    return flag.or(() -> metric).map(Yaml.Scalar::text).orElse("");
  }

  private List<String> names(Predicate<Metric<?>> kind) {
    List<String> names = new ArrayList<>();
    for (Metric<?> metric : experiment.metrics()) {
      if (kind.test(metric)) {
        names.add(metric.name());
      }
    }
    return names;
  }

  private Map<String, List<Object>> where(Yaml.Mapping map) {
    Map<String, List<Object>> where = new LinkedHashMap<>();
    map.get(WHERE)
        .flatMap(node -> node.mapping("a map of axes and values", problems))
        .ifPresent(
            given ->
                given
                    .entries()
                    .forEach(
                        (axis, entry) ->
                            values(axis, entry).ifPresent(values -> where.put(axis, values))));
    return where;
  }

  private Optional<List<Object>> values(String axis, Yaml.Entry entry) {
    if (!knobs.accept(axis, entry.place(), problems)) {
      return Optional.empty();
    }
    return knobs
        .axis(axis, entry.value(), problems)
        .map(values -> values.stream().map(Given::value).toList());
  }

  private Claim.Sides compare(Yaml.Mapping map) {
    Optional<Yaml.Mapping> given =
        map.get(Term.COMPARE.key())
            .flatMap(node -> node.mapping("a map of one axis and two values", problems));
    if (given.isEmpty()) {
      return null;
    }
    if (given.get().entries().size() != 1) {
      given
          .get()
          .place()
          .report(
              problems,
              "has "
                  + given.get().entries().size()
                  + " axes, must have one with two values, such as {algorithm: [gait, bp]}");
      return null;
    }
    String axis = given.get().entries().keySet().iterator().next();
    Yaml.Entry entry = given.get().entries().get(axis);
    if (map.get(WHERE).orElse(null) instanceof Yaml.Mapping where && where.get(axis).isPresent()) {
      where
          .get(axis)
          .get()
          .place()
          .report(problems, axis + " has its values in compare; remove it here");
    }
    Optional<List<Object>> values = values(axis, entry);
    values
        .filter(two -> two.size() != 2)
        .ifPresent(
            many ->
                entry
                    .place()
                    .report(
                        problems,
                        "has "
                            + many.size()
                            + (many.size() == 1 ? " value" : " values")
                            + ", must have two: left against right"));
    return values
        .filter(two -> two.size() == 2)
        .map(two -> new Claim.Sides(axis, two.get(0), two.get(1)))
        .orElse(null);
  }

  private String over(Yaml.Mapping map) {
    Optional<Yaml.Scalar> axis = scalar(map, Term.OVER.key(), "the name of an axis");
    if (axis.isEmpty() || !knobs.accept(axis.get().text(), axis.get().place(), problems)) {
      return "";
    }
    if (!knobs.is(axis.get().text(), Param.Kind.REAL, Param.Kind.INTEGER)) {
      axis.get()
          .place()
          .report(problems, "over is " + axis.get().text() + ", must be an axis of numbers");
    }
    return axis.get().text();
  }
}
