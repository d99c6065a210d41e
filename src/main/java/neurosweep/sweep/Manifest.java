package neurosweep.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.core.ShellWord;
import neurosweep.core.UserError;
import neurosweep.math.BackendPin;
import neurosweep.math.BlasChoice;
import neurosweep.result.Design;
import neurosweep.result.Growth;
import neurosweep.result.Provenance;
import neurosweep.result.VerificationRecord;
import neurosweep.spec.Keep;
import neurosweep.spec.SpecReader;
import neurosweep.store.BoundedJson;
import neurosweep.store.SweepDirectory;

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
 * @param history every change of the plan or the selection
 * @param expected what a search will have trained in the end; null where every cell is planned
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
    List<Run> runs,
    List<Growth> history,
    Expected expected) {

  /**
   * What a search will have trained in the end, as far as could be told when it last began.
   *
   * @param cells that have ended then
   * @param seconds of a processor in all of them
   */
  public record Expected(long cells, double seconds) {}

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
    history = history == null ? List.of() : List.copyOf(history);
    if (history.size() > MOST_RUNS) {
      throw new UserError(
          "there are " + history.size() + " changes of the plan, must be at most " + MOST_RUNS);
    }
    runs = runs == null ? List.of() : List.copyOf(runs);
  }

  /** The version that this program writes. */
  public static final int SCHEMA_VERSION = 3;

  /** Runs under the same circumstances are one. */
  private static final int MOST_RUNS = 1000;

  /** The fact of the environment that says which library was to be loaded. */
  public static final String BLAS = "backend_blas";

  /** The fact of the environment that names the library's kernel. */
  public static final String KERNEL = "backend_kernel";

  /** The fact of the environment that says which file its results were imported from. */
  public static final String IMPORTED = "imported";

  /** The fact of the environment that holds the digests of plugins by their files' names. */
  public static final String PLUGINS = "plugins";

  private static final List<String> RUNNER = List.of("runner", "threads", "parallelism");

  static final ObjectMapper JSON =
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
    return ManifestReader.read(directory);
  }

  /** The same sweep, of which another design is known. */
  Manifest with(Design other) {
    return with(updated, other, runs, expected);
  }

  /** The same sweep, of whose search something else is expected. */
  Manifest expecting(Expected other) {
    return with(updated, design, runs, other);
  }

  /** The same sweep, run again. */
  Manifest continued(String now, Map<String, Object> environment) {
    return with(now, design, with(runs, now, environment), expected);
  }

  private Manifest with(String at, Design newest, List<Run> all, Expected foreseen) {
    return new Manifest(
        schemaVersion,
        created,
        at,
        spec,
        overrides,
        planHash,
        experimentVersion,
        newest,
        dataDigests,
        dataShapes,
        backend,
        all,
        history,
        foreseen);
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

  /**
   * What computed it and who verified it, for table and page; of an older manifest what it knows.
   * Of the runner only its kind and width: masters and Spark's settings name hosts.
   */
  public Provenance provenance(SweepDirectory sweep) {
    Map<String, String> program = new LinkedHashMap<>();
    put(program, "neurosweep", ofRuns(facts -> facts.get("neurosweep")));
    put(program, "Spark", ofRuns(facts -> facts.get("spark")));
    plugins()
        .forEach(
            name ->
                put(program, "plugin " + name, ofRuns(facts -> details(facts, PLUGINS).get(name))));
    put(program, Provenance.IMPORTED_FILE, ofRuns(facts -> details(facts, IMPORTED).get("file")));
    put(program, Provenance.IMPORTED_FROM, ofRuns(facts -> details(facts, IMPORTED).get("from")));
    put(program, "imported, SHA-256", ofRuns(facts -> details(facts, IMPORTED).get("sha256")));
    put(program, Provenance.IMPORTED_NOTES, ofRuns(facts -> details(facts, IMPORTED).get("notes")));
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
    return new Provenance(
        program, dataDigests, machine, command(), verification(sweep, program), history);
  }

  /** Of the plugins of its last run, by their names. */
  Map<String, String> pluginDigests() {
    Map<String, String> digests = new LinkedHashMap<>();
    details(environment(), PLUGINS).forEach((name, digest) -> digests.put("" + name, "" + digest));
    return digests;
  }

  /** The names of all plugins with which it ran. */
  Set<String> plugins() {
    Set<String> names = new LinkedHashSet<>();
    runs.forEach(
        run -> details(run.environment(), PLUGINS).keySet().forEach(name -> names.add("" + name)));
    return names;
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
    if (!design.kind().isRun()) {
      return "";
    }
    List<String> words = new ArrayList<>(List.of("neurosweep"));
    if (design.startsPrograms()) {
      words.addAll(repeatsPrograms("."));
    } else {
      words.addAll(List.of("run", "sweep.yaml"));
      words.addAll(overrides);
      words.addAll(List.of("--backend", backend, "-o", "again"));
    }
    words.addAll(pluginOptions());
    return ShellWord.command(words);
  }

  /** Of programs the sweep has the files, beside which its job does not lie. */
  public static List<String> repeatsPrograms(String sweep) {
    return List.of("verify", sweep, "--sample", "100%", "--allow-commands");
  }

  /** What a command needs that reads the sweep: its plugins, wherever they may lie. */
  public List<String> pluginOptions() {
    return plugins().stream().flatMap(name -> Stream.of("--plugin", name)).toList();
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

  /** Whether it says that the sweep keeps these weights. */
  boolean keeps(Keep keep) {
    Object said = spec.get(Keep.KEY);
    return keep.toString().equals(said == null ? Keep.NONE.toString() : said);
  }

  /** Name of the sweep. */
  public String name() {
    return String.valueOf(spec.get("name"));
  }
}
