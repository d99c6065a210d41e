package neurosweep.core;

import java.util.List;
import java.util.stream.Collectors;

/** Words of a command that is shown to be pasted into a POSIX shell. */
public final class ShellWord {
  private ShellWord() {}

  /** A word as it is where no sign in it means anything to a shell, otherwise in single quotes. */
  public static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** A command of these words. */
  public static String command(List<String> words) {
    return words.stream().map(ShellWord::quoted).collect(Collectors.joining(" "));
  }
}
