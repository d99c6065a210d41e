package neurosweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.sweep.Work;
import neurosweep.testing.CellResults;
import org.junit.jupiter.api.Test;

/** Several jobs at a time, played without Spark: cells are named by their seeds. */
class DispatchTest {
  private final List<Started> jobs = new ArrayList<>();
  private final Map<Integer, Runnable> script = new LinkedHashMap<>();
  private final Giving work = new Giving();
  private final Losses losses = new Losses();
  private int mostLost = 5;
  private int parallelism = 2;
  private boolean stopped;

  /** A job that does what the test tells it. */
  private static final class Started implements Jobs.Job {
    private final List<List<Cell>> bundles;
    private final int attempts;
    private final Jobs.Listener listener;
    private final int id;
    private Runnable onCancel = () -> {};
    private boolean cancelled;
    private boolean over;

    Started(List<List<Cell>> bundles, int attempts, Jobs.Listener listener, int id) {
      this.bundles = bundles;
      this.attempts = attempts;
      this.listener = listener;
      this.id = id;
    }

    @Override
    public int id() {
      return id;
    }

    @Override
    public void cancel() {
      if (!cancelled) {
        cancelled = true;
        onCancel.run();
      }
    }

    Started ends(long... seeds) {
      listener.ended(
          Arrays.stream(seeds).mapToObj(seed -> CellResults.finished(seed, 0.5)).toList());
      return this;
    }

    void isOver() {
      over = true;
      listener.over(Optional.empty());
    }

    void fails(String message) {
      over = true;
      listener.over(Optional.of(new IllegalStateException(message)));
    }

    String text() {
      return bundles.stream().map(DispatchTest::seeds).toList() + " after " + attempts;
    }
  }

  /** Gives what it is told to give once so many results have come. */
  private static final class Giving implements Work {
    private final Map<Integer, List<List<Cell>>> after = new LinkedHashMap<>();
    private final List<Integer> free = new ArrayList<>();
    private final List<CellResult> results = new ArrayList<>();
    private Consumer<CellResult> sink = result -> {};

    @Override
    public List<List<Cell>> next(int cores) {
      free.add(cores);
      List<List<Cell>> given = after.remove(results.size());
      return given == null ? List.of() : given;
    }

    @Override
    public void accept(CellResult result) {
      results.add(result);
      sink.accept(result);
    }
  }

  private static List<Cell> bundle(long... seeds) {
    return Arrays.stream(seeds).mapToObj(CellResults::cell).toList();
  }

  private static List<Long> seeds(List<Cell> cells) {
    return cells.stream().map(Cell::seed).toList();
  }

  private static String died(int task) {
    return "Job aborted due to stage failure: Task "
        + task
        + " in stage 1.0 failed 4 times, most recent failure: Lost task 2.3 in stage 1.0 (TID 12)"
        + " (host executor 3): ExecutorLostFailure (executor 3 exited caused by one of the running"
        + " tasks) Reason: Command exited with code 137\nDriver stacktrace:";
  }

  private static CellResult starved(long seed) {
    return new CellResult(
        CellResults.cell(seed),
        new Outcome.Failed(Measurements.NONE, "java.lang.OutOfMemoryError: Java heap space", ""),
        1,
        1,
        1,
        "host",
        Origin.unknown("ejml"));
  }

  private Jobs.Job submit(List<List<Cell>> bundles, int attempts, Jobs.Listener listener) {
    Started started = new Started(bundles, attempts, listener, jobs.size());
    jobs.add(started);
    script.getOrDefault(started.id, () -> {}).run();
    return started;
  }

