package neurosweep.core;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which end of a metric is the better one. */
public enum Goal {
  /** More is better. */
  @JsonProperty("max")
  MAX,
  /** Less is better. */
  @JsonProperty("min")
  MIN;

  /** Whether {@code a} is better than {@code b}; a NaN is never better. */
  public boolean better(double a, double b) {
    return this == MAX ? a > b : a < b;
  }
}
