package neurosweep.core;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the endings of runs and their stability count for in a selection. */
public enum Stable {
  /** Only configurations whose every planned seed finished are eligible. */
  @JsonProperty("finished")
  FINISHED,
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
