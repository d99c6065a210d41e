package neurosweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Spark's own words, as versions 4.1.3 and 4.2.0 say them. */
class AbortTest {
  private static Abort of(String message) {
    return Abort.of(new IllegalStateException(message));
  }

  @Test
  void aTaskThatUsedUpItsAttempts() {
    Abort abort =
        of(
            "Job aborted due to stage failure: Task 2 in stage 1.0 failed 4 times, most recent"
                + " failure: Lost task 2.3 in stage 1.0 (TID 12) (127.0.0.1 executor 3):"
                + " ExecutorLostFailure (executor 3 exited caused by one of the running tasks)"
                + " Reason: Command exited with code 137\nDriver stacktrace:");
    assertEquals(new Abort(Abort.Kind.EXECUTOR_DIED, 2, 4, "Command exited with code 137"), abort);
    assertEquals(
        "its executor died in each of 4 attempts: Command exited with code 137", abort.cause());
  }

  @Test
  void aTaskThatMayRunNowhere() {
    Abort abort =
        of(
            "Job aborted due to stage failure: \nAborting TaskSet 1.0 because task 7 (partition"
                + " 7)\ncannot run anywhere due to node and executor excludeOnFailure.\nMost recent"
                + " failure:\nLost task 7.1 in stage 1.0 (TID 10) (127.0.0.1 executor 5):"
                + " ExecutorLostFailure (executor 5 exited caused by one of the running tasks)"
                + " Reason: Command exited with code 52\n\nExcludeOnFailure behavior can be"
                + " configured via spark.excludeOnFailure.*.\n");
    assertEquals(new Abort(Abort.Kind.EXECUTOR_DIED, 7, 2, "Command exited with code 52"), abort);
  }

  @Test
  void aMachineThatCannotRunCells() {
    Abort abort =
        of(
            "Job aborted due to stage failure: Task 0 in stage 0.0 failed 1 times, most recent"
                + " failure: Lost task 0.0 in stage 0.0 (TID 0) (host executor driver):"
                + " neurosweep.sweep.HostFault: host cannot run cells: no such backend\n\tat"
                + " neurosweep.sweep.CellExecution.run(CellExecution.java:1)");
    assertEquals(new Abort(Abort.Kind.HOST, 0, 1, "host cannot run cells: no such backend"), abort);
    assertFalse(abort.isCells());
  }

  @Test
  void aResultThatCannotBeSent() {
    Abort abort =
        of(
            "Job aborted due to stage failure: Task 1 in stage 3.0 failed 4 times, most recent"
                + " failure: Lost task 1.3 in stage 3.0 (TID 4) (host executor 1):"
                + " java.io.IOException: Class is not registered\nsecond line");
    assertEquals(
        new Abort(Abort.Kind.TASK, 1, 4, "java.io.IOException: Class is not registered"), abort);
    assertTrue(abort.isCells());
  }

  @Test
  void anythingElseIsNoCellsFault() {
    String preempted =
        "Job aborted due to stage failure: Task 1 in stage 3.0 failed 4 times, most recent failure:"
            + " Lost task 1.3 in stage 3.0 (TID 4) (host executor 1): ExecutorLostFailure"
            + " (executor 1 exited unrelated to the running tasks) Reason: preempted";
    for (String text :
        new String[] {"Job 0 cancelled because SparkContext was shut down", preempted, ""}) {
      assertFalse(of(text).isCells(), text);
    }
    assertEquals(Abort.Kind.SPARK, Abort.of(new IllegalStateException()).kind());
  }
}
