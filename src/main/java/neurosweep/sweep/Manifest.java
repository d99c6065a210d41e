package neurosweep.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import neurosweep.core.Catalog;
import neurosweep.core.Names;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.ShellWord;
import neurosweep.core.UserError;
import neurosweep.experiment.Experiment;
import neurosweep.math.BackendPin;
import neurosweep.math.BlasChoice;
import neurosweep.result.Design;
import neurosweep.result.Provenance;
import neurosweep.result.VerificationRecord;
import neurosweep.spec.SpecReader;
import neurosweep.store.BoundedJson;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/**
 * {@code manifest.json}: what a sweep is and what computed it, enough to believe its tables and to
 * make them again.
 *
 * @param schemaVersion of this file
 * @param created when the sweep began, ISO 8601
 * @param updated when it last ran
 * @param spec the resolved job
 * @param overrides the command line's changes to {@code sweep.yaml}
 * @param planHash of the set of cells
 * @param experimentVersion of the experiment
 * @param design what tables compare
 * @param dataDigests SHA-256 of each raw data set's content
 * @param dataShapes examples, features and classes of each in words; older manifests have none
 * @param backend the linear-algebra backend that the sweep is pinned to
 * @param runs program, Spark, machine and runner of every run in the order of their beginnings;
 *     what computed a cell is with its result
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
    int schemaVersion,
    String created,
    String updated,
    Map<String, Object> spec,
    List<String> overrides,
    String planHash,
    int experimentVersion,
    Design design,
    Map<String, String> dataDigests,
    Map<String, String> dataShapes,
    String backend,
    List<Run> runs) {

  /**
   * Runs under the same circumstances.
   *
   * @param first when the first of them began, ISO 8601
   * @param last when the last of them began
   * @param count how many there were
   * @param environment program, Java, Spark, libraries, machine, runner
   */
  public record Run(String first, String last, int count, Map<String, Object> environment) {
    /** Of a manifest that does not say more, what it says. */
    public Run {
      first = first == null ? "" : first;
      last = last == null ? first : last;
      environment = environment == null ? Map.of() : environment;
    }

    /** One run, which begins now. */
    static Run of(String now, Map<String, Object> environment) {
      return new Run(now, now, 1, environment);
    }
  }

  /**
   * Copies the list.
   *
   * @throws UserError if there are more overrides or runs than a sweep has
   */
  public Manifest {
    SpecReader.requireBounded(overrides == null ? List.of() : overrides);
    if (runs != null && runs.size() > MOST_RUNS) {
      throw new UserError(
          "there are " + runs.size() + " kinds of runs, must be at most " + MOST_RUNS);
    }
    dataShapes = dataShapes == null ? Map.of() : dataShapes;
    runs = runs == null ? List.of() : List.copyOf(runs);
  }

  /** The version that this program writes. */
  public static final int SCHEMA_VERSION = 2;

  /** Runs under the same circumstances are one. */
  private static final int MOST_RUNS = 1000;

  private static final String REMEDY =
      "restore it from a copy, or give the sweep up by running its job with --overwrite";

  /** The fact of the environment that says which library was to be loaded. */
  public static final String BLAS = "backend_blas";

  /** The fact of the environment that names the library's kernel. */
  public static final String KERNEL = "backend_kernel";

  private static final String RESULTS = "results";

  /** What a command that is shown may repeat: never an option. */
  private static final Pattern OVERRIDE = Pattern.compile("(?s)[A-Za-z_][A-Za-z0-9_.-]*=.*");

  private static final List<String> RUNNER = List.of("runner", "threads", "parallelism");

  private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

  private static final ObjectMapper JSON =
      BoundedJson.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Cells that the last run computes at a time; 1 where it does not say. */
  public int parallelism() {
    Object runner = runs.isEmpty() ? null : runs.get(runs.size() - 1).environment().get("runner");
    if (runner instanceof Map<?, ?> facts) {
      for (String key : List.of("threads", "parallelism")) {
        if (facts.get(key) instanceof String number && number.matches("[1-9]\\d{0,8}")) {
          return Integer.parseInt(number);
        }
      }
    }
    return 1;
  }

  /** Writes it in place of an older one. */
  public void write(SweepDirectory directory) {
    directory.files().writeAtomically(directory.manifest(), json());
  }

  /**
   * Its text.
   *
   * @throws UserError if it would be longer than any that is read
   */
  byte[] json() {
    try {
      byte[] text = JSON.writeValueAsBytes(this);
      if (text.length > BoundedJson.MOST_BYTES) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "the manifest of this sweep would take %d bytes, at most %d are possible; divide the"
                    + " values of its axes or its %d seeds among several sweeps",
                text.length,
                BoundedJson.MOST_BYTES,
                design.grid().seeds().size()));
      }
      return text;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain values always have a JSON form
    }
  }

  /**
   * Reads it.
   *
   * @throws UserError if there is none, or it is damaged or of a later version
   */
  public static Manifest read(SweepDirectory directory) {
    directory.requireExists();
    Path path = directory.manifest();
    Manifest manifest;
    try {
      byte[] text = directory.files().read(path, BoundedJson.MOST_BYTES);
      int version = version(text);
      if (version > SCHEMA_VERSION) {
        throw new UserError(
            path
                + " has schema version "
                + version
                + ", this program reads up to "
                + SCHEMA_VERSION
                + ": use a newer neurosweep");
      }
      manifest = version == 1 ? first(text) : JSON.readValue(text, Manifest.class);
    } catch (UserError e) {
      throw e;
    } catch (IOException e) {
      throw new UserError(path + " is damaged: " + why(e) + "; " + REMEDY, e);
    }
    requireWhole(path, manifest);
    requireDeclared(path, manifest.design);
    return manifest.explained();
  }

  /** Older manifests do not say what their metrics mean; the experiment does. */
  private Manifest explained() {
    Catalog<Experiment> experiments = Experiment.CATALOG;
    if (!experiments.has(design.experiment())) {
      return this;
    }
    Experiment experiment = experiments.get(design.experiment());
    return new Manifest(
        schemaVersion,
        created,
        updated,
        spec,
        overrides,
        planHash,
        experimentVersion,
        design.explained(experiment.metrics(), experiment.tables()),
        dataDigests,
        dataShapes,
        backend,
        runs);
  }

  /** The version that a text says it has, 0 where it says none; nothing else is kept of it. */
  private static int version(byte[] text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return 0;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("schema_version");
        parser.nextToken();
        if (found) {
          return parser.getValueAsInt();
        }
        parser.skipChildren();
      }
      return 0;
    }
  }

  /** Version 1 knew the environment of the last run only. */
  private static Manifest first(byte[] text) throws IOException {
    JsonNode parts = JSON.readTree(text);
    if (parts instanceof ObjectNode whole
        && whole.get("environment") instanceof ObjectNode environment) {
      String last = whole.path("updated").asText();
      whole.set(
          "runs", JSON.valueToTree(List.of(Run.of(last, JSON.convertValue(environment, FACTS)))));
    }
    return JSON.treeToValue(parts, Manifest.class);
  }

  /** Plots draw tables that the experiment fills; an experiment of another program has none. */
  private static void requireDeclared(Path path, Design design) {
    Catalog<Experiment> experiments = Experiment.CATALOG;
    List<String> tables = new ArrayList<>(List.of(RESULTS));
    if (experiments.has(design.experiment())) {
      experiments.get(design.experiment()).tables().forEach(table -> tables.add(table.name()));
    }
    Problems problems = new Problems();
    for (Plot plot : design.plots().declared()) {
      if (!tables.contains(plot.data().table())) {
        String where = path + " is damaged: plot " + plot.name();
        problems.add(where, Names.unknown("table", plot.data().table(), tables) + "; " + REMEDY);
      }
    }
    problems.throwIfAny();
  }

  /** In the words of the part that refused it, or of the JSON reader. */
  private static String why(IOException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserError user) {
        return String.join("; ", user.problems());
      }
    }
    if (BoundedJson.isTooMuch(fault)) {
      return "it holds more or deeper parts than a manifest has";
    }
    if (fault instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return mapping.getPath().stream()
              .map(part -> part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName())
              .collect(Collectors.joining("."))
          + " holds what does not belong there";
    }
    return fault instanceof JsonParseException json
        ? json.getOriginalMessage()
        : "it is not a map of the manifest's parts";
  }

  private static void requireWhole(Path path, Manifest manifest) {
    Map<String, Object> parts = new LinkedHashMap<>();
    if (manifest != null) {
      parts.put("spec", manifest.spec);
      boolean known =
          manifest.overrides != null
              && manifest.overrides.stream()
                  .allMatch(each -> each != null && OVERRIDE.matcher(each).matches());
      parts.put("overrides", known ? manifest.overrides : null);
      parts.put("plan_hash", manifest.planHash);
      parts.put("design", manifest.design);
      parts.put("data_digests", manifest.dataDigests);
      parts.put("backend", manifest.backend);
    }
    List<String> missing =
        parts.entrySet().stream()
            .filter(part -> part.getValue() == null)
            .map(Map.Entry::getKey)
            .toList();
    if (manifest == null || !missing.isEmpty()) {
      throw new UserError(
          path
              + " is damaged: it lacks "
              + (manifest == null ? "everything" : String.join(", ", missing))
              + "; "
              + REMEDY);
    }
  }

  /** Program, Java, Spark, libraries, machine and runner of the last run. */
  public Map<String, Object> environment() {
    return runs.stream()
        .max(Comparator.comparing(Run::last))
        .map(Run::environment)
        .orElse(Map.of());
  }

  /** The runs with one more, which begins now. */
  static List<Run> with(List<Run> runs, String now, Map<String, Object> environment) {
    List<Run> all = new ArrayList<>();
    boolean known = false;
    for (Run run : runs) {
      boolean same = run.environment().equals(environment);
      all.add(same ? new Run(run.first(), now, run.count() + 1, environment) : run);
      known |= same;
    }
    if (!known) {
      all.add(Run.of(now, environment));
    }
    return all;
  }

  /** The same sweep, run again. */
  Manifest continued(String now, Map<String, Object> environment) {
    return new Manifest(
        schemaVersion,
        created,
        now,
        spec,
        overrides,
        planHash,
        experimentVersion,
        design,
        dataDigests,
        dataShapes,
        backend,
        with(runs, now, environment));
  }

  /**
   * What computed it and who verified it, for table and page; of an older manifest what it knows.
   * Of the runner only its kind and width: masters and Spark's settings name hosts.
   */
  public Provenance provenance(SweepDirectory sweep) {
    Map<String, String> program = new LinkedHashMap<>();
    put(program, "neurosweep", ofRuns(facts -> facts.get("neurosweep")));
    put(program, "Spark", ofRuns(facts -> facts.get("spark")));
    put(program, "experiment version", experimentVersion);
    put(program, Provenance.PLAN_HASH, planHash);
    dataShapes.forEach((set, shape) -> put(program, "data " + set, shape));
    put(program, "begun", created);
    put(program, "last run", updated);
    put(program, "runs", runs.stream().mapToInt(Run::count).sum());
    Map<String, String> machine = new LinkedHashMap<>();
    put(machine, "backend", backend);
    Set<Object> names = new LinkedHashSet<>();
    runs.forEach(run -> names.addAll(details(run.environment(), "machine").keySet()));
    names.forEach(
        name ->
            put(
                machine,
                words("machine " + name),
                ofRuns(facts -> details(facts, "machine").get(name))));
    RUNNER.forEach(
        name ->
            put(
                machine,
                "runner".equals(name) ? name : words("runner " + name),
                ofRuns(facts -> details(facts, "runner").get(name))));
    return new Provenance(program, dataDigests, machine, command(), verification(sweep, program));
  }

  /** A fact of the runs: one where it is the same of all, else each with its number of runs. */
  private String ofRuns(Function<Map<String, Object>, Object> fact) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Run run : runs) {
      Object value = fact.apply(run.environment());
      counts.merge(value == null ? "" : value.toString(), run.count(), Integer::sum);
    }
    if (counts.size() < 2) {
      return String.join("", counts.keySet());
    }
    return counts.entrySet().stream()
        .map(
            each ->
                (each.getKey().isEmpty() ? "none" : each.getKey())
                    + (each.getValue() == 1 ? " (1 run)" : " (" + each.getValue() + " runs)"))
        .collect(Collectors.joining(", "));
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }

  private static Map<?, ?> details(Map<String, Object> known, String part) {
    return known.get(part) instanceof Map<?, ?> details ? details : Map.of();
  }

  /** A damaged one must not stop the report of a sweep that took days. */
  private static Optional<VerificationRecord> verification(
      SweepDirectory sweep, Map<String, String> program) {
    try {
      return VerificationRecord.read(sweep);
    } catch (UserError e) {
      program.put("verified", sweep.verification().getName() + " cannot be read; verify again");
      return Optional.empty();
    }
  }

  /** {@code sweep.yaml} is the job as given, so what the command line changed is given again. */
  private String command() {
    List<String> words = new ArrayList<>(List.of("neurosweep", "run", "sweep.yaml"));
    words.addAll(overrides);
    words.addAll(List.of("--backend", backend, "-o", "again"));
    return ShellWord.command(words);
  }

  private static void put(Map<String, String> facts, String name, Object value) {
    if (value != null && !value.toString().isEmpty()) {
      facts.put(name, value.toString());
    }
  }

  /**
   * What its cells compute on; without the kernel where this processor cannot run it.
   *
   * @throws UserError where that is a library of somebody's: a file that came with the sweep must
   *     not decide what code is loaded
   */
  public BackendPin pin() {
    Map<String, Object> known = environment() == null ? Map.of() : environment();
    Object library = known.getOrDefault(BLAS, BlasChoice.BOX);
    Object kernel = known.getOrDefault(KERNEL, "");
    BlasChoice blas = new BlasChoice(library.toString(), kernel.toString()).whereItRuns();
    if (blas.isFile()) {
      throw new UserError(
          "the sweep's manifest names the library "
              + library
              + " to compute with, and no library that a file names is loaded; if you trust it, give"
              + " it with --blas "
              + ShellWord.command(List.of(library.toString())));
    }
    return BackendPin.of(backend, blas);
  }

  /** Name of the sweep. */
  public String name() {
    return String.valueOf(spec.get("name"));
  }
}
