package neurosweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import neurosweep.core.Problems;
import neurosweep.journal.History;
import neurosweep.math.Backend;
import neurosweep.spec.SweepSpec;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.Manifest;
import neurosweep.sweep.Plan;
import neurosweep.sweep.Pricing;
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
  private static final int MOST_EXECUTORS = 1_000_000;

  @Spec private CommandSpec command;
  @Mixin private JobOptions job;
  @Mixin private BlasOptions blas;
  @Mixin private CostLimit limit;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "linear algebra to price a new sweep with: auto or one of 'list backends' (default: auto)")
  private String backend;

  @Option(
      names = "--executors",
      paramLabel = "N",
      split = ",",
      description =
          "tell for so many executors of one core each, such as 8,64,1000, how long the run would"
              + " take by a simulation of its schedule, what share of their time they would be idle"
              + " while cells run, and what no order of the cells could undercut")
  private List<String> executors = List.of();

  @Override
  public Integer call() {
    List<Integer> counts = counts();
    SweepSpec asked = job.spec();
    SweepDirectory directory = job.directory(asked);
    DataLibrary library = job.library();
    Optional<Manifest> begun =
        directory.exists() ? Optional.of(Manifest.read(directory)) : Optional.empty();
    Backend chosen = blas.choose(backend, begun);
    limit.fit(
        job,
        asked,
        begun,
        Runtime.getRuntime().availableProcessors(),
        priced ->
            Pricing.of(
                Pricing.here(job.plan(priced, library, begun), library, chosen, History.NONE)));
    SweepSpec spec = job.spec();
    Plan plan = job.plan(spec, library, begun);
    PlanText text = PlanText.of(plan, directory, library, blas, backend, counts);
    command.commandLine().getOut().print(text.text());
    if (!limit.outcome().isEmpty()) {
      command.commandLine().getOut().println("budget      " + limit.outcome());
    }
    return 0;
  }

  private List<Integer> counts() {
    Problems problems = new Problems();
    List<Integer> counts = new ArrayList<>();
    for (String text : executors) {
      int count = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
      if (count < 1 || count > MOST_EXECUTORS) {
        String rule = ", must be a whole number from 1 to " + MOST_EXECUTORS;
        problems.add("--executors", "is " + text + rule + ", or several with commas between");
      }
      counts.add(count);
    }
    problems.throwIfAny();
    return counts;
  }
}
