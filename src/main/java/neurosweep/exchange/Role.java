package neurosweep.exchange;

import neurosweep.experiment.command.Definition;
import neurosweep.result.ResultColumns;

/**
 * What a column of another tool's table is.
 *
 * @param kind of what
 * @param name by which users know it, without the tool's prefix
 */
record Role(Kind kind, String name) {

  /** What a column can be. */
  enum Kind {
    /** What was varied. */
    KNOB,
    /** What was measured, if it holds numbers. */
    NUMBER,
    /** The replication. */
    SEED,
    /** How the trial ended, in the tool's words. */
    STATE,
    /** How it ended in this program's words, which say more. */
    OWN_STATE,
    /** Whether it ran to its end. */
    DONE,
    /** Wall-clock time, in seconds or as a time delta. */
    SECONDS,
    /** Time of a processor, in seconds. */
    CPU_SECONDS,
    /** When it began. */
    BEGIN,
    /** When it ended. */
    END,
    /** Where it ran. */
    HOST,
    /** Why it did not finish. */
    CAUSE,
    /** Whether it diverged. */
    DIVERGED,
    /** Whether it was stable. */
    STABLE,
    /** The tool's own bookkeeping. */
    NOTHING
  }

  static Role nothing(String name) {
    return new Role(Kind.NOTHING, name);
  }

  /** A knob; a seed is none. */
  static Role knob(String name) {
    if (Definition.names(name)) { // of a sweep that was imported itself
      return nothing(name);
    }
    return new Role(name.equals(ResultColumns.SEED) ? Kind.SEED : Kind.KNOB, name);
  }

  /** A column that this program exports under that name, or a measurement of somebody else's. */
  static Role own(String name) {
    Kind kind =
        switch (name) {
          case ResultColumns.SEED -> Kind.SEED;
          case ResultColumns.STATE -> Kind.OWN_STATE;
          case "seconds" -> Kind.SECONDS;
          case ResultColumns.CPU_SECONDS -> Kind.CPU_SECONDS;
          case ResultColumns.HOST -> Kind.HOST;
          case "cause" -> Kind.CAUSE;
          case "diverged" -> Kind.DIVERGED;
          case "stable" -> Kind.STABLE;
          default -> ResultColumns.FIXED.contains(name) ? Kind.NOTHING : Kind.NUMBER;
        };
    return new Role(kind, name);
  }
}
