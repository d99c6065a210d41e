package neurosweep.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Table;
import neurosweep.experiment.Experiment;
import neurosweep.journal.Journal;
import neurosweep.result.AxisText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints one cell whole. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Prints one cell whole.",
      "Knobs, state, metrics and learning curve. Reads only.",
      "Example: neurosweep show out/quickstart 3f2a"
    })
final class ShowCommand implements Callable<Integer> {
  private static final int SHOWN_ROWS = 20;

  @Spec private CommandSpec command;
  @Mixin private DirectoryOptions directory;

  @Parameters(index = "1", paramLabel = "CELL", description = "cell id or the start of one")
  private String id;

  @Override
  public Integer call() {
    print(EndedCell.of(Journal.read(directory.open()), id));
    return 0;
  }

  private void print(CellResult result) {
    PrintWriter out = command.commandLine().getOut();
    Cell cell = result.cell();
    Experiment experiment = Experiment.of(cell);
    out.println("cell " + cell.id() + ", configuration " + cell.configId());
    out.println(cell.experiment() + " version " + cell.version() + ", seed " + cell.seed());
    out.println("data sha256 " + cell.dataDigest());
    for (Param<?> param : Param.effective(experiment.params(), cell.values())) {
      String mark = cell.values().get(param.name()) == null ? " (default)" : "";
      out.println("  " + param.name() + " = " + AxisText.of(param.of(cell.values())) + mark);
    }
    Outcome outcome = result.outcome();
    out.printf(
        Locale.ROOT,
        "%s in %.2f s, attempt %d, on %s with backend %s%n",
        outcome.state(),
        result.seconds(),
        result.attempt(),
        result.host(),
        result.backend());
    if (outcome instanceof Outcome.Diverged diverged) {
      out.println(diverged.reason());
    } else if (outcome instanceof Outcome.TimedOut late) {
      out.println("passed the time limit of " + late.seconds() + " s");
    } else if (outcome instanceof Outcome.Failed failed) {
      out.println(failed.cause());
      failed.detail().lines().forEach(line -> out.println("  " + line));
    }
    for (Metric<?> metric : experiment.metrics()) {
      Object value = outcome.measurements().scalars().get(metric.name());
      if (value != null) {
        out.println("  " + metric.name() + " = " + value);
      }
    }
    experiment.tables().forEach(table -> print(out, table, outcome));
  }

  private static void print(PrintWriter out, Table table, Outcome outcome) {
    double[][] rows = outcome.measurements().tables().get(table.name());
    if (rows == null || rows.length == 0) {
      return;
    }
    out.println(table.name() + " (" + rows.length + " rows):");
    StringBuilder head = new StringBuilder();
    table.columns().forEach(column -> head.append(String.format("  %20s", column.name())));
    out.println(head);
    for (int i = 0; i < Math.min(rows.length, SHOWN_ROWS); i++) {
      StringBuilder line = new StringBuilder();
      for (double value : rows[i]) {
        line.append(String.format(Locale.ROOT, "  %20.6g", value));
      }
      out.println(line);
    }
    if (rows.length > SHOWN_ROWS) {
      out.println("  and " + (rows.length - SHOWN_ROWS) + " more, in " + table.name() + "/");
    }
  }
}
