package neurosweep.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import neurosweep.audit.CellDifference;
import neurosweep.audit.FreshProcess;
import neurosweep.audit.Sampling;
import neurosweep.audit.Verification;
import neurosweep.core.UserError;
import neurosweep.experiment.Experiment;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Computes a sample of a sweep's results a second time. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a sample of a sweep's cells again in a fresh Java process and compares bit for bit.",
      "Every scalar and every row of a table is compared with the journal, and the journal with the"
          + " results. Another program, library or Java than the sweep's is said first. The outcome"
          + " is kept in DIR/verification.json for the report; nothing else is written. Exit code 0"
          + " if all are equal, 1 if not.",
      "Example: neurosweep verify out/quickstart --sample 5%%"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 20;

  @Spec private CommandSpec command;
  @Mixin private DirectoryOptions directory;
  @Mixin private BlasOptions blas;
  @Mixin private CommandLeave leave;

  @Option(
      names = "--sample",
      paramLabel = "N|P%",
      defaultValue = "1%",
      description = "how many of the cells that have a result (default: 1%%, at least one)")
  private String sample;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "another seed is another sample (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "cells at a time (default: the cores of this machine)")
  private Integer parallelism;

  @Override
  public Integer call() {
    Sampling sampling = new Sampling(sample, seed);
    int threads = parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism;
    if (threads < 1) {
      throw new UserError("--parallelism is " + threads + ", must be at least 1");
    }
    SweepDirectory sweep = directory.open();
    Manifest manifest = Manifest.read(sweep);
    manifest.design().kind().requireRun();
    Verification verification = new Verification(sweep, manifest, sampling, blas.pin(manifest));
    leave.require(
        verification.sample().stream()
            .flatMap(cell -> Experiment.of(cell).program(cell.values()).stream()));
    PrintWriter out = command.commandLine().getOut();
    int cells = verification.sample().size();
    out.printf(
        Locale.ROOT,
        "running %d of %d %s again on backend %s%n",
        cells,
        verification.results(),
        verification.results() == 1 ? "result" : "results",
        manifest.backend());
    verification.circumstances().forEach(line -> out.println("not as in the sweep: " + line));
    out.flush();
    List<String> arguments = new ArrayList<>(List.of(RecomputeCommand.NAME));
    arguments.addAll(List.of("--data", directory.shared.dataDirectory()));
    arguments.addAll(List.of("--parallelism", Integer.toString(threads)));
    arguments.addAll(blas.arguments());
    arguments.addAll(PluginOptions.arguments());
    arguments.addAll(leave.arguments());
    arguments.add(sweep.root().toString());
    List<CellDifference> different =
        verification.run(new FreshProcess(Main.class.getName(), arguments));
    print(out, different);
    out.println(
        different.isEmpty()
            ? "equal: " + cells + " of " + cells + " give the same bits"
            : "different: " + different.size() + " of " + cells);
    return different.isEmpty() ? 0 : 1;
  }

  private static void print(PrintWriter out, List<CellDifference> different) {
    for (CellDifference each : different.subList(0, Math.min(MOST_SHOWN, different.size()))) {
      out.println("cell " + each.cell().id() + ": " + each.cell());
      each.lines().forEach(line -> out.println("  " + line));
    }
    if (different.size() > MOST_SHOWN) {
      out.println("and " + (different.size() - MOST_SHOWN) + " more cells");
    }
  }
}
