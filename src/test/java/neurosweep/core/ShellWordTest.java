package neurosweep.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is quoted comes out of a shell as it went in, and can be read. */
@Tag("environment")
class ShellWordTest {
  private static final List<String> WORDS =
      List.of(
          "plain-word_1.0/x:y,z@w+%",
          "a b",
          "it's",
          "''",
          "",
          "=ls",
          "~root",
          "$HOME",
          "$(id)`id`",
          "a\\b\\033",
          "100%d%s",
          "a\nb",
          "\n\nEND\ncat <<'END'",
          "\u001b]52;c;eA==\u0007",
          "\u202Eabc\u2066\u009b",
          "größe\u200B\uD83D\uDE00",
          "a'\u0001'b%\\",
          "*?[x]{a,b}!#&;|<>()");

  @Test
  void everyWordComesBackFromAShellWhereItIsPasted() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
    for (String word : WORDS) {
      String quoted = ShellWord.quoted(word);
      assertFalse(PlainText.hasInvisible(quoted), quoted);
      Process shell = new ProcessBuilder("/bin/sh").start();
      try (OutputStream typed = shell.getOutputStream()) {
        typed.write(("  printf '%s.' " + quoted + "\n").getBytes(StandardCharsets.UTF_8));
      }
      String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(word + ".", said, quoted);
    }
  }
}
