package neurosweep.analysis;

/** What the selection in a group came to. */
public enum Verdict {
  /** A configuration was selected, and every cell of the group has a result. */
  SELECTED("selected"),
  /** Cells of the group have no result yet, so the selection may change. */
  PARTIAL("partial"),
  /** In every configuration a run diverged or lacks the selection's metric. */
  NONE_FINISHED("no configuration whose runs all finished"),
  /** No configuration is stable as the selection requires. */
  NONE_STABLE("no stable configuration"),
  /** Every run of the group diverged. */
  ALL_DIVERGED("all diverged"),
  /** No run of the group has a finite value of the selection's metric. */
  NONE_MEASURED("nothing measured");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** As in the column {@code verdict} and in tables. */
  public String words() {
    return words;
  }
}
