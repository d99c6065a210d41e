package neurosweep.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import neurosweep.core.Names;
import neurosweep.core.Outcome;
import neurosweep.core.UserError;

/**
 * How a trial ended, by the word that a tool has for it.
 *
 * @param state nothing for a trial that was not trained to its end, and is none
 */
record TrialEnd(Optional<Outcome.State> state) {
  /** Tools have few words for it, and these do not contradict each other. */
  private static final Map<Outcome.State, List<String>> WORDS =
      Map.of(
          Outcome.State.FINISHED,
          List.of("FINISHED", "COMPLETE", "COMPLETED", "SUCCESS", "TERMINATED"),
          Outcome.State.DIVERGED,
          List.of("DIVERGED"),
          Outcome.State.FAILED,
          List.of("FAILED", "FAIL", "CRASHED", "ERROR", "KILLED"),
          Outcome.State.TIMED_OUT,
          List.of("TIMED_OUT"));

  private static final List<String> NOT_TRAINED =
      List.of("PRUNED", "RUNNING", "WAITING", "PENDING", "SCHEDULED", "PAUSED", "PREEMPTED");

  private static final Map<String, TrialEnd> ALL = all();

  private static Map<String, TrialEnd> all() {
    Map<String, TrialEnd> all = new TreeMap<>();
    WORDS.forEach(
        (state, words) -> words.forEach(word -> all.put(word, new TrialEnd(Optional.of(state)))));
    NOT_TRAINED.forEach(word -> all.put(word, new TrialEnd(Optional.empty())));
    return all;
  }

  /**
   * By a word.
   *
   * @throws UserError if no tool has it
   */
  static TrialEnd of(String word) {
    TrialEnd known = ALL.get(word.strip().toUpperCase(Locale.ROOT).replace(' ', '_'));
    if (known == null) {
      throw new UserError(Names.unknown("state", word, ALL.keySet()));
    }
    return known;
  }
}
