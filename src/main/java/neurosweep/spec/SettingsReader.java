package neurosweep.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import neurosweep.core.Catalog;
import neurosweep.core.Column;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Names;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Stable;
import neurosweep.core.UserError;
import neurosweep.experiment.Experiment;
import neurosweep.statistics.Looks;
import neurosweep.statistics.Spending;

/** Reads the keys of a job file that hold no knobs. */
final class SettingsReader {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?");

  /** Windows opens devices under these names, in every directory and with any ending. */
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

  private static final Param<String> DESCRIPTION = Param.text("description", "", "");
  private static final Param<Long> SEED = Param.integer("seed", 1, "");
  private static final Param<Long> SWEEP_SEED = Param.integer("sweep_seed", 0, "");
  private static final Param<Long> LOOK = Param.integer("looks", 2, "").within(2, 1_000_000);
  private static final List<String> SELECT_KEYS = List.of("metric", "goal", "stable", "over");
  private static final List<String> REPORT_KEYS =
      List.of(
          "metric",
          "reference",
          "equivalence_margin",
          "tables",
          "figures",
          "looks",
          "spending",
          "labels");

  private static final int LONGEST_LABEL = 100;

  private final Yaml.Mapping job;
  private final Problems problems;

  SettingsReader(Yaml.Mapping job, Problems problems) {
    this.job = job;
    this.problems = problems;
  }

  /** The sweep's name, which names a directory. */
  String name() {
    Optional<Yaml.Scalar> name = required("name").flatMap(n -> n.scalar("a name", problems));
    String rule = " it names the sweep's directory";
    name.filter(n -> !NAME.matcher(n.text()).matches())
        .ifPresent(
            n ->
                report(
                    n,
                    "name is \"%s\", must be 1 to 100 letters, digits, '.', '_' or '-', begin with"
                        + " a letter, a digit or '_' and not end with '.':"
                        + rule));
    name.filter(n -> DEVICE.matcher(n.text()).matches())
        .ifPresent(n -> report(n, "name is \"%s\", must not be a device of Windows:" + rule));
    return name.map(Yaml.Scalar::text).orElse("");
  }

  private void report(Yaml.Scalar scalar, String message) {
    scalar.place().report(problems, message.formatted(scalar.text()));
  }

  /** The description, or an empty string. */
  String description() {
    return job.get("description")
        .flatMap(d -> d.scalar("a text", problems))
        .flatMap(d -> attempt(d, SettingsReader::oneLine))
        .orElse("");
  }

  private static String oneLine(String text) {
    return (String) DESCRIPTION.parse(text.strip().replaceAll("\\s+", " "));
  }

  /** The experiment. */
  Optional<Experiment> experiment(Catalog<Experiment> catalog) {
    return required("experiment")
        .flatMap(node -> node.scalar("the name of an experiment", problems))
        .flatMap(
            scalar -> {
              if (!catalog.has(scalar.text())) {
                scalar.place().report(problems, catalog.missing(scalar.text()));
                return Optional.empty();
              }
              return Optional.of(catalog.get(scalar.text()));
            });
  }

  private Optional<Yaml> required(String key) {
    Optional<Yaml> value = job.get(key);
    if (value.isEmpty()) {
      job.place().report(problems, "\"" + key + "\" is missing, must be given");
    }
    return value;
  }

  /** The seed axis; one number is one seed. */
  List<Long> seeds() {
    Optional<Yaml> node = job.get("seeds");
    if (node.isEmpty()) {
      return List.of(1L);
    }
    Set<Long> seeds = new LinkedHashSet<>();
    for (Yaml item : AxisValues.values(node.get(), true, problems).orElse(List.of())) {
      parsed(item, SEED)
          .filter(seed -> !seeds.add((Long) seed))
          .ifPresent(seed -> item.place().report(problems, "seed " + seed + " is listed twice"));
    }
    return List.copyOf(seeds);
  }

  /** The sweep's seed as the value of its knob, if the job gives one. */
  Optional<Given> sweepSeed() {
    return job.get("sweep_seed")
        .flatMap(node -> node.scalar("a whole number", problems))
        .flatMap(
            scalar ->
                parsed(scalar, SWEEP_SEED)
                    .map(value -> new Given(scalar.text(), value, scalar.place())));
  }

  private Optional<Object> parsed(Yaml node, Param<?> param) {
    return node.scalar("a single value", problems).flatMap(scalar -> attempt(scalar, param::parse));
  }

  private <T> Optional<T> attempt(Yaml.Scalar scalar, Function<String, T> reader) {
    try {
      return Optional.of(reader.apply(scalar.text()));
    } catch (UserError e) {
      scalar.place().report(problems, e.getMessage());
      return Optional.empty();
    }
  }

