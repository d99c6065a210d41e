package neurosweep.core;

import com.fasterxml.jackson.annotation.JsonProperty;

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
