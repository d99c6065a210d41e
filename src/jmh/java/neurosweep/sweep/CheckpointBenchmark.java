package neurosweep.sweep;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import neurosweep.core.Cell;
import neurosweep.core.Persistent;
import neurosweep.core.Values;
import neurosweep.learn.Initializer;
import neurosweep.learn.Network;
import neurosweep.learn.Optimizer;
import neurosweep.math.Backend;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a checkpoint costs: a poll every step, a save every few minutes, a resume an attempt. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CheckpointBenchmark {

  /** Net and optimizer. */
  private record Training(List<Persistent> parts) implements Persistent {

    static <M extends ReshapeMatrix> Training of(Kernels<M> kernels) {
      Network<M> network = new Network<>(kernels, new int[] {784, 784, 784, 784, 784, 784}, 0.1);
      network.initialize(Initializer.CATALOG.get("xavier"), new Streams(0, 1));
      Optimizer adam = Optimizer.CATALOG.get("adam-paper");
      return new Training(List.of(network, adam.start(network.parameters(), Values.NONE)));
    }

    @Override
    public void save(DataOutput out) throws IOException {
      for (Persistent part : parts) {
        part.save(out);
      }
    }

    @Override
    public void load(DataInput in) throws IOException {
      for (Persistent part : parts) {
        part.load(in);
      }
    }
  }

  private Path directory;
  private CellCheckpoint checkpoint;
  private Training training;

  /** A net of four hidden layers of 784 units with Adam's moments, 37 MB in float32. */
  @Setup
  public void setUp() throws IOException {
    directory = Files.createTempDirectory("checkpoint");
    Checkpoints.Place place = new Checkpoints.Place(directory.toUri().toString(), 300, "code");
    Cell cell = new Cell("classification", 1, Values.NONE, 1, "");
    checkpoint = new CellCheckpoint(place, cell, "vector", System::nanoTime, () -> 0);
    training = Training.of(Backend.choose("vector").kernels(Precision.FLOAT32));
    checkpoint.save(training);
  }

  /** Deletes the file. */
  @TearDown
  public void tearDown() throws IOException {
    for (Path file : List.of(directory.resolve(directory.toFile().list()[0]), directory)) {
      Files.delete(file);
    }
  }

  /** Between two steps. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public boolean due() {
    return checkpoint.due();
  }

  /** To a local disk, fsync included. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public void save() {
    checkpoint.save(training);
  }

  /** From a local disk's cache. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Persistent resume() {
    return checkpoint.resume(() -> training);
  }
}
