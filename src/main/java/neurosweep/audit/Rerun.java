package neurosweep.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import neurosweep.core.Cell;
import neurosweep.core.Param;
import neurosweep.core.ShellWord;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.experiment.Experiment;
import neurosweep.result.Axis;
import neurosweep.result.AxisText;
import neurosweep.result.Design;
import neurosweep.search.Search;
import neurosweep.spec.SpecReader;
import neurosweep.spec.SweepSpec;
import neurosweep.sweep.Manifest;

/**
 * The shell command that runs some cells of a sweep again, from the sweep's own copy of its job or,
 * where overrides cannot name exactly these cells, from a job of their own.
 *
 * @param job a job file's text to write first, or an empty string
 * @param arguments behind {@code neurosweep}
 */
public record Rerun(String job, List<String> arguments) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The name of a job of their own. */
  static final String JOB = "again.yaml";

  /** Copies the list. */
  public Rerun {
    arguments = List.copyOf(arguments);
  }

  /**
   * Makes it.
   *
   * @param sweep its directory, as a path for people
   * @param place the sweep's job, as a path for people
   * @param text that job's text
   * @param out where the cells are to run
   */
  static Rerun of(
      Manifest manifest, String sweep, String place, String text, String out, List<Cell> cells) {
    if (manifest.design().startsPrograms()) {
      List<String> words = new ArrayList<>(Manifest.repeatsPrograms(sweep));
      words.addAll(manifest.pluginOptions());
      return new Rerun("", words);
    }
    List<String> overrides = overrides(manifest, cells);
    List<String> end = new ArrayList<>(List.of("-o", out, "--backend", manifest.backend()));
    end.addAll(manifest.pluginOptions());
    if (expandsTo(text, overrides, cells)) {
      List<String> arguments = new ArrayList<>(List.of("run", place));
      arguments.addAll(overrides);
      arguments.addAll(end);
      return new Rerun("", arguments);
    }
    List<String> arguments = new ArrayList<>(List.of("run", JOB));
    arguments.addAll(end);
    return new Rerun(own(manifest, cells), arguments);
  }

  /** The command line's changes that the sweep had, and what narrows it to the cells. */
  private static List<String> overrides(Manifest manifest, List<Cell> cells) {
    Map<String, String> overrides = new LinkedHashMap<>();
    for (String given : manifest.overrides()) {
      overrides.put(
          given.substring(0, given.indexOf('=')), given.substring(given.indexOf('=') + 1));
    }
    Experiment experiment = manifest.design().kind();
    for (Axis axis : manifest.design().grid().axes()) {
      Set<String> values = new LinkedHashSet<>();
      cells.forEach(cell -> values.addAll(value(experiment, axis, cell.values())));
      if (axis.values().size() > 1 && !values.isEmpty()) {
        overrides.put(axis.name(), text(values));
      }
    }
    overrides.put("seeds", text(seeds(cells)));
    Design design = manifest.design();
    design
        .referenceAxis()
        .map(axis -> overrides.get(axis.name()))
        .filter(kept -> !List.of(kept.split(",", -1)).contains(design.reference()))
        .ifPresent(kept -> overrides.put("report.reference", kept.split(",", -1)[0]));
    return overrides.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .toList();
  }

  private static List<String> value(Experiment experiment, Axis axis, Values values) {
    return Param.effective(experiment.params(), values).stream()
        .filter(param -> param.name().equals(axis.name()))
        .map(param -> AxisText.of(param.of(values)))
        .toList();
  }

  /** A list as the command line takes it; one that commas would tear is quoted. */
  private static String text(Collection<String> values) {
    boolean plain = values.stream().allMatch(value -> value.matches("[A-Za-z0-9_./+-]+"));
    return plain ? String.join(",", values) : json(values);
  }

  private static Set<String> seeds(List<Cell> cells) {
    return new TreeSet<>(cells.stream().map(Cell::seed).toList())
        .stream().map(String::valueOf).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether the job with these overrides is exactly these cells. */
  private static boolean expandsTo(String text, List<String> overrides, List<Cell> cells) {
    Set<String> wanted = new TreeSet<>();
    cells.forEach(cell -> wanted.add(cell.values().text() + " seed=" + cell.seed()));
    try {
      SweepSpec spec =
          new SpecReader(Experiment.CATALOG, Search.CATALOG).read(text, "sweep.yaml", overrides);
      if (!spec.search().isGrid() || spec.cells() != wanted.size()) {
        return false;
      }
      Set<String> found = new TreeSet<>();
      for (Values values : spec.configurations()) {
        spec.seeds().forEach(seed -> found.add(values.text() + " seed=" + seed));
      }
      return found.equals(wanted);
    } catch (UserError e) {
      return false; // such as a coupled axis, of which no single value can be taken
    }
  }

  /** A variant a configuration; seeds that only some have run for the others, too. */
  private static String own(Manifest manifest, List<Cell> cells) {
    StringBuilder text = new StringBuilder();
    text.append("name: ").append(json(manifest.name())).append('\n');
    text.append("experiment: ").append(json(manifest.design().experiment())).append('\n');
    Object seed = manifest.spec().get("sweep_seed");
    text.append("sweep_seed: ").append(json(seed == null ? 0 : seed)).append('\n');
    Set<Values> configurations = new LinkedHashSet<>();
    cells.forEach(cell -> configurations.add(cell.values()));
    text.append("variants:\n");
    for (Values values : configurations) {
      Map<String, Object> knobs = new LinkedHashMap<>(values.map());
      knobs.remove("sweep_seed");
      text.append("  - ").append(json(knobs)).append('\n');
    }
    text.append("seeds: [").append(String.join(", ", seeds(cells))).append("]\n");
    Design design = manifest.design();
    text.append("select: {metric: ").append(json(design.select().metric())).append(", goal: ");
    text.append(design.select().goal().name().toLowerCase(Locale.ROOT)).append("}\n");
    return text.toString();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // texts and numbers always have a JSON form
    }
  }

  /** What to paste into a shell: a command a line, which may be indented. */
  public List<String> shell() {
    List<String> lines = new ArrayList<>();
    if (!job.isEmpty()) {
      List<String> words = new ArrayList<>(List.of("printf", "%s\\n"));
      job.lines().forEach(words::add);
      lines.add(ShellWord.command(words) + " > " + JOB);
    }
    lines.add("scripts/neurosweep " + ShellWord.command(arguments));
    return lines;
  }
}
