package neurosweep.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** One Spark job, a task a bundle. */
final class BundleJob implements Jobs.Job {
  private final SimpleFutureAction<BoxedUnit> action;

  /** Spark calls it on its scheduler's thread. */
  private static final class Results extends AbstractFunction2<Object, CellResult[], BoxedUnit> {
    private final Jobs.Listener listener;

    Results(Jobs.Listener listener) {
      this.listener = listener;
    }

    @Override
    public BoxedUnit apply(Object partition, CellResult[] results) {
      listener.ended(Arrays.asList(results));
      return BoxedUnit.UNIT;
    }
  }

  private static final class Done extends AbstractFunction0<BoxedUnit> {
    @Override
    public BoxedUnit apply() {
      return BoxedUnit.UNIT;
    }
  }

  /** Spark calls it on its scheduler's thread, too, after the last result. */
  private static final class Over extends AbstractFunction1<Try<BoxedUnit>, BoxedUnit> {
    private final Jobs.Listener listener;

    Over(Jobs.Listener listener) {
      this.listener = listener;
    }

    @Override
    public BoxedUnit apply(Try<BoxedUnit> end) {
      listener.over(end.isFailure() ? Optional.of(end.failed().get()) : Optional.empty());
      return BoxedUnit.UNIT;
    }
  }

  /** Starts a job. */
  BundleJob(
      SparkContext context, BundleTask task, List<List<Cell>> bundles, Jobs.Listener listener) {
    List<List<Cell>> plain = new ArrayList<>();
    bundles.forEach(bundle -> plain.add(new ArrayList<>(bundle)));
    RDD<List<Cell>> rdd = new JavaSparkContext(context).parallelize(plain, plain.size()).rdd();
    List<Object> partitions = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      partitions.add(i);
    }
    Seq<Object> all = CollectionConverters.asScala(partitions).toSeq();
    this.action = context.submitJob(rdd, task, all, new Results(listener), new Done());
    action.onComplete(new Over(listener), ExecutionContext.fromExecutor(Runnable::run));
  }

  @Override
  public int id() {
    return (Integer) action.jobIds().head();
  }

  @Override
  public void cancel() {
    action.cancel();
  }
}
