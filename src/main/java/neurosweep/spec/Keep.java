package neurosweep.spec;

import java.util.Locale;

/** Whose weights a sweep keeps. It is asked of a run, and part of no cell. */
public enum Keep {
  /** Nobody's. */
  NONE,
  /** Those of the configurations that are selected, once the sweep is complete. */
  SELECTED,
  /** Those of every cell that has a result. */
  ALL;

  /** The key of job files. */
  public static final String KEY = "keep";

  /** Whether cells that end leave their weights. */
  public boolean any() {
    return this != NONE;
  }

  /** As job files say it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
