package neurosweep.core;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text from anywhere as it may be shown. Characters that steer a terminal, turn the direction of
 * writing or cannot be seen stand as their codes, such as {@code <U+001B>}, and addresses without
 * the user and password that they may hold.
 */
public final class PlainText {
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /** Beside what breaks and indents lines. */
  private static final Pattern WITHIN_TEXT =
      Pattern.compile("(?!\\r?\\n|\\t)[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final Pattern WITHIN_LINE =
      Pattern.compile("(?!\\t)[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /** Up to the last sign @ before the path. */
  private static final Pattern USER =
      Pattern.compile("(?<=[A-Za-z0-9+.-]://)[^/?#\\s\"'<>]*@(?=[^@\\s])");

  private PlainText() {}

  /** One line: breaks are shown by their codes, too. */
  public static String line(String text) {
    return withoutUser(replaced(text, WITHIN_LINE));
  }

  /** Lines as they are. */
  public static String text(String text) {
    return withoutUser(replaced(text, WITHIN_TEXT));
  }

  /** With the code of every control, format or line-breaking character and half a character. */
  public static String visible(String text) {
    return replaced(text, INVISIBLE);
  }

  /** Whether a text holds a control, format or line-breaking character or half a character. */
  public static boolean hasInvisible(String text) {
    return INVISIBLE.matcher(text).find();
  }

  /** Addresses in a text without user and password. */
  public static String withoutUser(String text) {
    return text.contains("://") ? USER.matcher(text).replaceAll("") : text;
  }

  private static String replaced(String text, Pattern which) {
    return which
        .matcher(text)
        .replaceAll(found -> String.format(Locale.ROOT, "<U+%04X>", found.group().codePointAt(0)));
  }
}
