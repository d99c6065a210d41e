package neurosweep.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import neurosweep.core.Cell;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.experiment.Context;
import neurosweep.experiment.Experiment;

/** An experiment of tests alone, whose cells end in every way that a cell can end. */
public final class FaultyExperiment implements Experiment {
  private static final Param<String> BEHAVIOUR =
      Param.choice(
          "behaviour",
          List.of(
              "finish",
              "measure-nan",
              "diverge",
              "throw",
              "overflow",
              "exhaust",
              "linger",
              "halt",
              "hoard",
              "wait",
              "gate",
              "race",
              "ignore",
              "wrong-host",
              "leave",
              "leave-and-throw",
              "leave-outside",
              "throw-until-repaired"),
          "how cells end");
  private static final Param<Long> ITEM = Param.integer("item", 1, "price, and part of the score");
  private static final Param<String> PLACE =
      Param.text("place", "", "directory where cells that wait leave and look for files");
  private static final Param<String> GATE =
      Param.text("gate", "", "'gate' writes GATE.waiting and ends once the file GATE is there");
  private static final Param<String> REMARK = Param.text("remark", "", "not read");

  /** Whether {@code throw-until-repaired} throws. */
  public static volatile boolean broken = true;

  private static final Metric<Double> SCORE = Metric.real("score", "", "item, over ten");

  @Override
  public String name() {
    return "faulty";
  }

  @Override
  public String doc() {
    return "ends in every way that a cell can end";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(BEHAVIOUR, ITEM, PLACE, GATE, REMARK);
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<Metric<?>> metrics() {
    return List.of(SCORE, Metric.flag("stable", "always true, whatever the score").verdict());
  }

  @Override
  public List<Table> tables() {
    return List.of(new Table(Table.HISTORY, List.of(Metric.integer("epoch", "", "from 1"))));
  }

  @Override
  public Metric<?> objective(Values values) {
    return SCORE;
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    return 1e6 * ITEM.of(values);
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    return 1;
  }

  private static void leave(Cell cell, Context context, String name) {
    context.artifact(name, ("seed " + cell.seed()).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    double score = ITEM.of(cell.values()) / 10.0;
    return switch (BEHAVIOUR.of(cell.values())) {
      case "finish" -> new Outcome.Finished(measured(score));
      case "leave" -> {
        leave(cell, context, "note.txt");
        yield new Outcome.Finished(measured(score));
      }
      case "leave-and-throw" -> {
        leave(cell, context, "note.txt");
        throw new IllegalStateException("after a file was left");
      }
      case "leave-outside" -> {
        leave(cell, context, "../note.txt");
        yield new Outcome.Finished(measured(score));
      }
      case "measure-nan" -> new Outcome.Finished(measured(Double.NaN));
      case "diverge" -> new Outcome.Diverged(measured(Double.NaN), "left the numbers on purpose");
      case "throw" -> throw new IllegalStateException("broken on purpose\nwith a second line");
      case "overflow" -> new Outcome.Finished(measured(deeper(score)));
      case "exhaust" -> new Outcome.Finished(measured(new long[Integer.MAX_VALUE - 8].length));
      case "gate" -> await(Path.of(GATE.of(cell.values())), score);
      case "linger" -> linger(context, score);
      case "halt" -> halt(score);
      case "hoard" -> new Outcome.Finished(measured(hoard()));
      case "wait" -> waiting(cell, score, 1, context);
      case "race" -> waiting(cell, score, 2, context);
      case "ignore" -> waiting(cell, score, 1, deaf(context));
      case "wrong-host" -> wrongHost(cell, score);
      default -> repairable(score);
    };
  }

  private static double deeper(double value) {
    return value > 1e300 ? value : deeper(value + 1) + 1;
  }

  private static Outcome linger(Context context, double score) {
    while (!context.expired()) {
      Thread.onSpinWait();
    }
    return new Outcome.TimedOut(measured(score), 0);
  }

  private static Outcome await(Path gate, double score) {
    try {
      Files.writeString(gate.resolveSibling(gate.getFileName() + ".waiting"), "");
      while (!Files.exists(gate)) {
        LockSupport.parkNanos(1_000_000);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Outcome.Finished(measured(score));
  }

  private static Outcome halt(double score) {
    Runtime.getRuntime().halt(137);
    return new Outcome.Finished(measured(score));
  }

  private static double hoard() {
    List<long[]> all = new ArrayList<>();
    while (all.size() < Integer.MAX_VALUE) {
      all.add(new long[1 << 21]);
    }
    return all.size();
  }

  /**
   * Leaves a file {@code CELL.PID.NUMBER} and goes on once there is a file {@code go}, or so many
   * attempts have left one.
   */
  private static Outcome waiting(Cell cell, double score, int attempts, Context context) {
    Path place = Path.of(PLACE.of(cell.values()));
    String mark = cell.id() + "." + ProcessHandle.current().pid() + ".";
    try {
      Files.createTempFile(place, mark, "");
      while (!Files.exists(place.resolve("go"))
          && (attempts == 1 || marks(place, cell) < attempts)) {
        if (context.expired()) {
          return new Outcome.TimedOut(measured(score), 0);
        }
        Thread.sleep(5);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Outcome.Finished(measured(score));
  }

  /** The same, for a cell that never asks whether it is to end. */
  private static Context deaf(Context context) {
    return new Context() {
      @Override
      public Dataset dataset(Cell cell) {
        return context.dataset(cell);
      }

      @Override
      public String backend() {
        return context.backend();
      }

      @Override
      public boolean expired() {
        return false;
      }
    };
  }

  private static long marks(Path place, Cell cell) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.getFileName().toString().startsWith(cell.id())).count();
    }
  }

  /** Cannot run in the process that comes first to the place, or without a place in any. */
  private static Outcome wrongHost(Cell cell, double score) {
    String place = PLACE.of(cell.values());
    if (place.isEmpty() || isFirst(Path.of(place, "first"))) {
      throw new HostFault("no such backend here");
    }
    return new Outcome.Finished(measured(score));
  }

  private static synchronized boolean isFirst(Path file) {
    String own = Long.toString(ProcessHandle.current().pid());
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, own, StandardOpenOption.CREATE_NEW);
      }
      return Files.readString(file).equals(own);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome repairable(double score) {
    if (broken) {
      throw new IllegalStateException("not repaired yet");
    }
    return new Outcome.Finished(measured(score));
  }

  private static Measurements measured(double score) {
    TreeMap<String, Object> scalars = new TreeMap<>();
    scalars.put("score", score);
    scalars.put("stable", true);
    TreeMap<String, double[][]> tables = new TreeMap<>();
    tables.put(Table.HISTORY, new double[][] {{1}, {2}});
    return new Measurements(scalars, tables);
  }
}
