package neurosweep.sweep;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import neurosweep.core.Catalog;
import neurosweep.core.Names;
import neurosweep.core.Plot;
import neurosweep.core.Plugins;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.experiment.Experiment;
import neurosweep.result.Design;
import neurosweep.result.Labels;
import neurosweep.store.BoundedJson;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/**
 * Reads {@code manifest.json}: of any version so far, whole, and bounded, since it may come from
 * anybody.
 */
final class ManifestReader {
  private static final String REMEDY =
      "restore it from a copy, or give the sweep up by running its job with --overwrite";

  /** The first schema whose axes have labels. */
  private static final int LABELLED = 3;

  private static final String RESULTS = "results";

  /** What a command that is shown may repeat: never an option. */
  private static final Pattern OVERRIDE = Pattern.compile("(?s)[A-Za-z_][A-Za-z0-9_.-]*=.*");

  private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

  private ManifestReader() {}

  /**
   * Reads it.
   *
   * @throws UserError if there is none, or it is damaged or of a later version
   */
  static Manifest read(SweepDirectory directory) {
    directory.requireExists();
    Path path = directory.manifest();
    Manifest manifest;
    try {
      byte[] text = directory.files().read(path, BoundedJson.MOST_BYTES);
      int version = version(text);
      if (version > Manifest.SCHEMA_VERSION) {
        throw new UserError(
            path
                + " has schema version "
                + version
                + ", this program reads up to "
                + Manifest.SCHEMA_VERSION
                + ": use a newer neurosweep");
      }
      manifest = version == 1 ? first(text) : Manifest.JSON.readValue(text, Manifest.class);
    } catch (UserError e) {
      throw e;
    } catch (IOException e) {
      throw new UserError(path + " is damaged: " + why(e) + "; " + REMEDY, e);
    }
    requireWhole(path, manifest);
    requirePlugins(directory, manifest);
    requireDeclared(path, manifest.design());
    return explained(manifest);
  }

  /** Older manifests do not say what axes are called and metrics mean; the experiment does. */
  private static Manifest explained(Manifest manifest) {
    Design design = manifest.design();
    Catalog<Experiment> experiments = Experiment.CATALOG;
    if (!experiments.has(design.experiment())) {
      return manifest;
    }
    Experiment experiment = design.kind();
    Design labelled =
        manifest.schemaVersion() < LABELLED
            ? design.labelled(Labels.of(experiment, Map.of()))
            : design;
    Design explained =
        design.plots().tables().isEmpty()
            ? labelled.explained(experiment.metrics(), experiment.tables())
            : labelled;
    return manifest.with(explained.judged(experiment, manifest.experimentVersion()));
  }

  /** The version that a text says it has, 0 where it says none; nothing else is kept of it. */
  private static int version(byte[] text) throws IOException {
    try (JsonParser parser = Manifest.JSON.createParser(text)) {
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
    JsonNode parts = Manifest.JSON.readTree(text);
    if (parts instanceof ObjectNode whole
        && whole.get("environment") instanceof ObjectNode environment) {
      String last = whole.path("updated").asText();
      whole.set(
          "runs",
          Manifest.JSON.valueToTree(
              List.of(Manifest.Run.of(last, Manifest.JSON.convertValue(environment, FACTS)))));
    }
    return Manifest.JSON.treeToValue(parts, Manifest.class);
  }

  /** Without them names in the job mean nothing; another build of one is not refused here. */
  private static void requirePlugins(SweepDirectory directory, Manifest manifest) {
    Set<String> missing = new LinkedHashSet<>(manifest.plugins());
    Plugins.loaded().forEach(plugin -> missing.remove(plugin.name()));
    Problems problems = new Problems();
    for (String name : missing) {
      problems.add(
          directory.root().toString(),
          "was computed with the plugin "
              + name
              + ", which is not loaded; give it with --plugin, if you trust it");
    }
    problems.throwIfAny();
  }

  /** Plots draw tables that the experiment fills; an experiment of another program has none. */
  private static void requireDeclared(Path path, Design design) {
    Catalog<Experiment> experiments = Experiment.CATALOG;
    List<String> tables = new ArrayList<>(List.of(RESULTS));
    if (experiments.has(design.experiment())) {
      design.kind().tables().forEach(table -> tables.add(table.name()));
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
      parts.put("spec", manifest.spec());
      boolean known =
          manifest.overrides() != null
              && manifest.overrides().stream()
                  .allMatch(each -> each != null && OVERRIDE.matcher(each).matches());
      parts.put("overrides", known ? manifest.overrides() : null);
      parts.put("plan_hash", manifest.planHash());
      parts.put("design", manifest.design());
      parts.put("data_digests", manifest.dataDigests());
      parts.put("backend", manifest.backend());
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
}
