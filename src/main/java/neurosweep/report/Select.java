package neurosweep.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * How the best configuration of a group is chosen.
 *
 * @param metric the metric whose mean over the seeds is compared
 * @param goal whether more or less of it is better
 * @param stable what stability counts for
 */
public record Select(String metric, Goal goal, Stable stable) {

  /** Which end is the better one. */
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

  /** What stability counts for in a selection. */
  public enum Stable {
    /** Only configurations whose every planned seed finished and was stable are eligible. */
    @JsonProperty("required")
    REQUIRED,
    /** Such configurations go before all others. */
    @JsonProperty("preferred")
    PREFERRED,
    /** Nothing. */
    @JsonProperty("ignored")
    IGNORED
  }

  /**
   * The set of examples that the metric is measured on, if its name says so: {@code validation},
   * {@code test} or {@code train}, the first of these that is a word of the name.
   */
  public Optional<String> set() {
    List<String> words = List.of(metric.split("_"));
    return List.of("validation", "test", "train").stream().filter(words::contains).findFirst();
  }
}