  private Optional<String> run() {
    Dispatch.Terms terms = new Dispatch.Terms(() -> mostLost, () -> parallelism, "ejml");
    try {
      return new Dispatch(this::submit, losses, terms, work, () -> stopped).run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Long> ended() {
    return work.results.stream().map(result -> result.cell().seed()).toList();
  }

  private List<String> texts() {
    return jobs.stream().map(Started::text).toList();
  }

  @Test
  void allThatIsKnownIsOneJob() {
    work.after.put(0, List.of(bundle(1, 2), bundle(3), bundle(4)));
    script.put(0, () -> jobs.get(0).ends(1, 2).ends(4).ends(3).isOver());

    assertEquals(Optional.empty(), run());
    assertEquals(List.of("[[1, 2], [3], [4]] after 0"), texts());
    assertEquals(List.of(1L, 2L, 4L, 3L), ended());
  }

  @Test
  void whatAResultAsksForStartsBesideTheJobsThatRun() {
    parallelism = 3;
    work.after.put(0, List.of(bundle(1), bundle(2)));
    work.after.put(1, List.of(bundle(3), bundle(4)));
    script.put(0, () -> jobs.get(0).ends(1));
    script.put(
        1,
        () -> {
          assertFalse(jobs.get(0).over);
          jobs.get(1).ends(4).ends(3).isOver();
          jobs.get(0).ends(2).isOver();
        });

    assertEquals(Optional.empty(), run());
    assertEquals(List.of("[[1], [2]] after 0", "[[3], [4]] after 0"), texts());
    assertEquals(List.of(1L, 4L, 3L, 2L), ended());
    assertEquals(List.of(3, 2, 1, 2), work.free.subList(0, 4), "free cores");
    assertTrue(jobs.stream().noneMatch(job -> job.cancelled));
  }

  @Test
  void ofAJobThatIsGivenUpTheRestRunsAgainAndTheSuspectAloneOnceAllElseHasEnded() {
    work.after.put(0, List.of(bundle(1, 2), bundle(3)));
    work.after.put(1, List.of(bundle(4)));
    work.after.put(4, List.of(bundle(5)));
    script.put(0, () -> jobs.get(0).ends(3));
    script.put(
        1,
        () -> {
          jobs.get(0).fails(died(0));
          jobs.get(1).ends(4).isOver();
        });
    script.put(
        2,
        () -> {
          assertTrue(jobs.get(0).over && jobs.get(1).over);
          jobs.get(2).fails(died(0)); // the one suspect kills, the other one ends
        });
    script.put(3, () -> jobs.get(3).ends(2).isOver());
    script.put(4, () -> jobs.get(4).ends(5).isOver());

    assertEquals(Optional.empty(), run());
    assertEquals(
        List.of(
            "[[1, 2], [3]] after 0",
            "[[4]] after 0",
            "[[1]] after 1",
            "[[2]] after 1",
            "[[5]] after 0"),
        texts());
    assertEquals(List.of(3L, 4L, 1L, 2L, 5L), ended());
    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, work.results.get(2).outcome());
    assertEquals(
        "its executor died in each of 4 attempts: Command exited with code 137", failed.cause());
    assertEquals(5, work.results.get(2).attempt());
  }

  @Test
  void theRestOfAJobThatIsGivenUpDoesNotWaitForOthers() {
    work.after.put(0, List.of(bundle(1), bundle(2), bundle(3)));
    work.after.put(1, List.of(bundle(4)));
    script.put(0, () -> jobs.get(0).ends(1));
    script.put(1, () -> jobs.get(0).fails(died(2)));
    script.put(
        2,
        () -> {
          assertFalse(jobs.get(1).over);
          jobs.get(2).ends(2).isOver();
          jobs.get(1).ends(4).isOver();
        });
    script.put(3, () -> jobs.get(3).ends(3).isOver());

    assertEquals(Optional.empty(), run());
    assertEquals(
        List.of("[[1], [2], [3]] after 0", "[[4]] after 0", "[[2]] after 0", "[[3]] after 1"),
        texts());
    assertEquals(List.of(1L, 2L, 4L, 3L), ended());
  }

  @Test
  void aCellThatLackedMemoryBesideOthersRunsAloneAndFreesItsCore() {
    work.after.put(0, List.of(bundle(1), bundle(2)));
    script.put(
        0,
        () -> {
          jobs.get(0).listener.ended(List.of(starved(1)));
          jobs.get(0).ends(2).isOver();
        });
    script.put(
        1,
        () -> {
          jobs.get(1).listener.ended(List.of(starved(1)));
          jobs.get(1).isOver();
        });

    assertEquals(Optional.empty(), run());
    assertEquals(List.of("[[1], [2]] after 0", "[[1]] after 1"), texts());
    assertEquals(List.of(2L, 1L), ended());
    assertEquals(List.of(2, 1, 2), work.free.subList(0, 3));
  }

  @Test
  void aCellThatNeverHadANeighbourRunsOnce() {
    parallelism = 1;
    work.after.put(0, List.of(bundle(1)));
    script.put(
        0,
        () -> {
          jobs.get(0).listener.ended(List.of(starved(1)));
          jobs.get(0).isOver();
        });

    assertEquals(Optional.empty(), run());
    assertEquals(1, jobs.size());
    assertEquals(List.of(1L), ended());
  }

  @Test
  void aStopCallsAllJobsOffAndKeepsWhatStillComes() {
    work.after.put(0, List.of(bundle(1), bundle(2)));
    work.after.put(1, List.of(bundle(3), bundle(4)));
    work.after.put(2, List.of(bundle(5)));
    script.put(0, () -> jobs.get(0).ends(1));
    script.put(
        1,
        () -> {
          stopped = true;
          jobs.get(0).onCancel = () -> jobs.get(0).ends(2).fails("Job 0 cancelled");
          jobs.get(1).onCancel = () -> jobs.get(1).fails("Job 1 cancelled");
        });

    assertEquals(Optional.empty(), run());
    assertTrue(jobs.size() == 2 && jobs.stream().allMatch(job -> job.cancelled));
    assertEquals(List.of(1L, 2L), ended());
    assertEquals(2, work.free.size(), "nothing is asked for after a stop");
  }

  @Test
  void aResultThatIsRefusedEndsTheRunAndAllJobs() {
    work.after.put(0, List.of(bundle(1), bundle(2)));
    work.after.put(1, List.of(bundle(3)));
    work.sink =
        result -> {
          if (result.cell().seed() == 3) {
            throw new IllegalArgumentException("the disk is full");
          }
        };
    script.put(0, () -> jobs.get(0).ends(1));
    script.put(1, () -> jobs.get(1).ends(3).isOver());

    assertThrows(IllegalArgumentException.class, this::run);
    assertTrue(jobs.size() == 2 && jobs.stream().allMatch(job -> job.cancelled));
  }

  @Test
  void whatHadComeBeforeSparkStoppedIsKept() {
    work.after.put(0, List.of(bundle(1), bundle(2), bundle(3)));
    work.after.put(1, List.of(bundle(4)));
    script.put(0, () -> jobs.get(0).ends(1).ends(2).ends(3));
    script.put(
        1,
        () -> {
          throw new IllegalStateException("Cannot call methods on a stopped SparkContext");
        });

    assertThrows(IllegalStateException.class, this::run);
    assertEquals(List.of(1L, 2L, 3L), ended());
  }

  @Test
  void lossesInARowEndTheRunWithAReason() {
    mostLost = 2;
    work.after.put(0, List.of(bundle(1), bundle(2)));
    script.put(0, () -> jobs.get(0).fails("Job 0 failed: no disk"));
    script.put(1, () -> jobs.get(1).ends(1).fails("Job 1 failed: no disk"));
    script.put(2, () -> jobs.get(2).fails("Job 2 failed: no disk left"));

    assertEquals(
        Optional.of(
            "2 losses in a row without a result between (--max-lost), the last: Job 2 failed: no"
                + " disk left"),
        run());
    assertEquals(List.of("[[1], [2]] after 0", "[[1], [2]] after 0", "[[2]] after 0"), texts());
  }
}
