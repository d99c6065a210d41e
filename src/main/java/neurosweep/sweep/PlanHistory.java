package neurosweep.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import neurosweep.core.Outcome;
import neurosweep.journal.Journal;
import neurosweep.result.Design;
import neurosweep.result.Growth;
import neurosweep.spec.SpecDiff;
import neurosweep.statistics.Looks;
import neurosweep.store.DerivedFiles;
import neurosweep.store.SweepDirectory;

/** How a sweep came to its plan: what was changed when, and what could be seen by then. */
final class PlanHistory {
  private PlanHistory() {}

  /**
   * The changes so far, and the one that is about to be made, if it is one.
   *
   * @param before the sweep as it is
   * @param now when, ISO 8601
   */
  static List<Growth> of(
      Manifest before, Plan plan, Design design, SweepDirectory directory, String now) {
    List<String> knobs = SpecDiff.between(before.spec(), plan.spec().resolved());
    List<String> changes = new ArrayList<>(knobs);
    Looks looks = before.design().tables().looks();
    boolean kept = looks.equals(design.tables().looks());
    if (!kept) {
      changes.add("looks: " + looks.seeds() + " -> " + design.tables().looks().seeds());
    }
    if (changes.isEmpty()) {
      return before.history();
    }
    boolean scheduled =
        kept
            && knobs.stream().allMatch(each -> each.startsWith("seeds: "))
            && looks.look(before.design().grid().seeds().size()).isPresent()
            && looks.look(design.grid().seeds().size()).isPresent();
    List<Growth> history = new ArrayList<>(before.history());
    history.add(
        new Growth(
            now,
            changes,
            before.design().grid().cells(),
            results(directory),
            tabulated(directory),
            scheduled));
    return history;
  }

  private static long results(SweepDirectory directory) {
    Map<Outcome.State, Integer> counts = Journal.read(directory).history().counts();
    return counts.entrySet().stream()
        .filter(each -> each.getKey().isResult())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private static boolean tabulated(SweepDirectory directory) {
    String tables = directory.tables().getName() + "/";
    return new DerivedFiles(directory.files(), directory.root())
        .listed().stream().anyMatch(path -> path.startsWith(tables));
  }
}
