package neurosweep.exchange;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name in letters, digits, hyphens and underscores that can be read as the one it stands for:
 * letters lose their accents, and Greek ones are written out.
 *
 * @param text begins with a letter and ends with no joint; empty if nothing of the name is left
 */
record LatinName(String text) {
  private static final int LONGEST = 90;
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_-]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** As Unicode names letters, such as GREEK SMALL LETTER ETA, LATIN SMALL LETTER O WITH STROKE. */
  private static final Pattern LETTER =
      Pattern.compile("(GREEK|LATIN) (SMALL|CAPITAL) (?:LETTER|LIGATURE) (?:FINAL )?([A-Z]+).*");

  private static final String SHARP_S = "\u00df";

  /** The nearest to a name. */
  static LatinName of(String name) {
    String latin = NOT_IN_NAMES.matcher(spelled(name)).replaceAll("_").replaceFirst("[_-]+$", "");
    String cut = latin.substring(0, Math.min(LONGEST, latin.length()));
    boolean letter = !cut.isEmpty() && Character.isLetter(cut.charAt(0));
    String rest = cut.replaceFirst("^[_-]+", "");
    return new LatinName(letter || rest.isEmpty() ? rest : "x_" + rest);
  }

  private static String spelled(String name) {
    String bare = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    StringBuilder spelled = new StringBuilder();
    boolean word = false; // whether a letter was written out just before
    for (int c : bare.codePoints().toArray()) {
      String letter = c < 128 ? "" : letter(c);
      boolean joined = word && (!letter.isEmpty() || Character.isLetter(c));
      spelled.append(joined ? "_" : "").append(letter.isEmpty() ? Character.toString(c) : letter);
      word = letter.length() > 1 && Character.UnicodeScript.of(c) == Character.UnicodeScript.GREEK;
    }
    return spelled.toString();
  }

  /** What a letter is called; empty if it is neither Greek nor Latin. */
  private static String letter(int c) {
    if (Character.toString(c).equals(SHARP_S)) {
      return "ss";
    }
    String called = Character.getName(c);
    Matcher known = LETTER.matcher(called == null ? "" : called);
    if (!known.matches()) {
      return "";
    }
    String word = known.group(3).toLowerCase(Locale.ROOT).replace("lamda", "lambda");
    return known.group(2).equals("SMALL")
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
