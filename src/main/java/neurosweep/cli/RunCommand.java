package neurosweep.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import neurosweep.journal.History;
import neurosweep.math.Backend;
import neurosweep.spec.SweepSpec;
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

/** Runs a sweep. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the cells of a job that have no outcome yet, then writes results and tables.",
      "On an existing directory with the same plan it continues; with a grown plan it runs the"
          + " difference; a changed plan is refused with the differences. Input: a job file. Output:"
          + " DIR/NAME with journal, results, history, summary, best (Parquet) and tables.",
      "Example: neurosweep run jobs/quickstart.yaml -o out seeds=1..5"
    })
final class RunCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec command;
  @Mixin private JobOptions job;
  @Mixin private RunOptions run;
  @Mixin private BlasOptions blas;
  @Mixin private Claims claims;
  @Mixin private CostLimit limit;
  @Mixin private OverwriteOptions overwrite;

  @Option(
      names = {"-n", "--dry-run"},
      description = "print the plan and run nothing")
  private boolean dryRun;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "linear algebra of a new sweep: auto or one of 'list backends' (default: auto)")
  private String backend;

  @Override
  public Integer call() {
    run.check(main.sparkArguments());
    SweepSpec asked = job.spec();
    claims.require(asked.claims());
    SweepDirectory directory = job.directory(asked);
    DataLibrary library = job.library();
    Optional<Manifest> before =
        directory.exists() && !overwrite.given()
            ? Optional.of(Manifest.read(directory))
            : Optional.empty();
    Backend chosen = blas.choose(backend, before);
    limit.fit(job, asked, before, run.cores(), prices(library, before, chosen));
    SweepSpec spec = job.spec();
    Plan plan = job.plan(spec, library, before);
    if (dryRun) {
      PlanText text = PlanText.of(plan, directory, library, blas, backend, List.of());
      command.commandLine().getOut().print(text.text());
      return 0;
    }
    run.requireLeave(plan);
    directory.requireWritable();
    directory.requireFree();
    overwrite.confirm(directory, command.commandLine().getErr());
    Sweep.Settings settings =
        new Sweep.Settings(
            chosen,
            (pinned, known) -> run.priced(Pricing.here(plan, library, pinned, known)),
            () -> RunOptions.environment(chosen),
            job.overrides(),
            overwrite.given(),
            run.mixBuilds());
    Sweep sweep = new Sweep(plan, directory, settings);
    try (Interruption interruption = Interruption.watch(command.commandLine().getErr())) {
      Progress progress =
          run.progress(command.commandLine().getErr(), plan, sweep, limit, interruption);
      if (backend.equals("auto") && !directory.exists()) {
        Backend.lost(chosen).forEach(progress::notice);
      }
      plan.notices().forEach(progress::notice);
      Sweep.RunnerFactory runners = run.runners(plan, directory, library, main.sparkArguments());
      return run.run(
          command.commandLine(),
          sweep,
          progress,
          claims,
          () -> sweep.run(Set.of(), runners, progress));
    }
  }

  /** What the rest of a job costs. */
  private Function<SweepSpec, Pricing.Total> prices(
      DataLibrary library, Optional<Manifest> before, Backend chosen) {
    return priced ->
        Pricing.of(
            run.priced(
                Pricing.here(job.plan(priced, library, before), library, chosen, History.NONE)));
  }
}
