package neurosweep.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.journal.History;
import neurosweep.math.Backend;
import neurosweep.spark.SparkRunner;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.CellExecution;
import neurosweep.sweep.Checkpoints;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.LocalRunner;
import neurosweep.sweep.Monitor;
import neurosweep.sweep.Plan;
import neurosweep.sweep.Pricing;
import neurosweep.sweep.Runner;
import neurosweep.sweep.Sweep;
import neurosweep.testing.Clusters;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.Plans;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search whose rungs run on two executors, of which one is killed on the way. */
@Tag("environment")
@Tag("cluster")
class SearchOnExecutorsIT {
  private static final String JOB =
      """
      name: sought
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 200, glyphs_test: 40, validation: 0.2, pool: 4,
        epochs: 8, depth: 1, batch_size: 5}
      grid: {learning_rate: {loguniform: {from: 1.0e-4, to: 1.0e-1}}}
      seeds: 1..2
      select: {metric: best_validation_accuracy, goal: max}
      search: {method: halving, samples: 8, eta: 2}
      """;

  @TempDir Path place;
  private final DataLibrary library = Plans.library();

  /** Kills one executor after so many results. */
  private static final class Killer implements Monitor {
    private final int after;
    private int ended;
    private boolean killed;

    Killer(int after) {
      this.after = after;
    }

    @Override
    public void begin(Pricing prices, History history, List<Cell> toRun, Runner runner) {}

    @Override
    public void ended(CellResult result) {
      ended++;
      if (ended == after) {
        killed =
            ProcessHandle.current()
                .children() // the executors: the workers live in this process
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
      }
    }

    @Override
    public void notice(String line) {}

    @Override
    public void stop(String reason) {
      throw new AssertionError(reason);
    }

    @Override
    public boolean stopped() {
      return false;
    }
  }

  private Sweep sweep(Plan plan, String name) {
    SweepDirectory directory =
        SweepDirectory.at(
            new neurosweep.store.Files(), "DIR", place.resolve(name + "/sought").toString());
    return new Sweep(
        plan,
        directory,
        new Sweep.Settings(
            Backend.choose("ejml"),
            (backend, known) -> Pricing.here(plan, library, backend, known),
            Map::of,
            List.of(),
            false,
            false));
  }

  private static CellExecution execution(Sweep sweep, Plan plan) {
    Checkpoints.Place kept = Checkpoints.Place.of(sweep.directory(), 60);
    return new CellExecution("ejml", Double.POSITIVE_INFINITY, kept.continuing(plan.fullBudget()));
  }

  @Test
  void anExecutorThatIsKilledInARungChangesNoBit() {
    Plan plan = Plans.of(JOB, library);
    Sweep cluster = sweep(plan, "cluster");
    Killer killer = new Killer(18); // in the second rung

    cluster.run(
        Set.of(),
        (backend, cells) ->
            new SparkRunner(
                "test",
                new SparkRunner.Cluster(
                    "local-cluster[2,1,1024]", Clusters.settings(), OptionalInt.empty()),
                execution(cluster, plan),
                library,
                plan.requests(),
                plan.programs()),
        killer);

    assertTrue(killer.killed, "no executor was killed");
    assertTrue(Files.exists(place.resolve("cluster/sought/_SUCCESS")));
    assertFalse(Files.exists(place.resolve("cluster/sought/checkpoints")));
    Sweep local = sweep(plan, "local");
    local.run(
        Set.of(),
        (backend, cells) -> new LocalRunner(execution(local, plan), library, 1),
        new Killer(Integer.MAX_VALUE));
    assertEquals(
        MeasuredBits.measured(place.resolve("local/sought")),
        MeasuredBits.measured(place.resolve("cluster/sought")));
  }
}
