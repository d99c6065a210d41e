package neurosweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** What Spark's listener tells of several jobs at a time. */
class LossesTest {
  private final Losses losses = new Losses();

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }

  private void started(int job, int stage) {
    StageInfo info =
        new StageInfo(
            stage,
            0,
            "stage",
            9,
            seq(List.of()),
            seq(List.of()),
            "",
            new TaskMetrics(),
            seq(List.of()),
            Option.empty(),
            0,
            false,
            0);
    losses.onJobStart(new SparkListenerJobStart(job, 0, seq(List.of(info)), new Properties()));
  }

  private void died(int stage, int bundle, String executor, boolean byTask) {
    TaskInfo task =
        new TaskInfo(bundle, bundle, 0, bundle, 0, executor, "host", TaskLocality.ANY(), false);
    losses.onTaskStart(new SparkListenerTaskStart(stage, 0, task));
    assertFalse(losses.idle());
    losses.onTaskEnd(
        new SparkListenerTaskEnd(
            stage,
            0,
            "ResultTask",
            new ExecutorLostFailure(executor, byTask, Option.apply("code 137")),
            task,
            new ExecutorMetrics(),
            new TaskMetrics()));
    assertTrue(losses.idle());
  }

  /** A job that started later used to hide the deaths of the ones before. */
  @Test
  void deathsAreCountedByJob() {
    started(0, 10);
    died(10, 3, "1", true);
    started(1, 11);
    died(10, 3, "2", true);
    died(11, 3, "2", true);
    died(11, 5, "3", true);
    died(11, 5, "4", false);
    assertEquals(Map.of(3, 2), losses.deathsByBundle(0));
    assertEquals(Map.of(3, 1, 5, 1), losses.deathsByBundle(1));
    assertEquals(4, losses.inRow(), "executors, each of which is lost once");
    assertEquals("the executor on host was lost: code 137", losses.last());

    losses.forget(0);
    died(10, 3, "5", true);
    assertEquals(Map.of(), losses.deathsByBundle(0));
    assertEquals(Map.of(3, 1, 5, 1), losses.deathsByBundle(1));
    losses.result();
    assertEquals(0, losses.inRow());
  }
}