  /** The selection as far as the job gives it: {@code over} is empty where it does not. */
  Selection selection(Experiment experiment, Knobs knobs) {
    Yaml.Mapping map = section("select", SELECT_KEYS);
    List<String> metrics =
        experiment.metrics().stream()
            .filter(column -> column.type() == Column.Type.REAL)
            .map(Metric::name)
            .toList();
    Optional<String> metric = known(map, "metric", "metric", metrics);
    Optional<Goal> goal =
        map.get("goal").isPresent()
            ? Optional.of(word(map, "goal", Goal.values()))
            : Optional.empty();
    Optional<Stable> stable =
        map.get("stable").isPresent()
            ? Optional.of(word(map, "stable", Stable.values()))
            : Optional.empty();
    List<String> over = new ArrayList<>();
    for (Yaml.Scalar axis : names(map, "over")) {
      if (axis.text().equals("seeds")
          ? knobs.accept("seed", axis.place(), problems)
          : knobs.accept(axis.text(), axis.place(), problems)) {
        over.add(axis.text());
      }
    }
    return new Selection(metric, goal, stable, over);
  }

  /** Whether the job says which axes are selected over. */
  boolean namesOver() {
    return job.get("select").orElse(null) instanceof Yaml.Mapping map
        && map.get("over").isPresent();
  }

  /** The report's settings. */
  ReportSettings report(Experiment experiment, Knobs knobs, int seeds) {
    Yaml.Mapping map = section("report", REPORT_KEYS);
    Optional<Margin> margin =
        map.get("equivalence_margin")
            .flatMap(node -> node.scalar("a number or percentage points such as 0.5pp", problems))
            .flatMap(scalar -> attempt(scalar, text -> Margin.parse("equivalence_margin", text)));
    return new ReportSettings(
        compared(map, experiment),
        reference(map, experiment, knobs),
        margin,
        names(map, "tables").stream().map(Yaml.Scalar::text).toList(),
        names(map, "figures").stream().map(Yaml.Scalar::text).toList(),
        looks(map, seeds),
        labels(map, experiment, knobs));
  }

  /** A metric without a better end orders nothing. */
  private Optional<String> compared(Yaml.Mapping map, Experiment experiment) {
    List<String> ordered =
        experiment.metrics().stream()
            .filter(metric -> metric.isNumber() && metric.meaning().goal() != null)
            .map(Metric::name)
            .toList();
    return known(map, "metric", "metric with a better end", ordered);
  }

  /** Whose weights are kept: nobody's where there are none. */
  Keep keep(Experiment experiment) {
    Keep keep = word(job, Keep.KEY, Keep.values());
    if (keep.any() && !experiment.hasWeights()) {
      job.get(Keep.KEY)
          .orElseThrow()
          .place()
          .report(
              problems,
              "keep is "
                  + keep
                  + ", must be none with "
                  + experiment.name()
                  + ", whose cells train no net that could be kept; say keep: none");
    }
    return keep;
  }

  /** The schedule by which seeds may be added; this number of them must be one of its looks. */
  private Looks looks(Yaml.Mapping map, int seeds) {
    List<Integer> looks = new ArrayList<>();
    Optional<Yaml> node = map.get("looks");
    for (Yaml item : node.flatMap(n -> AxisValues.values(n, true, problems)).orElse(List.of())) {
      parsed(item, LOOK).ifPresent(number -> looks.add(((Long) number).intValue()));
    }
    boolean rising =
        IntStream.range(1, looks.size()).allMatch(i -> looks.get(i - 1) < looks.get(i));
    if (node.isPresent() && (looks.size() < 2 || !rising)) {
      node.get()
          .place()
          .report(problems, "looks are " + looks + ", must be two or more rising numbers of seeds");
    } else if (node.isPresent() && !looks.contains(seeds)) {
      node.get()
          .place()
          .report(
              problems,
              "there are "
                  + seeds
                  + " seeds, must be one of the looks "
                  + looks
                  + ": at others the level of the tests is not known");
    }
    if (node.isEmpty() && map.get("spending").isPresent()) {
      map.get("spending")
          .get()
          .place()
          .report(problems, "spending means nothing without looks; give looks: [5, 10, 20]");
    }
    List<String> words = Arrays.stream(Spending.values()).map(Spending::word).toList();
    Param<String> spending = Param.choice("spending", words, "");
    return map.get("spending")
        .flatMap(word -> parsed(word, spending))
        .map(word -> new Looks(looks, Spending.of((String) word)))
        .orElse(new Looks(looks, Spending.OBRIEN_FLEMING));
  }

