package neurosweep.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import neurosweep.core.ShellWord;
import neurosweep.core.UserError;
import neurosweep.report.Design;
import neurosweep.report.Provenance;
import neurosweep.report.VerificationRecord;
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
 * @param backend the linear-algebra backend that the sweep is pinned to
 * @param environment program, Java, Spark, libraries, machine
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
    String backend,
    Map<String, Object> environment) {

  /** The version that this program writes. */
  public static final int SCHEMA_VERSION = 1;

  private static final int MOST_BYTES = 64 << 20;
  private static final String REMEDY =
      "restore it from a copy, or give the sweep up by running its job with --overwrite";

  private static final List<String> RUNNER = List.of("runner", "threads", "parallelism");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Writes it in place of an older one. */
  public void write(SweepDirectory directory) {
    try {
      directory.files().writeAtomically(directory.manifest(), JSON.writeValueAsBytes(this));
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
      byte[] text = directory.files().read(path, MOST_BYTES);
      int version = JSON.readTree(text).path("schema_version").asInt();
      if (version > SCHEMA_VERSION) {
        throw new UserError(
            path
                + " has schema version "
                + version
                + ", this program reads up to "
                + SCHEMA_VERSION
                + ": use a newer neurosweep");
      }
      manifest = JSON.readValue(text, Manifest.class);
    } catch (UserError e) {
      throw e;
    } catch (IOException e) {
      throw new UserError(path + " is damaged: " + why(e) + "; " + REMEDY, e);
    }
    requireWhole(path, manifest);
    return manifest;
  }

  /** In the words of the part that refused it, or of the JSON reader. */
  private static String why(IOException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserError user) {
        return String.join("; ", user.problems());
      }
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
      boolean known = manifest.overrides != null && !manifest.overrides.contains(null);
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

  /** The same sweep, run again. */
  Manifest continued(String now, Map<String, Object> newEnvironment) {
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
        backend,
        newEnvironment);
  }

  /**
   * What computed it and who verified it, for table and page; of an older manifest what it knows.
   * Of the runner only its kind and width: masters and Spark's settings name hosts.
   */
  public Provenance provenance(SweepDirectory sweep) {
    Map<String, Object> known = environment == null ? Map.of() : environment;
    Map<String, String> program = new LinkedHashMap<>();
    put(program, "neurosweep", known.get("neurosweep"));
    put(program, "code digest", known.get("code_digest"));
    put(program, "Spark", known.get("spark"));
    put(program, "experiment version", experimentVersion);
    put(program, Provenance.PLAN_HASH, planHash);
    put(program, "begun", created);
    put(program, "last run", updated);
    Map<String, String> machine = new LinkedHashMap<>();
    put(machine, "backend", backend);
    put(machine, "backend detail", known.get("backend_detail"));
    details(known, "machine")
        .forEach((name, value) -> put(machine, words("machine " + name), value));
    Map<?, ?> runner = details(known, "runner");
    RUNNER.forEach(
        name ->
            put(machine, "runner".equals(name) ? name : words("runner " + name), runner.get(name)));
    return new Provenance(program, dataDigests, machine, command(), verification(sweep, program));
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

  /** Name of the sweep. */
  public String name() {
    return String.valueOf(spec.get("name"));
  }
}
