package neurosweep.circuit.simulation;

import java.util.List;

/** Sources that take turns, such as a cue, silence and another cue. */
public final class PhasedSpikes implements SpikeSource {

  /**
   * One turn.
   *
   * @param end the first step after it
   */
  public record Phase(long end, SpikeSource source) {}

  private final List<Phase> phases;
  private int now;

  /** Turns in order of their ends; the last one goes on for ever. */
  public PhasedSpikes(List<Phase> phases) {
    this.phases = List.copyOf(phases);
    for (int i = 1; i < phases.size(); i++) {
      if (phases.get(i).end() < phases.get(i - 1).end()) {
        throw new IllegalArgumentException("phases must be in order of their ends");
      }
    }
  }

  @Override
  public int next(long step, int[] fired) {
    while (step >= phases.get(now).end() && now < phases.size() - 1) {
      now++;
    }
    return phases.get(now).source().next(step, fired);
  }
}
