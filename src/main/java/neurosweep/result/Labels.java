package neurosweep.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import neurosweep.core.Metric;
import neurosweep.core.Param;
import neurosweep.core.Table;
import neurosweep.experiment.Experiment;

/**
 * What readers call knobs, their values and metrics: what a job says, else what is declared beside
 * the code.
 *
 * @param given by a job, by the name of a knob, of one of its words, or of a metric
 * @param declared the declarations of every knob
 */
public record Labels(Map<String, String> given, Map<String, List<Param<?>>> declared) {

  /** Of an experiment, where a job says what is given. */
  public static Labels of(Experiment experiment, Map<String, String> given) {
    return new Labels(given, Param.declarations(experiment.params()));
  }

  /** An axis under its labels. */
  public Axis of(Axis axis) {
    List<Param<?>> params = declared.getOrDefault(axis.name(), List.of());
    String known = params.isEmpty() ? axis.label() : params.get(0).label();
    return axis.labelled(
        given.getOrDefault(axis.name(), known),
        value -> {
          String word = params.isEmpty() ? "" : params.get(0).label(value);
          return given.getOrDefault(value, word);
        });
  }

  /** A metric under its label; the quantity that it sums up under its own. */
  public Metric<?> of(Metric<?> metric) {
    Metric.Summary summary = metric.meaning().summary();
    return metric
        .called(given.getOrDefault(metric.name(), metric.label()))
        .sums(
            new Metric.Summary(
                summary.role(),
                summary.of(),
                given.getOrDefault(summary.of(), summary.quantity()),
                summary.at()));
  }

  /** Metrics under their labels. */
  public List<Metric<?>> of(List<Metric<?>> metrics) {
    List<Metric<?>> labelled = new ArrayList<>();
    metrics.forEach(metric -> labelled.add(of(metric)));
    return labelled;
  }

  /** A table whose columns have their labels. */
  public Table of(Table table) {
    return new Table(table.name(), of(table.columns()));
  }
}
