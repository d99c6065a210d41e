package neurosweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code docs/commands.md} is what the commands say of themselves. With {@code -Dregenerate=true}
 * it is made again, otherwise it is compared.
 */
class CommandsDocumentTest {
  private static final Path PAGE = Path.of("docs/commands.md");

  private static final String REGENERATE =
      "mvn -B -ntp -o test -Dtest=CommandsDocumentTest -Dregenerate=true";

  private static final String HEAD =
      """
      # Commands

      What each command says with `--help`. This page is made from the program, so do not edit it; to make it again:
      `%s`.

      What the exit codes mean is in [faults.md](faults.md#exit-codes), what a job holds in [jobs.md](jobs.md).
      """
          .formatted(REGENERATE);

  @Test
  void thePageIsWhatTheCommandsSay() throws IOException {
    String made = page();

    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(PAGE, made);
    }

    assertEquals(
        made, Files.readString(PAGE), PAGE + " is not what the commands say; run " + REGENERATE);
  }

  private static String page() {
    List<String> names = new ArrayList<>();
    for (Class<?> type : Main.COMMANDS) {
      CommandSpec command = CommandSpec.forAnnotatedObject(type);
      if (!command.usageMessage().hidden()) {
        names.add(command.name());
        command.subcommands().keySet().forEach(below -> names.add(command.name() + " " + below));
      }
    }
    assertTrue(names.containsAll(List.of("run", "data fetch", "bench cell")), names.toString());
    StringBuilder page = new StringBuilder(HEAD).append('\n');
    for (String name : names) {
      page.append("- [").append(name).append("](#").append(name.replace(' ', '-')).append(")\n");
    }
    page.append("\n```text\n").append(help("")).append("```\n");
    for (String name : names) {
      page.append("\n## ").append(name).append("\n\n```text\n").append(help(name)).append("```\n");
    }
    return page.toString();
  }

  /** The help without blanks at ends of lines, which editors take away. */
  private static String help(String command) {
    String[] arguments = (command + " --help").strip().split(" ", -1);
    StringBuilder help = new StringBuilder();
    Shell.call(arguments)
        .ends(0)
        .out()
        .lines()
        .forEach(line -> help.append(line.stripTrailing()).append('\n'));
    return help.toString();
  }
}
