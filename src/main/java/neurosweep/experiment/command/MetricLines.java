package neurosweep.experiment.command;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Goal;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Table;

/**
 * What a program says of itself: lines with a JSON object each, among others that mean nothing
 * here. An object with the key of steps is a row of the history; of every metric the value that was
 * said last is the cell's.
 */
final class MetricLines {
  /** Rows of one cell; a curve of more shows nothing more. */
  static final int MOST_ROWS = 100_000;

  private static final int MOST_KEYS = 20;
  private static final int MOST_SHOWN = 200;

  /** Bounded as every input is; Python writes NaN and Infinity as such. */
  private static final ObjectReader JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build().reader();

  private final List<Metric<Double>> metrics;
  private final Table history;
  private final String step;
  private final List<double[]> rows = new ArrayList<>();
  private final SortedMap<String, Object> last = new TreeMap<>();
  private final Set<String> others = new LinkedHashSet<>();
  private String fault = "";
  private String divergence = "";
  private double best = Double.NaN;
  private long idle;

  /**
   * Nothing said yet.
   *
   * @param history with the step and then every metric
   * @param step the key of steps
   */
  MetricLines(List<Metric<Double>> metrics, Table history, String step) {
    this.metrics = metrics;
    this.history = history;
    this.step = step;
  }

  /**
   * Reads a line.
   *
   * @param objective the metric whose better values end idleness
   * @param least how much better is better
   * @return whether it was an object with a metric
   */
  boolean read(String line, Metric<Double> objective, double least) {
    List<JsonNode> objects = objects(line);
    if (objects.size() > 1 && objects.stream().anyMatch(this::measures)) {
      fail(
          "the line "
              + shortened(line)
              + " has something behind its object, must be one JSON object; print each in a line of"
              + " its own");
      return true;
    }
    if (objects.isEmpty()) {
      return false;
    }
    JsonNode object = objects.get(0);
    double[] row = new double[1 + metrics.size()];
    Arrays.fill(row, Double.NaN);
    boolean measured = false;
    for (int i = 0; i < metrics.size(); i++) {
      JsonNode value = object.get(metrics.get(i).name());
      if (value != null) {
        row[1 + i] = number(metrics.get(i), value);
        measured = true;
      }
    }
    if (!measured) {
      object.fieldNames().forEachRemaining(this::remember);
      return false;
    }
    JsonNode at = object.get(step);
    if (!isSound(row, at)) {
      return true;
    }
    for (int i = 0; i < metrics.size(); i++) {
      if (!Double.isNaN(row[1 + i])) {
        last.put(metrics.get(i).name(), row[1 + i]);
      }
    }
    if (at != null) {
      rows.add(row);
      judge(row[history.index(objective)], objective.meaning().goal(), least);
    }
    return true;
  }

  /** What a line holds that begins as an object; missing nodes stand for what is no JSON. */
  private static List<JsonNode> objects(String line) {
    List<JsonNode> objects = new ArrayList<>();
    if (!line.strip().startsWith("{")) {
      return objects;
    }
    try (MappingIterator<JsonNode> nodes = JSON.forType(JsonNode.class).readValues(line)) {
      while (nodes.hasNextValue() && objects.size() < 2) {
        objects.add(nodes.nextValue());
      }
    } catch (IOException e) {
      if (!objects.isEmpty()) {
        objects.add(MissingNode.getInstance());
      }
    }
    return objects; // none of a dictionary as Python prints it; what it lacks is told at the end
  }

  private boolean measures(JsonNode object) {
    return metrics.stream().anyMatch(metric -> object.has(metric.name()));
  }

  private static String shortened(String line) {
    String text = line.strip();
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
  }

  private double number(Metric<Double> metric, JsonNode value) {
    String name = metric.name();
    if (value.isNull()) {
      fail(
          name
              + " is null, must be a number; print NaN, without quotes, where a run has diverged, and"
              + " leave "
              + name
              + " out of lines that do not measure it");
      return Double.NaN;
    }
    if (!value.isNumber()) {
      fail(name + " is " + value + ", must be a number");
      return Double.NaN;
    }
    double number = value.doubleValue();
    if (!Double.isFinite(number) && divergence.isEmpty()) {
      divergence = name + " is " + number;
    } else {
      Definition.fault(metric, number).ifPresent(this::fail);
    }
    return number;
  }

  /** Whether a row goes on from the ones before, with finite numbers. */
  private boolean isSound(double[] row, JsonNode at) {
    if (at != null) {
      if (!at.isIntegralNumber() || !at.canConvertToLong()) {
        fail(step + " is " + at + ", must be a whole number");
      } else if (!rows.isEmpty() && at.longValue() <= rows.get(rows.size() - 1)[0]) {
        double before = rows.get(rows.size() - 1)[0];
        fail(step + " is " + at + " after " + (long) before + ", must rise");
      } else if (rows.size() >= MOST_ROWS) {
        fail("it printed more than " + MOST_ROWS + " steps; print fewer");
      } else {
        row[0] = at.longValue();
      }
    }
    if (!divergence.isEmpty() && at != null) {
      divergence += " at " + step + " " + at;
    }
    return fault.isEmpty() && divergence.isEmpty();
  }

  private void fail(String why) {
    fault = fault.isEmpty() ? why : fault;
  }

  private void remember(String key) {
    if (others.size() < MOST_KEYS) {
      others.add(key);
    }
  }

  private void judge(double value, Goal goal, double least) {
    if (Double.isNaN(value)) {
      return;
    }
    boolean better =
        Double.isNaN(best) || (goal == Goal.MAX ? value > best + least : value < best - least);
    idle = better ? 0 : idle + 1;
    best = better ? value : best;
  }

  /** Steps in a row in which the objective was no better. */
  long idle() {
    return idle;
  }

  /** What was wrong with a line; empty if nothing was. */
  String fault() {
    return fault;
  }

  /** Which number was not finite; empty if all were. */
  String divergence() {
    return divergence;
  }

  /** What is missing of what every finished cell measures. */
  Optional<String> missing() {
    List<String> missing =
        metrics.stream().map(Metric::name).filter(name -> !last.containsKey(name)).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "it ended without printing "
            + String.join(", ", missing)
            + "; a metric is printed in a line of JSON such as {\""
            + missing.get(0)
            + "\": 0.5}"
            + (others.isEmpty() ? "" : "; it printed " + String.join(", ", others)));
  }

  /** What was measured, and some more. */
  Measurements measurements(SortedMap<String, Object> more) {
    SortedMap<String, Object> scalars = new TreeMap<>(last);
    scalars.putAll(more);
    SortedMap<String, double[][]> tables = new TreeMap<>();
    if (!rows.isEmpty()) {
      tables.put(history.name(), rows.toArray(double[][]::new));
    }
    return new Measurements(scalars, tables);
  }
}
