package neurosweep.core;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The part of a data set that something is measured on. */
public enum Split {
  /** What is learned from. */
  @JsonProperty("train")
  TRAIN("training"),
  /** What configurations may be selected by. */
  @JsonProperty("validation")
  VALIDATION("validation"),
  /** What results are reported on. */
  @JsonProperty("test")
  TEST("test");

  private final String label;

  Split(String label) {
    this.label = label;
  }

  /** For readers: {@code training}, {@code validation} or {@code test}. */
  public String label() {
    return label;
  }
}
