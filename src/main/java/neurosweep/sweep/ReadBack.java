package neurosweep.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.core.UserError;
import neurosweep.journal.History;
import neurosweep.journal.JournalReader;
import neurosweep.result.Design;
import neurosweep.store.SweepDirectory;

/**
 * Compares what a run believes with what can be read from its directory: a report is of what is
 * kept, and memory is no witness for that.
 */
final class ReadBack {
  private final SweepDirectory directory;
  private final Plan plan;
  private final Map<String, CellResult> believed;
  private final Map<String, CellResult> counting;

  /**
   * Of a run that has closed its journal.
   *
   * @param design tells which cells count as results
   * @param believed how cells have ended, from memory
   */
  ReadBack(SweepDirectory directory, Plan plan, Design design, History believed) {
    this.directory = directory;
    this.plan = plan;
    this.believed = believed.byId();
    Contenders contenders = new Contenders(design, plan.experiment(), believed);
    boolean all = this.believed.values().stream().map(CellResult::cell).allMatch(contenders);
    this.counting = all ? this.believed : counting(contenders);
  }

  private Map<String, CellResult> counting(Contenders contenders) {
    Map<String, CellResult> counting = new HashMap<>(believed);
    counting.values().removeIf(result -> !contenders.test(result.cell()));
    return counting;
  }

  /**
   * Compares with the journal as it was read again.
   *
   * @throws UserError with exit code 1 if cells are missing or ended otherwise
   */
  void requireJournaled(History journaled) {
    List<String> lines = new ArrayList<>();
    differ(
        lines,
        "the journal",
        believed,
        journaled.byId().size(),
        id -> {
          CellResult result = journaled.byId().get(id);
          return result == null ? null : result.outcome().state();
        });
    require(lines);
  }

  /**
   * Compares with the results as they were read again, which took its time.
   *
   * @param journal which they are from
   * @throws UserError with exit code 1 if cells are missing, ended otherwise or are not planned, or
   *     the journal is not as it was
   */
  void requireTabled(Analysis analysis, JournalReader journal) {
    Map<String, Outcome.State> tabled = new HashMap<>();
    for (Group group : analysis.groups()) {
      for (Replicates each : group.configurations()) {
        each.runs().values().forEach(run -> tabled.put(run.trace().cellId(), run.state()));
      }
    }
    List<String> lines = new ArrayList<>();
    differ(lines, "the results", counting, tabled.size(), tabled::get);
    if (!journal.isKept()) {
      lines.add(directory.journal() + " has changed while the results were written");
    }
    long planned = plan.cells().stream().filter(cell -> tabled.containsKey(cell.id())).count();
    if (tabled.size() > planned) {
      lines.add(
          String.format(
              Locale.ROOT, "%,d cells of the results are not planned", tabled.size() - planned));
    }
    require(lines);
  }

  private void require(List<String> lines) {
    if (!lines.isEmpty()) {
      String remedy =
          "what is in "
              + directory
              + " is not what was computed: keep a copy of it, check its file system, then run the"
              + " same command again";
      throw new UserError(List.of(String.join("; ", lines) + "; " + remedy), UserError.INCOMPLETE);
    }
  }

  private void differ(
      List<String> lines,
      String where,
      Map<String, CellResult> expected,
      int size,
      Function<String, Outcome.State> found) {
    List<String> missing =
        expected.keySet().stream().filter(id -> found.apply(id) == null).sorted().toList();
    if (!missing.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d cells that ended are not in %s, such as %s",
              missing.size(),
              expected.size(),
              where,
              missing.get(0)));
    }
    long same =
        expected.values().stream()
            .filter(each -> each.outcome().state() == found.apply(each.cell().id()))
            .count();
    long others = size - same;
    if (others > 0) {
      lines.add(
          String.format(
              Locale.ROOT, "%,d cells in %s ended otherwise or were never run", others, where));
    }
  }
}
