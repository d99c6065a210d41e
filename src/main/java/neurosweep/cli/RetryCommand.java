package neurosweep.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import neurosweep.core.Outcome;
import neurosweep.core.UserError;
import neurosweep.math.Backend;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.Manifest;
import neurosweep.sweep.Plan;
import neurosweep.sweep.Pricing;
import neurosweep.sweep.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs failed cells again. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the cells again that failed or timed out, once each, and no others.",
      "Example: neurosweep retry out/gait-grid --state TIMED_OUT --trial-timeout 3600"
    })
final class RetryCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec command;
  @Mixin private DirectoryOptions directory;
  @Mixin private RunOptions run;
  @Mixin private BlasOptions blas;

  @Option(
      names = "--state",
      split = ",",
      paramLabel = "STATE",
      defaultValue = "FAILED,TIMED_OUT",
      description = "states to run again (default: ${DEFAULT-VALUE})")
  private List<Outcome.State> states;

  @Override
  public Integer call() {
    run.check(main.sparkArguments());
    Set<Outcome.State> chosen = EnumSet.copyOf(states);
    for (Outcome.State state : chosen) {
      if (state.isResult()) {
        throw new UserError(
            "--state is " + state + ", which is a result; only FAILED and TIMED_OUT are retried");
      }
    }
    SweepDirectory sweepDirectory = directory.open();
    Manifest manifest = Manifest.read(sweepDirectory);
    DataLibrary library = directory.library(sweepDirectory);
    Plan plan = directory.plan(sweepDirectory, manifest, library);
    run.requireLeave(plan);
    Backend backend = blas.choose(manifest.backend(), Optional.of(manifest));
    Sweep.Settings settings =
        new Sweep.Settings(
            backend,
            (pinned, known) -> run.priced(Pricing.here(plan, library, pinned, known)),
            () -> RunOptions.environment(backend),
            manifest.overrides(),
            false,
            run.mixBuilds());
    Sweep sweep = new Sweep(plan, sweepDirectory, settings);
    try (Interruption interruption = Interruption.watch(command.commandLine().getErr())) {
      Progress progress =
          run.progress(command.commandLine().getErr(), plan, sweep, new CostLimit(), interruption);
      Sweep.RunnerFactory runners =
          run.runners(plan, sweepDirectory, library, main.sparkArguments());
      return run.run(
          command.commandLine(),
          sweep,
          progress,
          new Claims(),
          () -> sweep.run(chosen, runners, progress));
    }
  }
}
