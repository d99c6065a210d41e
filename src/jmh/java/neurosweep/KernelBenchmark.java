package neurosweep;

import java.util.concurrent.TimeUnit;
import neurosweep.math.Backend;
import neurosweep.math.Kernels;
import neurosweep.math.Lu;
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

/** Each kernel by itself, on a batch of 60. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
  private static final int BATCH = 60;

  @Param({"native", "vector", "ejml"})
  String backend;

  @Param({"float32", "float64"})
  String precision;

  @Param({"196", "784"})
  int width;

  private Kit<?> kit;

  /** Matrices of one precision. */
  private static final class Kit<M extends ReshapeMatrix> {
    private final Kernels<M> kernels;
    private final M weights;
    private final M square;
    private final M first;
    private final M second;
    private final M batch;
    private final M other;
    private final M bias;
    private final Lu<M> lu;
    private final Kernels.AdamStep step = new Kernels.AdamStep(0.9, 0.99, 1e-8, 1e-4, 1);

    Kit(Kernels<M> kernels, int width) {
      this.kernels = kernels;
      Rng rng = new Streams(0, 1).stream("noise", 0);
      weights = random(width, width, rng);
      for (int i = 0; i < width; i++) {
        kernels.set(weights, i, i, 10);
      }
      square = random(width, width, rng);
      first = kernels.matrix(width, width);
      second = kernels.matrix(width, width);
      batch = random(BATCH, width, rng);
      other = random(BATCH, width, rng);
      bias = kernels.matrix(1, width);
      lu = kernels.lu(width);
      lu.factor(weights);
    }

    private M random(int rows, int columns, Rng rng) {
      M matrix = kernels.matrix(rows, columns);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          kernels.set(matrix, i, j, rng.nextGaussian());
        }
      }
      return matrix;
    }

    void adam() {
      kernels.adam(weights, square, first, second, step);
    }

    void gram() {
      kernels.gram(false, weights, square);
    }

    void product() {
      kernels.multiply(false, false, 1, square, weights, 0, first);
    }

    void forward() {
      kernels.multiply(false, true, 1, batch, weights, 0, other);
      kernels.activate(other, bias, 0.1);
    }

    void tanh() {
      kernels.copy(batch, other);
      kernels.activateTanh(other, bias);
    }

    void gradient() {
      kernels.multiply(true, false, 1.0 / BATCH, batch, other, 0, square);
    }

    void factor() {
      lu.factor(weights);
    }

    void solve() {
      kernels.copy(batch, other);
      lu.solveRows(other);
    }

    void inverseDifference() {
      kernels.copy(batch, other);
      kernels.inverseDifference(other, batch, 0.1, 1e-3, 1e-6, 2);
    }
  }

  /** Fills matrices. */
  @Setup
  public void setUp() {
    kit = new Kit<>(Backend.choose(backend).kernels(Precision.named(precision)), width);
  }

  /** Adam on n x n parameters. */
  @Benchmark
  public void adam() {
    kit.adam();
  }

  /** W W^T without its diagonal. */
  @Benchmark
  public void gram() {
    kit.gram();
  }

  /** n x n times n x n. */
  @Benchmark
  public void product() {
    kit.product();
  }

  /** A layer's forward pass. */
  @Benchmark
  public void forward() {
    kit.forward();
  }

  /** f of a tanh layer. */
  @Benchmark
  public void tanh() {
    kit.tanh();
  }

  /** A layer's weight gradient. */
  @Benchmark
  public void gradient() {
    kit.gradient();
  }

  /** LU factorization. */
  @Benchmark
  public void factor() {
    kit.factor();
  }

  /** Solves for a batch. */
  @Benchmark
  public void solve() {
    kit.solve();
  }

  /** GAIT-prop's scaled error through f's inverse. */
  @Benchmark
  public void inverseDifference() {
    kit.inverseDifference();
  }
}
