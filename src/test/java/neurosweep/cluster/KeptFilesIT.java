package neurosweep.cluster;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import neurosweep.cli.Shell;
import neurosweep.core.Cell;
import neurosweep.math.BackendPin;
import neurosweep.sweep.CellExecution;
import neurosweep.sweep.KeptFiles;
import neurosweep.sweep.LocalRunner;
import neurosweep.sweep.Plan;
import neurosweep.sweep.Work;
import neurosweep.testing.Plans;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cells leave is the same bytes wherever they run, and is left where the sweep is. */
@Tag("environment")
class KeptFilesIT {
  @TempDir Path directory;

  private SortedMap<String, String> kept(String master) throws Exception {
    Path own = Files.createDirectory(directory.resolve(master.replaceAll("\\W", "")));
    String job = Shell.job(own, TINY);
    call("run", job, "-o", own.toString(), "keep=all", "--backend", "vector", "--master", master)
        .ends(0);
    return Shell.contents(own.resolve("tiny/kept"));
  }

  @Test
  void executorsLeaveWhatThreadsLeave() throws Exception {
    SortedMap<String, String> threads = kept("in-process");

    assertEquals(1 + 2 * 8, threads.size());
    assertEquals(threads, kept("local[2]"));
  }

  /** A directory that another machine does not see, such as a local one. */
  @Test
  void aMachineThatDoesNotSeeTheSweepCannotRunItsCells() {
    Plan plan = Plans.of("name: n\nexperiment: faulty\nfixed: {behaviour: leave}", Plans.library());
    Cell cell = plan.cells().get(0);
    Path nowhere = directory.resolve("nowhere");
    KeptFiles.Place place = new KeptFiles.Place(nowhere.toString(), false);
    CellExecution execution =
        new CellExecution(BackendPin.of("ejml"), Double.POSITIVE_INFINITY, null, place, false);

    Optional<String> fault;
    try (LocalRunner runner = new LocalRunner(execution, Plans.library(), 1)) {
      fault =
          runner.run(
              Work.of(List.of(List.of(cell)), result -> Assertions.fail("has a result")),
              () -> false);
    }

    String said = fault.orElseThrow();
    assertTrue(said.contains(" cannot run cells: note.txt of cell " + cell.id()), said);
    assertTrue(
        said.contains("there is no sweep at " + nowhere + " there; put the sweep where"), said);
    assertTrue(Files.notExists(nowhere));
  }
}
