package neurosweep.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.journal.Journal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups what failed by its cause. */
@Command(
    name = "failures",
    mixinStandardHelpOptions = true,
    description = {
      "Groups failed and timed-out cells by cause, with an example each. Reads only.",
      "Example: neurosweep failures out/quickstart"
    })
final class FailuresCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DirectoryOptions directory;

  @Override
  public Integer call() {
    Map<String, List<CellResult>> causes = new TreeMap<>();
    for (CellResult result : Journal.read(directory.open()).history().results().values()) {
      if (result.outcome() instanceof Outcome.Failed failed) {
        causes.computeIfAbsent("FAILED: " + failed.cause(), k -> new ArrayList<>()).add(result);
      } else if (result.outcome() instanceof Outcome.TimedOut late) {
        String cause = "TIMED_OUT: after " + late.seconds() + " s";
        causes.computeIfAbsent(cause, k -> new ArrayList<>()).add(result);
      }
    }
    PrintWriter out = command.commandLine().getOut();
    if (causes.isEmpty()) {
      out.println("no cell has failed");
    }
    causes.entrySet().stream()
        .sorted(Comparator.comparingInt(cause -> -cause.getValue().size()))
        .forEach(
            cause -> {
              CellResult first = cause.getValue().get(0);
              out.println(cause.getValue().size() + " x " + cause.getKey());
              out.println("    such as " + first.cell().id() + ": " + first.cell());
            });
    return 0;
  }
}
