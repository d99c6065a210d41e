package neurosweep.chaos;

import java.util.Random;

/**
 * One kill.
 *
 * @param victim what dies
 * @param results how many results must have come since the last kill, so that whatever the
 *     machine's load kills fall into the work as well as into starts; 0 for any moment
 * @param delayMillis how long after that, or after the driver began to write the final tables
 */
record Kill(Victim victim, int results, long delayMillis) {
  private static final int MOST_RESULTS = 50;

  /** Draws the moment of a kill. */
  static Kill of(Victim victim, Random random) {
    if (victim == Victim.DRIVER_WRITING) {
      return new Kill(victim, 0, random.nextInt(500));
    }
    return random.nextInt(3) == 0
        ? new Kill(victim, 0, random.nextInt(5_000))
        : new Kill(victim, 1 + random.nextInt(MOST_RESULTS), random.nextInt(1_000));
  }

  /** What dies. */
  enum Victim {
    DRIVER("driver"),
    DRIVER_WRITING("driver while it writes the tables"),
    EXECUTOR("executor"),
    WORKER("worker");

    private final String label;

    Victim(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }
}
