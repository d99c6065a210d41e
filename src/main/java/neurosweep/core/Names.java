package neurosweep.core;

import java.util.Collection;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names in messages: what was probably meant, and what exists. */
public final class Names {
  private Names() {}

  /** The candidate nearest to {@code name}, if one is near enough to be a slip of the pen. */
  public static Optional<String> closest(String name, Collection<String> candidates) {
    int limit = Math.max(1, Math.min(3, name.length() / 2));
    LevenshteinDistance distance = new LevenshteinDistance(limit);
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int d = distance.apply(name.toLowerCase(java.util.Locale.ROOT), candidate);
      if (d >= 0 && d < least) {
        least = d;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /** {@code unknown KIND "name"; did you mean "x"? (known: a, b, c)}. */
  public static String unknown(String kind, String name, Collection<String> known) {
    StringBuilder text = new StringBuilder("unknown ").append(kind).append(" \"").append(name);
    text.append('"');
    closest(name, known)
        .ifPresent(near -> text.append("; did you mean \"").append(near).append("\"?"));
    return text.append(" (known: ").append(String.join(", ", known)).append(')').toString();
  }
}
