package neurosweep.spark;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.sweep.HostFault;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Executors lost and machines that could not run cells, in a row without any result between, and
 * the tasks that run. Hears of them as Spark's listener; since a listener may miss events, whatever
 * is decided by it alone may only cost time.
 */
final class Losses extends SparkListener {
  private static final int NO_JOB = -1;

  private final Map<Integer, Integer> jobOfStage = new HashMap<>();
  private final Map<Integer, Map<Integer, Integer>> deathsByJob = new HashMap<>();
  private final Set<String> executors = new HashSet<>();
  private final Map<Long, Task> running = new LinkedHashMap<>();
  private int faults;
  private int aborts;
  private String last = "";
  private String lastHost = "unknown";

  /**
   * A task that runs.
   *
   * @param job Spark's number of it
   * @param bundle which of the job's it computes
   * @param since when it began
   * @param host where
   */
  record Task(int job, int bundle, Instant since, String host) {}

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    deathsByJob.put(start.jobId(), new HashMap<>());
    CollectionConverters.asJava(start.stageIds())
        .forEach(stage -> jobOfStage.put((Integer) stage, start.jobId()));
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    TaskInfo task = start.taskInfo();
    Integer job = jobOfStage.get(start.stageId());
    running.put(
        task.taskId(),
        new Task(
            job == null ? NO_JOB : job,
            task.index(),
            Instant.ofEpochMilli(task.launchTime()),
            task.host()));
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
    String host = end.taskInfo().host();
    if (end.reason() instanceof ExecutorLostFailure loss) {
      executors.add(loss.execId());
      lastHost = host;
      last =
          "the executor on "
              + host
              + " was lost: "
              + loss.reason().getOrElse(() -> "no reason given");
      Map<Integer, Integer> deaths = deathsByJob.get(jobOfStage.get(end.stageId()));
      if (loss.exitCausedByApp() && deaths != null) {
        deaths.merge(end.taskInfo().index(), 1, Integer::sum);
      }
    } else if (end.reason() instanceof ExceptionFailure failure
        && failure.className().equals(HostFault.class.getName())) {
      faults++;
      last = failure.description();
    }
  }

  /** A result has come. */
  synchronized void result() {
    executors.clear();
    faults = 0;
    aborts = 0;
  }

  /**
   * Spark has given a job up.
   *
   * @param named whether it names a cell, which then runs alone and cannot fail others
   */
  synchronized void aborted(Abort abort, boolean named) {
    aborts += named ? 0 : 1;
    if (last.isEmpty() || abort.kind() != Abort.Kind.EXECUTOR_DIED) {
      last = abort.reason();
    }
  }

  /** How many there were since the last result. */
  synchronized int inRow() {
    return Math.max(aborts, executors.size() + faults);
  }

  /** The last one in words. */
  synchronized String last() {
    return last;
  }

  /** Where the last executor was lost. */
  synchronized String lastHost() {
    return lastHost;
  }

  /** Whether no task runs, as far as is known. */
  synchronized boolean idle() {
    return running.isEmpty();
  }

  /** The tasks that run, as far as is known. */
  synchronized List<Task> running() {
    return List.copyOf(running.values());
  }

  /** How often executors have died of each bundle of a job, as far as is known. */
  synchronized Map<Integer, Integer> deathsByBundle(int job) {
    return Map.copyOf(deathsByJob.getOrDefault(job, Map.of()));
  }

  /** A job is over, and who died of it settled. */
  synchronized void forget(int job) {
    deathsByJob.remove(job);
    jobOfStage.values().removeIf(other -> other == job);
  }
}
