package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import neurosweep.core.Cell;
import neurosweep.core.Column;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every experiment keeps to, and what those that train nets do on tiny data. */
public class ExperimentContractTest {
  private static final Values SMALL = SmallCells.small("classification");
  private static final Map<Column.Type, Class<?>> TYPES =
      Map.of(
          Column.Type.REAL, Double.class,
          Column.Type.INTEGER, Long.class,
          Column.Type.FLAG, Boolean.class,
          Column.Type.TEXT, String.class);

  static List<String> experiments() {
    return SmallCells.EXPERIMENTS.names();
  }

  @ParameterizedTest
  @MethodSource("all")
  void plotsNameColumnsThatExist(String name) {
    Experiment experiment = SmallCells.ALL.get(name);
    Set<String> plots = new HashSet<>();
    for (Plot plot : experiment.plots()) {
      assertTrue(plots.add(plot.name()), plot.name());
      assertTrue(plot.name().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), plot.name());
      assertFalse(plot.doc().isBlank() || plot.doc().endsWith("."), plot.doc());
      Set<String> known = new HashSet<>(Set.of("seed"));
      Param.possible(experiment.params()).forEach(param -> known.add(param.name()));
      boolean results = plot.data().table().equals("results");
      List<Metric<?>> columns =
          results
              ? experiment.metrics()
              : experiment.tables().stream()
                  .filter(table -> table.name().equals(plot.data().table()))
                  .findFirst()
                  .orElseThrow()
                  .columns();
      columns.forEach(column -> known.add(column.name()));
      for (String column : plot.data().columns()) {
        assertTrue(known.contains(column), plot.name() + ": " + column);
      }
    }
  }

  static List<String> netExperiments() {
    return experiments().stream().filter(SmallCells::trainsNets).toList();
  }

  static List<String> all() {
    return SmallCells.ALL.names();
  }

  @ParameterizedTest
  @MethodSource("all")
  void declaresItsMeasurements(String name) {
    Experiment experiment = SmallCells.ALL.get(name);
    assertTrue(experiment.version() >= 1);
    Set<String> names = new HashSet<>();
    for (Metric<?> metric : experiment.metrics()) {
      assertTrue(names.add(metric.name()), "two metrics are called " + metric.name());
      assertTrue(metric.name().matches("[a-z][a-z0-9_]*"), metric.name());
      assertFalse(metric.doc().isBlank(), metric.name());
    }
    for (Param<?> param : Param.possible(experiment.params())) {
      assertFalse(names.contains(param.name()), param.name() + " is a knob and a metric");
    }
    for (Values values : List.of(Values.NONE, SmallCells.small(name))) {
      String objective = experiment.objective(values).name();
      Metric<?> column =
          experiment.metrics().stream()
              .filter(metric -> metric.name().equals(objective))
              .findFirst()
              .orElseThrow();
      assertEquals(Column.Type.REAL, column.type());
    }
    for (String flag : List.of("diverged", "stable")) {
      assertTrue(names.contains(flag), flag);
    }
    assertEquals(
        List.of("stable"),
        experiment.metrics().stream()
            .filter(metric -> metric.meaning().summary().role() == Metric.Role.STABLE)
            .map(Metric::name)
            .toList());
  }

  /** A metric names the column that it sums up, its step and its chance; tables read them. */
  @ParameterizedTest
  @MethodSource("all")
  void whatMetricsReferToExists(String name) {
    Experiment experiment = SmallCells.ALL.get(name);
    Set<String> metrics = new HashSet<>();
    experiment.metrics().forEach(metric -> metrics.add(metric.name()));
    Set<String> columns = new HashSet<>();
    for (Table table : experiment.tables()) {
      table.columns().forEach(column -> columns.add(column.name()));
    }
    for (Metric<?> metric : experiment.metrics()) {
      Metric.Meaning meaning = metric.meaning();
      assertTrue(
          meaning.summary().of().isEmpty() || columns.contains(meaning.summary().of()),
          metric.toString());
      assertTrue(
          meaning.summary().at().isEmpty() || metrics.contains(meaning.summary().at()),
          metric.toString());
      assertTrue(
          meaning.chance().isEmpty() || metrics.contains(meaning.chance()), metric.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void measuresWhatItDeclaresOnTinyData(String name) {
    Experiment experiment = SmallCells.EXPERIMENTS.get(name);
    Values small = SmallCells.small(name);
    Outcome outcome = SmallCells.run(name, small);
    measuresWhatItDeclares(experiment, outcome);
    assertTrue(outcome.measurements().scalars().containsKey(experiment.objective(small).name()));
  }

  /** Every scalar and table is declared, of its type and shape. */
  public static void measuresWhatItDeclares(Experiment experiment, Outcome outcome) {
    assertInstanceOf(Outcome.Finished.class, outcome);
    Measurements measured = outcome.measurements();
    Map<String, Metric<?>> metrics =
        experiment.metrics().stream().collect(Collectors.toMap(Metric::name, Function.identity()));
    measured
        .scalars()
        .forEach(
            (metric, value) -> {
              assertTrue(metrics.containsKey(metric), metric + " is not declared");
              assertEquals(TYPES.get(metrics.get(metric).type()), value.getClass(), metric);
            });
    assertEquals(
        experiment.tables().stream().map(Table::name).collect(Collectors.toSet()),
        measured.tables().keySet());
    for (Table table : experiment.tables()) {
      double[][] rows = measured.tables().get(table.name());
      assertTrue(rows.length > 0, table.name());
      for (double[] row : rows) {
        assertEquals(table.columns().size(), row.length, table.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void isAPureFunctionOfTheCell(String name) {
    Values small = SmallCells.small(name);
    Outcome first = SmallCells.run(name, small);
    Outcome again = SmallCells.run(name, small);
    assertTrue(sameBits(first, again));
    assertFalse(sameBits(first, SmallCells.run(name, small, 2)), "another seed");
    assertFalse(
        sameBits(first, SmallCells.run(name, small.with("sweep_seed", 1L))), "another sweep");
    assertNotEquals(
        first.measurements().scalars(),
        SmallCells.run(name, SmallCells.sized(name, 3)).measurements().scalars());
  }

  /** Equal scalars and tables, NaN being equal to NaN. */
  public static boolean sameBits(Outcome a, Outcome b) {
    Measurements one = a.measurements();
    Measurements two = b.measurements();
    return a.getClass() == b.getClass()
        && one.scalars().equals(two.scalars())
        && one.tables().keySet().equals(two.tables().keySet())
        && one.tables().entrySet().stream()
            .allMatch(
                table -> Arrays.deepEquals(table.getValue(), two.tables().get(table.getKey())));
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void itsPriceIsPositiveAndGrowsWithTheNet(String name) {
    double before = 0;
    for (long size = 0; size < 5; size++) {
      double price = price(name, SmallCells.sized(name, size));
      assertTrue(price > before, "size " + size);
      before = price;
    }
  }

  @Test
  void trainingCostsMoreWithEpochsRegularizerAndInversion() {
    String name = "classification";
    assertEquals(
        3 * price(name, SMALL), price(name, SMALL.with("epochs", 6L)), 1e-9 * price(name, SMALL));
    assertTrue(price(name, SMALL.with("lambda", 0.1)) > price(name, SMALL));
    assertTrue(price(name, SMALL) > price(name, SMALL.with("algorithm", "bp")));
    assertTrue(price(name, SMALL.with("evaluation_interval", 2L)) < price(name, SMALL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear-regression", "leak-curve"})
  void simulationCostsAsItsKnobsSay(String name) {
    Values few = SmallCells.knobs("algorithm", "di", "inversion_steps", 10L);
    double step = (price(name, few.with("inversion_steps", 20L)) - price(name, few)) / 10;
    double dozens = price(name, few.with("inversion_steps", 100L)) - price(name, few);
    assertTrue(step > 0);
    assertEquals(90 * step, dozens, 1e-6 * dozens);
  }

  private static double price(String name, Values values) {
    return SmallCells.EXPERIMENTS.get(name).flops(values, Optional.of(SmallCells.data(values)));
  }

  @ParameterizedTest
  @MethodSource("netExperiments")
  void reportsNetsThatDoNotFit(String name) {
    assertEquals(List.of(), problems(name, SMALL));
    Values narrow = SmallCells.and(SMALL, "net", "tower", "widths", "6-4-1");
    assertTrue(problems(name, narrow).toString().contains("1 outputs, too few for 2 classes"));
    Values growing = SmallCells.and(SMALL, "net", "tower", "widths", "6-3-4");
    assertTrue(problems(name, growing).toString().contains("must not grow"));
    Values malformed = SmallCells.and(SMALL, "net", "tower", "widths", "wide");
    assertTrue(problems(name, malformed).toString().contains("joined by hyphens"));
  }

  static List<String> problems(String name, Values values) {
    Problems problems = new Problems();
    SmallCells.EXPERIMENTS
        .get(name)
        .check(values, Optional.of(SmallCells.data(values)), problems, "cell");
    return problems.lines();
  }

  @Test
  void relaxationAndTrainingStopWhenTheirTimeIsUp() {
    for (String name : List.of("classification", "equilibrium")) {
      Cell cell = new Cell(name, 1, SMALL, 1, "");
      Outcome outcome =
          SmallCells.EXPERIMENTS
              .get(name)
              .run(cell, new SmallCells.Lent(SmallCells.data(SMALL), true));
      assertInstanceOf(Outcome.TimedOut.class, outcome);
      assertFalse(outcome.state().isResult());
    }
  }
}
