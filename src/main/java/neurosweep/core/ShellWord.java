package neurosweep.core;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words of a command that is shown to be pasted into a POSIX shell. */
public final class ShellWord {
  private ShellWord() {}

  /**
   * A word as it is where no sign in it means anything to a shell, otherwise in single quotes. What
   * cannot be seen, or would end a line, is made by {@code printf}, so that what is pasted is what
   * is read.
   */
  public static String quoted(String word) {
    if (PlainText.hasInvisible(word)) {
      return "\"$(printf '" + printed(word) + "')\"";
    }
    return word.matches("[A-Za-z0-9_./:,@%+-][A-Za-z0-9_./:=,@%+-]*")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }

  /** A format of {@code printf} that gives the word, but for line feeds at its end. */
  private static String printed(String word) {
    StringBuilder text = new StringBuilder();
    word.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            sign -> {
              if (PlainText.hasInvisible(sign)) {
                for (byte unit : sign.getBytes(StandardCharsets.UTF_8)) {
                  text.append(String.format(Locale.ROOT, "\\%03o", unit & 0xFF));
                }
              } else {
                text.append(sign.replace("%", "%%").replace("\\", "\\\\").replace("'", "'\\''"));
              }
            });
    return text.toString();
  }

  /** A command of these words. */
  public static String command(List<String> words) {
    return words.stream().map(ShellWord::quoted).collect(Collectors.joining(" "));
  }
}
