package neurosweep.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Measurements;
import neurosweep.core.Names;
import neurosweep.core.Outcome;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.experiment.TrainingEnd;
import neurosweep.experiment.command.Imported;

/** Makes outcomes of the rows of another tool's table. */
final class TrialReader {
  /** A row that counts, and how its trial ended. */
  private record Kept(int number, List<String> row, Outcome.State state) {}

  private final ForeignColumns columns;
  private final Problems problems;
  private final List<Kept> kept = new ArrayList<>();
  private final SortedMap<String, Integer> left = new TreeMap<>();
  private int unmeasured;

  TrialReader(ForeignTable table, ForeignColumns columns, Problems problems) {
    this.columns = columns;
    this.problems = problems;
    for (int i = 0; i < table.rows().size(); i++) {
      List<String> row = table.rows().get(i);
      int number = i + 1;
      try {
        Optional<Outcome.State> state = state(row);
        state.ifPresent(known -> kept.add(new Kept(number, row, known)));
        if (state.isEmpty()) {
          left.merge(word(row), 1, Integer::sum);
        }
      } catch (UserError e) {
        problems.add("", e.getMessage()); // once for every word
      }
    }
    if (kept.isEmpty() && problems.isEmpty()) {
      problems.add("", "no trial has ended: " + left);
    }
  }

  /** The program's own word says more than the tool's; without any, there was nothing to tell. */
  private Optional<Outcome.State> state(List<String> row) {
    String own = columns.cell(row, Role.Kind.OWN_STATE);
    if (!CellText.isBlank(own)) {
      return TrialEnd.of(own).state();
    }
    String word = columns.cell(row, Role.Kind.STATE);
    if (!CellText.isBlank(word)) {
      return TrialEnd.of(word).state();
    }
    boolean cut =
        CellText.flag(columns.cell(row, Role.Kind.DONE)).filter(done -> !done).isPresent();
    return Optional.of(cut ? Outcome.State.FAILED : Outcome.State.FINISHED);
  }

  /** How a trial ended, as the table has it. */
  private String word(List<String> row) {
    String word = columns.cell(row, Role.Kind.STATE);
    return Names.line(CellText.isBlank(word) ? columns.cell(row, Role.Kind.OWN_STATE) : word);
  }

  /** The rows that count, in their order. */
  List<List<String>> rows() {
    return kept.stream().map(Kept::row).toList();
  }

  /** How many trials were not trained to their end, by the tool's word. */
  Map<String, Integer> left() {
    return left;
  }

  /** How many ended well, says the table, and have no value of what selects. */
  int unmeasured() {
    return unmeasured;
  }

  /**
   * The trials.
   *
   * @param seeds of the rows that count
   */
  List<ForeignTrial> trials(ForeignMetrics metrics, List<Long> seeds) {
    List<ForeignTrial> trials = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      Kept each = kept.get(i);
      double seconds = seconds(each.row);
      trials.add(
          new ForeignTrial(
              each.number,
              seeds.get(i),
              outcome(each, metrics, seconds),
              seconds,
              sound(CellText.seconds(columns.cell(each.row, Role.Kind.CPU_SECONDS))),
              columns.cell(each.row, Role.Kind.HOST)));
    }
    return trials;
  }

  private Outcome outcome(Kept each, ForeignMetrics metrics, double seconds) {
    SortedMap<String, Object> numbers = metrics.measured(each.row);
    Measurements measured = new Measurements(numbers, new TreeMap<>());
    String cause = Names.line(columns.cell(each.row, Role.Kind.CAUSE));
    return switch (each.state) {
      case FAILED -> new Outcome.Failed(measured, cause.isEmpty() ? failure(each) : cause, "");
      case TIMED_OUT -> new Outcome.TimedOut(measured, Double.isNaN(seconds) ? 0 : seconds);
      case DIVERGED -> diverged(each, numbers, cause.isEmpty() ? "so says the table" : cause);
      case FINISHED -> ended(each, metrics, numbers, cause);
    };
  }

  private String failure(Kept each) {
    String word = word(each.row);
    return word.isEmpty() ? "did not run to its end" : "ended as " + word;
  }

  private Outcome ended(
      Kept each, ForeignMetrics metrics, SortedMap<String, Object> numbers, String cause) {
    String wild = metrics.divergence(each.row);
    boolean flagged = flag(each, Role.Kind.DIVERGED).orElse(false);
    if (!wild.isEmpty() || flagged) {
      String said = cause.isEmpty() ? "so says the table" : cause;
      return diverged(each, numbers, wild.isEmpty() ? said : wild);
    }
    if (!numbers.containsKey(metrics.objective())) {
      unmeasured++;
      return new Outcome.Failed(
          new Measurements(numbers, new TreeMap<>()), "has no " + metrics.objective(), "");
    }
    return new Outcome.Finished(judged(each, numbers, false));
  }

  private Outcome diverged(Kept each, SortedMap<String, Object> numbers, String reason) {
    return new Outcome.Diverged(judged(each, numbers, true), reason);
  }

  private Measurements judged(Kept each, SortedMap<String, Object> numbers, boolean diverged) {
    SortedMap<String, Object> all = new TreeMap<>(numbers);
    all.put(Imported.DIVERGED.name(), diverged);
    all.put(TrainingEnd.STABLE.name(), flag(each, Role.Kind.STABLE).orElse(!diverged) && !diverged);
    return new Measurements(all, new TreeMap<>());
  }

  private Optional<Boolean> flag(Kept each, Role.Kind kind) {
    String cell = columns.cell(each.row, kind);
    Optional<Boolean> flag = CellText.flag(cell);
    if (flag.isEmpty() && !CellText.isBlank(cell) && !CellText.isNan(cell)) {
      String name = columns.title(columns.all(kind).get(0));
      problems.add("", name + " is \"" + cell + "\", must be true or false");
    }
    return flag;
  }

  private double seconds(List<String> row) {
    double seconds =
        columns.has(Role.Kind.SECONDS)
            ? CellText.seconds(columns.cell(row, Role.Kind.SECONDS))
            : CellText.between(
                columns.cell(row, Role.Kind.BEGIN), columns.cell(row, Role.Kind.END));
    return sound(seconds);
  }

  private static double sound(double seconds) {
    return seconds >= 0 && Double.isFinite(seconds) ? seconds : Double.NaN;
  }
}
