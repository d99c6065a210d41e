package neurosweep.sweep;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import neurosweep.analysis.Predictions;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome.State;
import neurosweep.journal.History;
import neurosweep.result.Builds;
import neurosweep.result.Design;
import neurosweep.store.SweepDirectory;
import neurosweep.store.lease.Lease;

/**
 * How far a sweep is, as an onlooker sees it.
 *
 * @param name of the sweep
 * @param planned cells
 * @param counts cells that have ended by how, zeros included
 * @param seconds of a processor in all of them
 * @param remaining seconds by the clock on all cores until all have ended, NaN if nobody can tell:
 *     the rest of what the plan predicted, corrected by what ended cells took against theirs
 * @param builds what computed them
 * @param writer who writes the sweep or was the last to, in a line
 * @param held whether somebody still writes
 * @param complete whether every cell that is wanted has a result
 * @param search how far a search is, in lines; none for a grid
 * @param activity what the driver says that it is at; nothing where no driver runs cells
 */
public record SweepStatus(
    String name,
    long planned,
    Map<State, Integer> counts,
    double seconds,
    double remaining,
    Builds builds,
    Optional<String> writer,
    boolean held,
    boolean complete,
    List<String> search,
    Optional<Activity> activity) {

  /** Copies the list. */
  public SweepStatus {
    search = List.copyOf(search);
  }

  /** Looks, and only reads. */
  public static SweepStatus of(SweepDirectory sweep, Manifest manifest, History history) {
    boolean held = Lease.isHeld(sweep);
    boolean searched = manifest.design().select().searched().applies();
    Map<State, Integer> counts = searched ? history.counts() : counts(manifest.design(), history);
    long ended = counts.values().stream().mapToLong(Integer::longValue).sum();
    long planned = planned(manifest, searched && sweep.isComplete(), ended);
    double seconds =
        history.byId().values().stream()
            .mapToDouble(result -> result.processorSeconds() - result.inheritedSeconds())
            .sum();
    double remaining =
        manifest.expected() == null
            ? remaining(sweep, history)
            : Math.max(0, manifest.expected().seconds() - seconds);
    return new SweepStatus(
        manifest.name(),
        planned,
        counts,
        seconds,
        held ? remaining / manifest.parallelism() : Double.NaN,
        Builds.of(history.results().values().stream().map(CellResult::origin).toList()),
        Lease.describe(sweep),
        held,
        searched
            ? sweep.isComplete()
            : (long) counts.get(State.FINISHED) + counts.get(State.DIVERGED) >= planned,
        SearchStatus.of(manifest.design(), history),
        held ? Activity.of(sweep, history) : Optional.empty());
  }

  /** Of a grid: steps of a search that it grew from are not among its cells. */
  private static Map<State, Integer> counts(Design design, History history) {
    Predicate<Cell> counting = Contenders.of(design, design.kind(), history);
    Map<State, Integer> counts = new EnumMap<>(State.class);
    for (State state : State.values()) {
      counts.put(state, 0);
    }
    for (CellResult result : history.byId().values()) {
      if (counting.test(result.cell())) {
        counts.merge(result.outcome().state(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Of a search about as many as it will have asked for, until that is known. */
  private static long planned(Manifest manifest, boolean over, long ended) {
    if (over) {
      return ended;
    }
    return manifest.expected() == null
        ? manifest.design().grid().cells()
        : Math.max(ended, manifest.expected().cells());
  }

  private static double remaining(SweepDirectory sweep, History history) {
    double[] sums = new double[3];
    Predictions.read(
        sweep,
        (cell, config, predicted) -> {
          CellResult result = history.results().get(cell);
          if (result == null) {
            sums[0] += predicted;
          } else {
            sums[1] += predicted;
            sums[2] += result.seconds();
          }
        });
    boolean known = sums[1] > 0 && sums[2] > 0;
    return known ? sums[0] * sums[2] / sums[1] : sums[0] > 0 ? sums[0] : Double.NaN;
  }

  /** Cells that have ended in any state. */
  public long ended() {
    return counts.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** Tasks that run, as far as a driver says so. */
  public long running() {
    return activity.map(Activity::running).orElse(0L);
  }

  /** Cells that end in a second of the run that is under way; 0 where that is not known. */
  public double rate() {
    return activity.map(each -> each.rate(Instant.now())).orElse(0.0);
  }

  /**
   * Seconds to the end, or NaN.
   *
   * @param rate cells that end in a second, 0 where that is not known
   */
  public double eta(double rate) {
    if (!held) {
      return Double.NaN;
    }
    boolean predicted = Double.isFinite(remaining);
    return predicted ? remaining : rate > 0 ? (planned - ended()) / rate : Double.NaN;
  }

  /** Of processors in all cells that have ended. */
  public double coreHours() {
    return seconds / 3600;
  }

  /** How machines name a state. */
  public static String column(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Writes it as an object for other programs.
   *
   * @param rate cells that end in a second, 0 where that is not known
   */
  public void write(JsonGenerator json, double rate) throws IOException {
    json.writeStartObject();
    json.writeNumberField("planned", planned);
    json.writeNumberField("ended", ended());
    for (Map.Entry<State, Integer> each : counts.entrySet()) {
      json.writeNumberField(column(each.getKey()), each.getValue());
    }
    json.writeNumberField("core_hours", coreHours());
    write(json, "cells_per_second", rate > 0 ? rate : Double.NaN);
    write(json, "eta_seconds", eta(rate));
    json.writeBooleanField("running", held);
    json.writeNumberField("cells_running", running());
    json.writeArrayFieldStart("running_cells");
    for (Activity.Running cell : activity.map(Activity::cells).orElse(List.of())) {
      json.writeStartObject();
      json.writeStringField("cell", cell.cell());
      json.writeStringField("values", cell.values());
      json.writeStringField("since", cell.since());
      json.writeStringField("host", cell.host());
      json.writeNumberField("more", cell.more());
      json.writeStringField("saved", cell.saved());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, double number) throws IOException {
    if (Double.isFinite(number)) {
      json.writeNumberField(name, number);
    } else {
      json.writeNullField(name);
    }
  }
}
