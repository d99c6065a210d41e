package neurosweep.cli;

import java.util.List;
import java.util.stream.Stream;
import neurosweep.core.Problems;
import neurosweep.core.ShellWord;
import neurosweep.experiment.ProgramCall;
import picocli.CommandLine.Option;

/** The owner's leave for programs that cells start: an option of every command that runs cells. */
final class CommandLeave {
  static final String OPTION = "--allow-commands";

  @Option(
      names = OPTION,
      description =
          "let cells of the experiment 'command' start the programs that the job names; 'plan' shows"
              + " them")
  private boolean given;

  /** Whether it was given. */
  boolean given() {
    return given;
  }

  /** As arguments of another process. */
  List<String> arguments() {
    return given ? List.of(OPTION) : List.of();
  }

  /**
   * Refuses programs without it.
   *
   * @param programs that would be started
   * @throws neurosweep.core.UserError with every command
   */
  void require(Stream<ProgramCall> programs) {
    if (given) {
      return;
    }
    Problems problems = new Problems();
    programs
        .map(call -> ShellWord.command(call.command()))
        .distinct()
        .forEach(
            command ->
                problems.add(
                    "command",
                    command + " would be started; if you trust it and its files, give " + OPTION));
    problems.throwIfAny();
  }
}
