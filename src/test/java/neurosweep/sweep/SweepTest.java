package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.UserError;
import neurosweep.journal.History;
import neurosweep.math.Backend;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.testing.Plans;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep does with what a runner delivers. */
@Tag("environment")
class SweepTest {
  @TempDir Path directory;

  private final DataLibrary library = Plans.library();
  private final Plan plan = Plans.of("name: n\nexperiment: faulty\nseeds: 1..4", library);
  private final List<CellResult> ended = new ArrayList<>();
  private final List<String> stops = new ArrayList<>();

  private final Monitor monitor =
      new Monitor() {
        @Override
        public void begin(Pricing prices, History history, List<Cell> running, Runner runner) {}

        @Override
        public void ended(CellResult result) {
          ended.add(result);
        }

        @Override
        public void notice(String line) {}

        @Override
        public void stop(String reason) {
          stops.add(reason);
        }

        @Override
        public boolean stopped() {
          return !stops.isEmpty();
        }
      };

  /** Runs one cell at a time in this process. */
  private interface OneAtATime extends Runner {
    @Override
    default int parallelism() {
      return 1;
    }

    @Override
    default boolean runsHere() {
      return true;
    }

    @Override
    default Map<String, String> description() {
      return Map.of();
    }

    @Override
    default void close() {}
  }

  /** Delivers every result and then what is made of it, as two attempts at a cell would. */
  private record Twice(UnaryOperator<CellResult> second, Optional<String> why)
      implements OneAtATime {
    @Override
    public Optional<String> run(Work work, BooleanSupplier stop) {
      CellExecution execution = new CellExecution("ejml", Double.POSITIVE_INFINITY);
      List<List<Cell>> bundles = work.next(1);
      while (!bundles.isEmpty()) {
        for (List<Cell> bundle : why.isPresent() ? bundles.subList(0, 1) : bundles) {
          for (Cell cell : bundle) {
            CellResult result = execution.run(cell, Plans.library(), 1, stop).orElseThrow();
            work.accept(result);
            work.accept(second.apply(result));
          }
        }
        bundles = why.isPresent() ? List.of() : work.next(1);
      }
      return why;
    }
  }

  private History run(Runner runner) {
    SweepDirectory place = SweepDirectory.at(new Files(), "DIR", directory.resolve("n").toString());
    Sweep.Settings settings =
        new Sweep.Settings(
            Backend.choose("ejml"),
            (backend, known) -> Pricing.here(plan, library, backend, known),
            Map::of,
            List.of(),
            false,
            false);
    return new Sweep(plan, place, settings).run(Set.of(), (backend, cells) -> runner, monitor);
  }

  /** Empties the journal behind the back of the run, once its last cell has ended. */
  private final class Robbed implements OneAtATime {
    private final Twice cells = new Twice(result -> result, Optional.empty());

    @Override
    public Optional<String> run(Work work, BooleanSupplier stop) {
      Optional<String> reason = cells.run(work, stop);
      Path journal = directory.resolve("n/journal");
      try (Stream<Path> files = java.nio.file.Files.list(journal)) {
        for (Path file : files.toList()) {
          java.nio.file.Files.write(file, new byte[0]);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return reason;
    }
  }

  /** Used to end with "4/4 done", a report of 0 cells and exit code 0. */
  @Test
  void whatIsReportedIsReadBack() {
    UserError lost = assertThrows(UserError.class, () -> run(new Robbed()));

    assertEquals(UserError.INCOMPLETE, lost.exitCode());
    assertTrue(lost.getMessage().contains("4 of 4 cells that ended are not in"), lost.getMessage());
    assertFalse(java.nio.file.Files.exists(directory.resolve("n/_SUCCESS")));
  }

  /** A result that came twice used to be counted twice in the progress. */
  @Test
  void theSameResultTwiceIsOneResult() {
    History history = run(new Twice(result -> result, Optional.empty()));

    assertEquals(4, ended.size());
    assertEquals(4, history.results().size());
    assertTrue(history.results().values().stream().allMatch(result -> result.attempt() == 1));
  }

  @Test
  void aDifferentSecondResultIsRefused() {
    UnaryOperator<CellResult> other =
        result -> result.with(new Outcome.Diverged(Measurements.NONE, "otherwise")).asAttempt(2);

    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> run(new Twice(other, Optional.empty())));

    assertTrue(refused.getMessage().contains("two different results"), refused.getMessage());
    assertEquals(1, ended.size());
  }

  /** Cells that a runner has given up are not submitted to it again and again. */
  @Test
  void aRunnerThatGivesUpIsNotAskedAgain() {
    History history = run(new Twice(result -> result, Optional.of("the last machine is gone")));

    assertEquals(List.of("the last machine is gone"), stops);
    assertTrue(history.results().size() < 4);
    assertFalse(history.results().isEmpty());
    assertTrue(
        java.nio.file.Files.exists(directory.resolve("n/results")), "what had ended is tabled");
  }
}
