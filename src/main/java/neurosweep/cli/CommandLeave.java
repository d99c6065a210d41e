package neurosweep.cli;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.Problems;
import neurosweep.core.ShellWord;
import neurosweep.experiment.Experiment;
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
   * Refuses cells that start programs without it.
   *
   * @throws neurosweep.core.UserError with every command
   */
  void require(Collection<Cell> cells) {
    if (given) {
      return;
    }
    Set<String> commands = new LinkedHashSet<>();
    for (Cell cell : cells) {
      Optional<ProgramCall> call = Experiment.of(cell).program(cell.values());
      if (call.isEmpty()) {
        return; // of one sweep all cells start programs or none does
      }
      commands.add(ShellWord.command(call.get().command()));
    }
    Problems problems = new Problems();
    for (String command : commands) {
      problems.add(
          "command", command + " would be started; if you trust it and its files, give " + OPTION);
    }
    problems.throwIfAny();
  }
}
