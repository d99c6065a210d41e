package neurosweep.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.analysis.Sample;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome.State;
import neurosweep.core.Param;
import neurosweep.experiment.Experiment;
import neurosweep.journal.Journal;
import neurosweep.result.AxisText;
import neurosweep.result.Builds;
import neurosweep.result.Design;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Manifest;

/**
 * Where an entry of a table comes from.
 *
 * @param place the entry
 * @param configurations those it was computed from, with their runs
 * @param digests of the raw data sets, by their description
 * @param manifest of the sweep
 * @param rerun the command that runs these cells again
 */
public record Explanation(
    TracedTable.Place place,
    List<Configuration> configurations,
    Map<String, String> digests,
    Manifest manifest,
    Rerun rerun) {
  /** Copies the list. */
  public Explanation {
    configurations = List.copyOf(configurations);
  }

  /**
   * A configuration.
   *
   * @param id its key
   * @param knobs {@code name = value} each, defaults marked
   * @param runs by seed
   * @param metrics names of what tables show of a run and some run has measured
   */
  public record Configuration(
      String id, List<String> knobs, List<CellResult> runs, List<String> metrics) {

    /** A metric over the finished runs. */
    public Sample sample(String metric) {
      return Sample.of(
          runs.stream()
              .filter(run -> run.outcome().state() == State.FINISHED)
              .map(run -> run.outcome().measurements().scalars().get(metric))
              .mapToDouble(value -> value instanceof Number n ? n.doubleValue() : Double.NaN)
              .toArray());
    }
  }

  /** What computed the runs. */
  public Builds builds() {
    return Builds.of(
        configurations.stream()
            .flatMap(each -> each.runs().stream())
            .map(CellResult::origin)
            .toList());
  }

  /**
   * Explains an entry.
   *
   * @param sweep where the journal and the job are
   * @param out where the cells would run again
   */
  public static Explanation of(
      SweepDirectory sweep, Manifest manifest, TracedTable.Place place, String out) {
    Map<String, List<CellResult>> runs = new LinkedHashMap<>();
    place.entry().from().forEach(id -> runs.put(id, new ArrayList<>()));
    for (CellResult result : Journal.read(sweep).history().results().values()) {
      List<CellResult> same = runs.get(result.cell().configId());
      if (same != null) {
        same.add(result);
      }
    }
    List<String> metrics = metrics(manifest.design());
    List<Configuration> configurations = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    runs.forEach(
        (id, results) -> {
          results.sort((a, b) -> Long.compare(a.cell().seed(), b.cell().seed()));
          results.forEach(result -> cells.add(result.cell()));
          configurations.add(
              new Configuration(id, knobs(results), results, measured(metrics, results)));
        });
    String job = sweep.requireJob();
    String path = String.valueOf(sweep.sweepYaml());
    return new Explanation(
        place,
        configurations,
        manifest.dataDigests(),
        manifest,
        Rerun.of(manifest, sweep.root().toUri().getPath(), path, job, out, cells));
  }

  private static List<String> metrics(Design design) {
    Set<String> names = new LinkedHashSet<>();
    design.headline().forEach(shown -> names.addAll(shown.metrics()));
    names.add(design.select().metric());
    return List.copyOf(names);
  }

  private static List<String> measured(List<String> metrics, List<CellResult> results) {
    return metrics.stream()
        .filter(
            name ->
                results.stream()
                    .anyMatch(each -> each.outcome().measurements().scalars().get(name) != null))
        .toList();
  }

  private static List<String> knobs(List<CellResult> results) {
    if (results.isEmpty()) {
      return List.of();
    }
    Cell cell = results.get(0).cell();
    List<String> knobs = new ArrayList<>();
    for (Param<?> param : Param.effective(Experiment.of(cell).params(), cell.values())) {
      String mark = cell.values().get(param.name()) == null ? " (default)" : "";
      knobs.add(param.name() + " = " + AxisText.of(param.of(cell.values())) + mark);
    }
    return knobs;
  }
}
