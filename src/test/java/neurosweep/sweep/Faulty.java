package neurosweep.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import neurosweep.core.Cell;
import neurosweep.core.Column;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.experiment.Context;
import neurosweep.experiment.Experiment;

/** An experiment of tests alone, whose cells end in every way that a cell can end. */
public final class Faulty implements Experiment {
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
              "wait",
              "throw-until-repaired"),
          "how cells end");
  private static final Param<Long> ITEM = Param.integer("item", 1, "price, and part of the score");
  private static final Param<String> GATE =
      Param.text("gate", "", "'wait' writes GATE.waiting and ends once the file GATE is there");
  private static final Param<String> REMARK = Param.text("remark", "", "not read");

  /** Whether {@code throw-until-repaired} throws. */
  public static volatile boolean broken = true;

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
    return List.of(BEHAVIOUR, ITEM, GATE, REMARK);
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<Column> metrics() {
    return List.of(
        Column.real("score", "", "item, over ten"),
        Column.flag("stable", "always true, whatever the score"));
  }

  @Override
  public List<Table> tables() {
    return List.of(new Table(Table.HISTORY, List.of(Column.integer("epoch", "", "from 1"))));
  }

  @Override
  public String objective(Values values) {
    return "score";
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    return 1e6 * ITEM.of(values);
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    return 1;
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    double score = ITEM.of(cell.values()) / 10.0;
    return switch (BEHAVIOUR.of(cell.values())) {
      case "finish" -> new Outcome.Finished(measured(score));
      case "measure-nan" -> new Outcome.Finished(measured(Double.NaN));
      case "diverge" -> new Outcome.Diverged(measured(Double.NaN), "left the numbers on purpose");
      case "throw" -> throw new IllegalStateException("broken on purpose\nwith a second line");
      case "overflow" -> new Outcome.Finished(measured(deeper(score)));
      case "exhaust" -> new Outcome.Finished(measured(new long[Integer.MAX_VALUE - 8].length));
      case "wait" -> await(Path.of(GATE.of(cell.values())), score);
      case "linger" -> linger(context, score);
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
