package neurosweep.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import neurosweep.core.Outcome;
import neurosweep.journal.Journal;
import neurosweep.result.AxisText;
import neurosweep.result.Design;
import neurosweep.result.Growth;
import neurosweep.result.Searched;
import neurosweep.spec.Claim;
import neurosweep.spec.SpecDiff;
import neurosweep.statistics.Looks;
import neurosweep.store.DerivedFiles;
import neurosweep.store.SweepDirectory;

/** How a sweep came to its plan: what was changed when, and what could be seen by then. */
final class PlanHistory {
  private static final String DIGEST = "configurations_digest";

  private PlanHistory() {}

  /**
   * The changes so far, and the one that is about to be made, if it is one.
   *
   * @param before the sweep as it is
   * @param now when, ISO 8601
   */
  static List<Growth> of(
      Manifest before, Plan plan, Design design, SweepDirectory directory, String now) {
    List<String> changes = changes(before, plan, design);
    if (changes.isEmpty()) {
      return before.history();
    }
    Looks looks = design.tables().looks();
    boolean scheduled =
        changes.stream().allMatch(each -> each.startsWith("seeds: "))
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

  /** Of the cells, of the selection, and of what the tests are about. */
  private static List<String> changes(Manifest before, Plan plan, Design design) {
    Map<String, Object> now = plan.spec().resolved();
    boolean sameCells = before.planHash().equals(plan.hash());
    List<String> changes = new ArrayList<>();
    for (String line : SpecDiff.between(before.spec(), now)) {
      if (!sameCells || line.startsWith("select.")) { // the same cells in another order
        changes.add(line);
      }
    }
    boolean seedsAlone = changes.stream().allMatch(line -> line.startsWith("seeds: "));
    Object digest = before.spec().get(DIGEST);
    if (seedsAlone && digest != null && !digest.equals(now.get(DIGEST))) {
      changes.add("other configurations: variants, zip or exclude");
    }
    add(changes, "report.metric", before.design().tables().metric(), design.tables().metric());
    add(changes, "reference", before.design().reference(), design.reference());
    add(changes, "equivalence_margin", before.design().tables().margin(), design.tables().margin());
    add(
        changes,
        "search",
        text(before.design().select().searched()),
        text(design.select().searched()));
    add(changes, "looks", text(before.design().tables().looks()), text(design.tables().looks()));
    add(changes, "claims", tested(before.design()), tested(design));
    return changes;
  }

  private static void add(List<String> changes, String what, Object old, Object now) {
    if (!old.equals(now)) {
      boolean counted = old instanceof List<?> && now instanceof List<?>;
      changes.add(
          counted
              ? what + ": " + ((List<?>) old).size() + " -> " + ((List<?>) now).size() + ", others"
              : what + ": " + said(old) + " -> " + said(now));
    }
  }

  private static String said(Object value) {
    String text = value instanceof Double number ? AxisText.of(number) : value.toString();
    return text.isEmpty() || text.equals("0") ? "none" : text;
  }

  private static String text(Searched searched) {
    return (searched.method() + " " + searched.settings()).strip();
  }

  private static String text(Looks looks) {
    return looks.seeds().isEmpty() ? "" : looks.seeds() + " " + looks.spending().word();
  }

  /** What is tested; another sentence is the same test. */
  private static List<Claim> tested(Design design) {
    return design.claims().stream().map(claim -> claim.saying("")).toList();
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
