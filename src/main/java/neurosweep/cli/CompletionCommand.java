package neurosweep.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What makes a shell complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script by which bash and zsh complete commands and options.",
      "Keep it in a file, and read that in ~/.bashrc or, after compinit, in ~/.zshrc: . FILE",
      "Example: neurosweep completion > ~/.neurosweep-completion"
    })
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    // The line that is running has this command alone.
    CommandLine whole = new CommandLine(command.parent().userObject());
    Main.COMMANDS.forEach(whole::addSubcommand);
    command.commandLine().getOut().print(AutoComplete.bash(command.parent().name(), whole));
    return 0;
  }
}
