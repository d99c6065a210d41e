package neurosweep.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import neurosweep.spec.SweepSpec;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.Manifest;
import neurosweep.sweep.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a job would run. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Checks every cell of a job and prints axes, counts and price.",
      "Starts no Spark and writes nothing but how fast the cells' first steps were, into the"
          + " cache directory: what is known there is not measured again.",
      "Example: neurosweep plan jobs/gait-grid.yaml dataset=mnist10k pool=2 epochs=8"
    })
final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private JobOptions job;
  @Mixin private BlasOptions blas;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "linear algebra to price a new sweep with: auto or one of 'list backends' (default: auto)")
  private String backend;

  @Override
  public Integer call() {
    SweepSpec spec = job.spec();
    SweepDirectory directory = job.directory(spec);
    DataLibrary library = job.shared.library();
    Plan plan =
        job.plan(
            spec,
            library,
            directory.exists() ? Optional.of(Manifest.read(directory)) : Optional.empty());
    PlanText text = PlanText.of(plan, directory, library, blas, backend);
    command.commandLine().getOut().print(text.text());
    return 0;
  }
}