  /** Labels by the names of knobs, of their words, and of what the experiment measures. */
  private Map<String, String> labels(Yaml.Mapping map, Experiment experiment, Knobs knobs) {
    Set<String> known = new LinkedHashSet<>(knobs.names());
    known.addAll(knobs.words());
    experiment.metrics().forEach(metric -> known.add(metric.name()));
    experiment
        .tables()
        .forEach(table -> table.columns().forEach(column -> known.add(column.name())));
    Map<String, String> labels = new LinkedHashMap<>();
    map.get("labels")
        .flatMap(node -> node.mapping("a map of names to labels", problems))
        .ifPresent(
            given ->
                given
                    .entries()
                    .forEach(
                        (name, entry) -> {
                          if (!known.contains(name)) {
                            entry
                                .place()
                                .report(
                                    problems, Names.unknown("knob, word or metric", name, known));
                          }
                          label(entry.value()).ifPresent(text -> labels.put(name, text));
                        }));
    apart(labels, knobs.labels(), map.place());
    Map<String, String> measured = new LinkedHashMap<>();
    experiment.metrics().forEach(metric -> measured.put(metric.name(), metric.label()));
    apart(labels, measured, map.place());
    for (Param<?> param : Param.possible(experiment.params())) {
      Map<String, String> words = new LinkedHashMap<>();
      param.words().forEach(word -> words.put(word, said(param, word)));
      apart(labels, words, map.place());
    }
    return labels;
  }

  private static String said(Param<?> param, String word) {
    return param.label(word).isEmpty() ? word : param.label(word);
  }

  /** Of what stands side by side no two may be called the same, whoever said so. */
  private void apart(Map<String, String> given, Map<String, String> declared, Place place) {
    Map<String, String> first = new LinkedHashMap<>();
    declared.forEach(
        (name, label) -> {
          String text = given.getOrDefault(name, label);
          String other = first.putIfAbsent(text, name);
          if (other != null && (given.containsKey(name) || given.containsKey(other))) {
            place.report(
                problems,
                "labels: "
                    + other
                    + " and "
                    + name
                    + " are both \""
                    + text
                    + "\"; tell them apart");
          }
        });
  }

  private Optional<String> label(Yaml node) {
    Optional<String> label =
        node.scalar("a label", problems)
            .flatMap(scalar -> attempt(scalar, SettingsReader::oneLine));
    if (label.filter(text -> text.isEmpty() || text.length() > LONGEST_LABEL).isPresent()) {
      node.place().report(problems, "a label must have 1 to " + LONGEST_LABEL + " characters");
    }
    return label;
  }

  private Yaml.Mapping section(String key, List<String> keys) {
    Optional<Yaml.Mapping> map =
        job.get(key).flatMap(n -> n.mapping("a map of " + String.join(", ", keys), problems));
    map.ifPresent(m -> m.allow(keys, problems));
    return map.orElse(new Yaml.Mapping(Map.of(), job.place()));
  }

  /**
   * A word of a knob; where the job defines knobs, words are what it gives them: no list has them.
   */
  private Optional<String> reference(Yaml.Mapping map, Experiment experiment, Knobs knobs) {
    String key = "reference";
    return !experiment.defining().isEmpty()
        ? map.get(key).flatMap(n -> n.scalar("a reference", problems)).map(Yaml.Scalar::text)
        : known(map, key, key, knobs.words());
  }

  private Optional<String> known(Yaml.Mapping map, String key, String kind, List<String> known) {
    Optional<Yaml.Scalar> scalar = map.get(key).flatMap(n -> n.scalar("a " + kind, problems));
    scalar
        .filter(s -> !known.contains(s.text()))
        .ifPresent(s -> s.place().report(problems, Names.unknown(kind, s.text(), known)));
    return scalar.map(Yaml.Scalar::text);
  }

  private <E extends Enum<E>> E word(Yaml.Mapping map, String key, E[] values) {
    List<String> words = new ArrayList<>();
    for (E value : values) {
      words.add(value.name().toLowerCase(Locale.ROOT));
    }
    Param<String> param = Param.choice(key, words, "");
    return map.get(key)
        .flatMap(node -> parsed(node, param))
        .map(word -> values[words.indexOf((String) word)])
        .orElse(values[0]);
  }

  private List<Yaml.Scalar> names(Yaml.Mapping map, String key) {
    Optional<Yaml> node = map.get(key);
    if (node.isEmpty()) {
      return List.of();
    }
    List<Yaml> items =
        node.get() instanceof Yaml.Sequence list ? list.items() : List.of(node.get());
    List<Yaml.Scalar> names = new ArrayList<>();
    for (Yaml item : items) {
      Optional<Yaml.Scalar> name = item.scalar("a name or a list of names", problems);
      if (name.isPresent()
          && names.stream().anyMatch(other -> other.text().equals(name.get().text()))) {
        item.place().report(problems, "\"" + name.get().text() + "\" is listed twice; remove one");
      }
      name.ifPresent(names::add);
    }
    return names;
  }
}
