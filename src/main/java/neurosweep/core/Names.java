package neurosweep.core;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names in messages: what was probably meant, and what exists. */
public final class Names {
  /** Longer lists of known names are cut, so that a message stays one readable line. */
  public static final int MOST_LISTED = 40;

  private static final int LONGEST_LINE = 2000;

  private Names() {}

  /**
   * Refuses what is not a name.
   *
   * @param kind what it names, such as {@code plot name}
   * @param rule what it must be, in words
   * @throws UserError with kind, name and rule
   */
  static void require(String kind, String name, Pattern form, String rule) {
    if (name == null || !form.matcher(name).matches()) {
      throw new UserError(
          kind + " is " + (name == null ? "missing" : "\"" + name + "\"") + ", must be " + rule);
    }
  }

  /** Whether a text holds a control, format or line-breaking character or half a character. */
  public static boolean hasInvisible(String text) {
    return PlainText.hasInvisible(text);
  }

  /** On one line, with invisible characters as their codes, such as {@code U+202E}. */
  public static String visible(String text) {
    return PlainText.visible(text.strip().replaceAll("\\s+", " "));
  }

  /**
   * One line that can be read, whatever a file put into it: of more than 2000 visible characters
   * the middle is left out, since what is wrong begins a message and what to do ends it.
   */
  public static String line(String text) {
    String seen = visible(text);
    int half = LONGEST_LINE / 2;
    return seen.length() <= LONGEST_LINE
        ? seen
        : seen.substring(0, half) + " ... " + seen.substring(seen.length() - half);
  }

  /**
   * The candidate nearest to {@code name}, if one is near enough to be a slip of the pen, has these
   * initials ({@code lr} for {@code learning_rate}), or is the only one that begins so.
   */
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
    return best == null ? abbreviated(name, candidates) : Optional.of(best);
  }

  private static Optional<String> abbreviated(String name, Collection<String> candidates) {
    List<String> byInitials =
        candidates.stream().filter(c -> name.length() > 1 && initials(c).equals(name)).toList();
    List<String> byPrefix =
        candidates.stream().filter(c -> name.length() > 1 && c.startsWith(name)).toList();
    List<String> found = byInitials.isEmpty() ? byPrefix : byInitials;
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static String initials(String name) {
    StringBuilder initials = new StringBuilder();
    for (String word : name.split("[_-]", -1)) {
      if (!word.isEmpty()) {
        initials.append(word.charAt(0));
      }
    }
    return initials.toString();
  }

  /** {@code unknown KIND "name"; did you mean "x"? (known: a, b, c)}. */
  public static String unknown(String kind, String name, Collection<String> known) {
    StringBuilder text = new StringBuilder("unknown ").append(kind).append(" \"").append(name);
    text.append('"');
    closest(name, known)
        .ifPresent(near -> text.append("; did you mean \"").append(near).append("\"?"));
    text.append(" (known: ");
    text.append(known.stream().limit(MOST_LISTED).collect(Collectors.joining(", ")));
    if (known.size() > MOST_LISTED) {
      text.append(" and ").append(known.size() - MOST_LISTED).append(" more");
    }
    return text.append(')').toString();
  }
}
