package neurosweep.experiment.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import neurosweep.core.Goal;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of the lines that a program prints. */
class MetricLinesTest {
  private static final Metric<Double> ACCURACY = Metric.real("accuracy", "", "a").goal(Goal.MAX);
  private static final Metric<Double> LOSS = Metric.real("loss", "", "l").goal(Goal.MIN);
  private static final Table HISTORY =
      new Table("history", List.of(Metric.integer("epoch", "", "e"), ACCURACY, LOSS));

  private final MetricLines lines = new MetricLines(List.of(ACCURACY, LOSS), HISTORY, "epoch");

  private boolean read(String line) {
    return lines.read(line, ACCURACY, 0);
  }

  private Measurements measured() {
    return lines.measurements(new TreeMap<>());
  }

  @Test
  void stepsAreRowsAndTheLastValuesAreTheCells() {
    assertTrue(read("{\"epoch\": 1, \"accuracy\": 0.5, \"loss\": 2}"));
    assertTrue(read("  {\"epoch\": 3, \"accuracy\": 0.625, \"learning\": true}"));
    assertTrue(read("{\"accuracy\": 0.75}"));

    assertEquals(new TreeMap<>(Map.of("accuracy", 0.75, "loss", 2.0)), measured().scalars());
    double[][] rows = measured().tables().get("history");
    assertArrayEquals(new double[] {1, 0.5, 2}, rows[0]);
    assertArrayEquals(new double[] {3, 0.625, Double.NaN}, rows[1]);
    assertEquals(2, rows.length);
    assertEquals(Optional.empty(), lines.missing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "epoch 1: accuracy 0.5",
        "{'accuracy': 0.5}",
        "{\"accuracy\": 0.5",
        "[{\"accuracy\": 0.5}]",
        "{}",
        "{\"note\": 1} and {\"note\": 2}",
        "{\"note\": 1} accuracy: 0.5",
        "\u0000{\"accuracy\": 0.5}"
      })
  void otherLinesAreTalk(String line) {
    assertFalse(read(line));
    assertTrue(measured().scalars().isEmpty());
    assertTrue(measured().tables().isEmpty());
    assertEquals("", lines.fault());
  }

  @Test
  void whatIsMissingIsNamedWithWhatCameInstead() {
    read("{\"acc\": 0.5, \"val_loss\": 1}");
    read("{\"loss\": 1}");
    assertEquals(
        "it ended without printing accuracy; a metric is printed in a line of JSON such as"
            + " {\"accuracy\": 0.5}; it printed acc, val_loss",
        lines.missing().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"accuracy\": \"high\"} | accuracy is \"high\", must be a number",
        "{\"accuracy\": null} | accuracy is null, must be a number; print NaN, without quotes, where a"
            + " run has diverged, and leave accuracy out of lines that do not measure it",
        "{\"note\": 1} {\"accuracy\": 1} | the line {\"note\": 1} {\"accuracy\": 1} has something"
            + " behind its object, must be one JSON object; print each in a line of its own",
        "{\"accuracy\": 1}, | the line {\"accuracy\": 1}, has something behind its object, must be"
            + " one JSON object; print each in a line of its own",
        "{\"accuracy\": true} | accuracy is true, must be a number",
        "{\"accuracy\": 1, \"epoch\": 1.5} | epoch is 1.5, must be a whole number",
        "{\"accuracy\": 1, \"epoch\": \"2\"} | epoch is \"2\", must be a whole number",
        "{\"accuracy\": 1, \"epoch\": 5} | epoch is 5 after 5, must rise",
        "{\"accuracy\": 1, \"epoch\": 99999999999999999999} | epoch is 99999999999999999999, must"
            + " be a whole number"
      })
  void whatCannotBeIsAFault(String line, String fault) {
    read("{\"epoch\": 5, \"accuracy\": 0.5}");
    assertTrue(read(line));
    assertEquals(fault, lines.fault());
    assertEquals(1, measured().tables().get("history").length);
    assertEquals(0.5, measured().scalars().get("accuracy"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999"})
  void numbersThatAreNotFiniteAreDivergence(String number) {
    read("{\"epoch\": 1, \"loss\": 3}");
    read("{\"epoch\": 2, \"loss\": " + number + "}");
    assertTrue(
        lines.divergence().matches("loss is (NaN|-?Infinity) at epoch 2"), lines.divergence());
    assertEquals(3.0, measured().scalars().get("loss"));
    assertEquals(1, measured().tables().get("history").length);
  }

  @Test
  void stepsWithoutABetterObjectiveAreIdle() {
    for (double accuracy : new double[] {0.5, 0.625, 0.625, 0.75, 0.5}) {
      lines.read("{\"epoch\": " + next() + ", \"accuracy\": " + accuracy + "}", ACCURACY, 0.0625);
    }
    assertEquals(1, lines.idle(), "0.75 is better than 0.625 by more, 0.5 is not");
    lines.read("{\"epoch\": " + next() + ", \"loss\": 1}", ACCURACY, 0);
    assertEquals(1, lines.idle(), "a step that does not tell counts for nothing");
  }

  private int steps;

  private int next() {
    return ++steps;
  }
}
