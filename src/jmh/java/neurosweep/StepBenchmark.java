package neurosweep;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import neurosweep.core.Values;
import neurosweep.learn.Activity;
import neurosweep.learn.Initializer;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Loss;
import neurosweep.learn.Network;
import neurosweep.learn.Optimizer;
import neurosweep.learn.Regularizer;
import neurosweep.learn.TrainingStep;
import neurosweep.math.Backend;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole training step of a square net of four hidden layers, batch 60. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StepBenchmark {
  private static final int BATCH = 60;
  private static final int CLASSES = 10;

  @Param({"native", "vector"})
  String backend;

  @Param({"float32", "float64"})
  String precision;

  @Param({"196", "784"})
  int width;

  @Param({"0", "0.1"})
  double lambda;

  @Param({"bp", "tp", "itp", "gait"})
  String algorithm;

  private Runnable step;

  /** Builds the net. */
  @Setup
  public void setUp() {
    step = step(Backend.choose(backend).kernels(Precision.named(precision)));
  }

  private <M extends ReshapeMatrix> Runnable step(Kernels<M> kernels) {
    int[] widths = new int[6];
    Arrays.fill(widths, width);
    Network<M> network = new Network<>(kernels, widths, 0.1);
    network.initialize(Initializer.CATALOG.get("orthogonal"), new Streams(0, 1));
    Activity<M> activity = new Activity<>(network, BATCH);
    int[] labels = new int[BATCH];
    Rng rng = new Streams(0, 1).stream("noise", 0);
    for (int i = 0; i < BATCH; i++) {
      labels[i] = i % CLASSES;
      for (int j = 0; j < width; j++) {
        kernels.set(activity.input(), i, j, rng.nextDouble());
      }
    }
    TrainingStep.Parts parts =
        new TrainingStep.Parts(
            LearningRule.CATALOG.get(algorithm),
            Loss.CATALOG.get("quadratic"),
            Optimizer.CATALOG.get("adam-paper"),
            Regularizer.CATALOG.get("rows"),
            lambda);
    TrainingStep<M> training = new TrainingStep<>(network, BATCH, parts, Values.NONE);
    return () -> training.run(activity, labels, CLASSES);
  }

  /** One step. */
  @Benchmark
  public void step() {
    step.run();
  }
}
