package neurosweep.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.core.Goal;
import neurosweep.core.Stable;
import neurosweep.core.Values;
import neurosweep.experiment.Experiment;

/**
 * A job file, read and resolved.
 *
 * @param name the sweep's name and the name of its directory
 * @param description free text, or an empty string
 * @param experiment name in the catalogue of experiments
 * @param grid what is computed
 * @param search how the configurations are searched
 * @param selection how the best configurations are chosen
 * @param report what the report shows
 * @param claims what the job says will come out; no part of the plan
 * @param keep whose weights are kept; no part of the plan
 * @param text the file as given, with the overrides in a comment at its end: {@code sweep.yaml}
 */
public record SweepSpec(
    String name,
    String description,
    String experiment,
    Grid grid,
    SearchSettings search,
    Selection selection,
    ReportSettings report,
    List<Claim> claims,
    Keep keep,
    String text) {

  /** Copies the list. */
  public SweepSpec {
    claims = List.copyOf(claims);
  }

  /** What a cell of it is. */
  public Experiment kind() {
    return Experiment.of(experiment, configurations().get(0));
  }

  /** The distinct configurations in the order of the job. */
  public Configurations configurations() {
    return grid.configurations();
  }

  /** The seed axis. */
  public List<Long> seeds() {
    return grid.seeds();
  }

  /** The knobs that vary and their values, in the order of the job. */
  public Map<String, List<Object>> axes() {
    return grid.axes();
  }

  /** The knobs that the job sets and that do not vary. */
  public Map<String, Object> fixed() {
    return grid.fixed();
  }

  /** How many cells the configurations have with all seeds. */
  public long cells() {
    return (long) configurations().size() * seeds().size();
  }

  /**
   * Everything resolved, as strings, numbers, booleans, lists and maps: for the manifest and for
   * {@link SpecDiff}. Axes, variants, zips and exclusions may hide which combinations exist, so
   * {@code configurations_digest} stands for their exact list.
   */
  public Map<String, Object> resolved() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("description", description);
    map.put("experiment", experiment);
    map.put("sweep_seed", grid.sweepSeed());
    map.put("seeds", seeds());
    map.put("fixed", fixed());
    map.put("axes", axes());
    if (!grid.drawn().isEmpty()) {
      Map<String, Object> drawn = new LinkedHashMap<>();
      grid.drawn().forEach((knob, distribution) -> drawn.put(knob, distribution.text()));
      map.put("drawn", drawn);
    }
    if (!search.isGrid()) {
      map.put("search", search.resolved());
    }
    map.put("select", resolvedSelection());
    map.put("report", resolvedReport());
    if (keep.any()) {
      map.put(Keep.KEY, keep.toString());
    }
    map.put("configurations", configurations().size());
    map.put("duplicates", configurations().duplicates());
    map.put("excluded", configurations().excluded());
    map.put("configurations_digest", digest());
    return map;
  }

  /**
   * The same job in a sweep that was begun with a rule of its own: it holds where none is given.
   */
  public SweepSpec begunWith(Stable stable) {
    Selection kept =
        new Selection(
            selection.metric(),
            selection.goal(),
            selection.stable().or(() -> Optional.of(stable)),
            selection.over());
    return new SweepSpec(
        name, description, experiment, grid, search, kept, report, claims, keep, text);
  }

  private Map<String, Object> resolvedSelection() {
    Map<String, Object> map = new LinkedHashMap<>();
    selection.metric().ifPresent(metric -> map.put("metric", metric));
    map.put("goal", selection.goal().orElse(Goal.MAX).name().toLowerCase(Locale.ROOT));
    map.put("stable", selection.stable().orElse(Stable.FINISHED).name().toLowerCase(Locale.ROOT));
    map.put("over", selection.over());
    return map;
  }

  private Map<String, Object> resolvedReport() {
    Map<String, Object> map = new LinkedHashMap<>();
    report.metric().ifPresent(metric -> map.put("metric", metric));
    report.reference().ifPresent(reference -> map.put("reference", reference));
    report.equivalenceMargin().ifPresent(margin -> map.put("equivalence_margin", margin.value()));
    map.put("tables", report.tables());
    map.put("figures", report.figures());
    if (!report.looks().seeds().isEmpty()) {
      map.put("looks", report.looks().seeds());
      map.put("spending", report.looks().spending().word());
    }
    if (!report.labels().isEmpty()) {
      map.put("labels", report.labels());
    }
    return map;
  }

  /** The hash over the configurations' own hashes, in order: memory does not grow with the text. */
  private String digest() {
    StringBuilder hashes = new StringBuilder();
    for (Values configuration : configurations()) {
      hashes.append(configuration.text()).append('\n');
      if (hashes.length() > 1 << 16) {
        String soFar = Cell.hash(hashes.toString());
        hashes.setLength(0);
        hashes.append(soFar).append('\n');
      }
    }
    return Cell.hash(hashes.toString());
  }
}
