package neurosweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The script of {@code completion}, in the shells that it is for. */
@Tag("environment")
class CompletionTest {
  @TempDir static Path directory;
  private static Path script;

  /**
   * In a process of its own, which speaks no language: picocli writes digits as the locale does.
   */
  @BeforeAll
  static void print() throws Exception {
    Shell.Answer printed = Shell.answer(new ProcessBuilder(Shell.command("completion"))).ends(0);
    script = Files.writeString(directory.resolve("completion"), printed.out());
  }

  /** What a shell offers for the last of some words. */
  private List<String> offered(String words) throws Exception {
    String last = words.substring(words.lastIndexOf(' ') + 1);
    String ask =
        ". '"
            + script
            + "'\nCOMP_WORDS=("
            + words
            + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\nCOMPREPLY=()\n"
            + "_complete_neurosweep neurosweep '"
            + last
            + "'\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
    Shell.Answer answer = Shell.answer(new ProcessBuilder("bash", "-c", ask)).ends(0);
    return answer.out().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "neurosweep ver, verify",
    "neurosweep verify --sa, --sample",
    "neurosweep com, compare completion"
  })
  void bashCompletesCommandsAndOptions(String words, String expected) throws Exception {
    assumeTrue(has("bash"), "no bash here");

    assertEquals(new TreeSet<>(List.of(expected.split(" ", -1))), new TreeSet<>(offered(words)));
  }

  @Test
  void zshReadsTheScript() throws Exception {
    assumeTrue(has("zsh"), "no zsh here");
    String ask =
        "autoload -U compinit && compinit -u -d '"
            + directory.resolve("dump")
            + "'; . '"
            + script
            + "'; print -l ${(k)_comps} | grep -x neurosweep";

    Shell.Answer answer = Shell.answer(new ProcessBuilder("zsh", "-f", "-c", ask)).ends(0);

    assertEquals("neurosweep\n", answer.out());
  }

  private static boolean has(String program) throws IOException {
    for (String place : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(place, program))) {
        return true;
      }
    }
    return false;
  }

  /** Those that users do not call are hidden. */
  @Test
  void everyCommandIsInTheScript() throws IOException {
    String text = Files.readString(script);

    for (Class<?> type : Main.COMMANDS) {
      CommandLine.Command command = type.getAnnotation(CommandLine.Command.class);
      boolean found = text.contains("_neurosweep_" + command.name() + "()");
      assertEquals(!command.hidden(), found, command.name());
    }
  }
}
