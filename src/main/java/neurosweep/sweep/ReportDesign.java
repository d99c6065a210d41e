package neurosweep.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Column;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.experiment.BudgetKnob;
import neurosweep.experiment.Experiment;
import neurosweep.result.Axis;
import neurosweep.result.AxisText;
import neurosweep.result.Design;
import neurosweep.result.Labels;
import neurosweep.result.Searched;
import neurosweep.result.Select;
import neurosweep.search.Search;
import neurosweep.spec.Margin;
import neurosweep.spec.SweepSpec;

/** What a report needs to know of a plan: axes with their roles, seeds, metrics, selection. */
final class ReportDesign {
  private ReportDesign() {}

  /**
   * Reads it off the plan.
   *
   * @throws neurosweep.core.UserError if names clash, of a program's metrics for instance
   */
  static Design of(Plan plan) {
    SweepSpec spec = plan.spec();
    Experiment experiment = plan.experiment();
    Labels labels = Labels.of(experiment, spec.report().labels());
    List<Axis> axes = new ArrayList<>();
    for (Param<?> param : Param.possible(experiment.params())) {
      if (spec.fixed().containsKey(param.name())) {
        axes.add(axis(param, List.of(spec.fixed().get(param.name())), false));
      }
    }
    for (Map.Entry<String, List<Object>> axis : spec.axes().entrySet()) {
      boolean over = spec.selection().over().contains(axis.getKey());
      axes.add(axis(param(experiment, axis.getKey()), axis.getValue(), over));
    }
    Design design =
        new Design(
            spec.name(),
            experiment.name(),
            new Design.Grid(axes.stream().map(labels::of).toList(), spec.seeds(), cells(plan)),
            labels.of(experiment.metrics()),
            List.of(),
            Select.of(spec, experiment).among(searched(spec, experiment)),
            spec.report().reference().orElse(""),
            new Design.Plots(
                experiment.plots(),
                spec.report().figures(),
                experiment.tables().stream().map(labels::of).toList()),
            new Design.Tables(
                spec.report().tables(),
                spec.report().equivalenceMargin().map(Margin::value).orElse(0.0),
                defaults(experiment, spec),
                spec.report().looks(),
                spec.report().metric().orElse("")),
            spec.claims());
    Schema.requireDistinct(design);
    return design.judged(experiment, plan.version());
  }

  /**
   * The knobs that the job leaves alone, with those that its algorithms, data sets and other
   * members bring along; where they bring one with several defaults, all of these.
   */
  private static Map<String, String> defaults(Experiment experiment, SweepSpec spec) {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    for (Values values : ofEachChoice(spec)) {
      for (Param<?> param : Param.effective(experiment.params(), values)) {
        boolean given =
            spec.fixed().containsKey(param.name()) || spec.axes().containsKey(param.name());
        if (!given) {
          found
              .computeIfAbsent(param.name(), name -> new LinkedHashSet<>())
              .add(AxisText.of(param.defaultValue()));
        }
      }
    }
    Map<String, String> defaults = new LinkedHashMap<>();
    found.forEach((name, values) -> defaults.put(name, String.join(" or ", values)));
    return defaults;
  }

  /** A configuration for each combination of words: numbers bring no knobs along. */
  private static Collection<Values> ofEachChoice(SweepSpec spec) {
    Map<List<Object>, Values> found = new LinkedHashMap<>();
    for (Values values : spec.configurations()) {
      List<Object> words = new ArrayList<>();
      for (String axis : spec.axes().keySet()) {
        words.add(values.get(axis) instanceof String word ? word : null);
      }
      found.putIfAbsent(words, values);
    }
    return found.values();
  }

  /** At the least: the configurations of some searches are known one after the other. */
  private static long cells(Plan plan) {
    return Math.max(plan.spec().seeds().size(), plan.cells().size());
  }

  private static Searched searched(SweepSpec spec, Experiment experiment) {
    if (spec.search().isGrid()) {
      return Searched.NOT;
    }
    Search search = Search.CATALOG.get(spec.search().method());
    Optional<BudgetKnob> budget =
        experiment.budget().filter(knob -> !spec.axes().containsKey(knob.knob().name()));
    Map<String, String> ranges = new LinkedHashMap<>();
    spec.grid().drawn().forEach((knob, drawn) -> ranges.put(knob, drawn.text()));
    return new Searched(
        search.name(),
        search.label(),
        spec.search().values().text(),
        budget.map(knob -> knob.knob().name()).orElse(""),
        budget.map(knob -> knob.of(spec.configurations().get(0))).orElse(0L),
        search.givesUp(),
        search.isFair(),
        search.bySeeds(),
        ranges);
  }

  private static Param<?> param(Experiment experiment, String name) {
    return Param.possible(experiment.params()).stream()
        .filter(param -> param.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Axis axis(Param<?> param, List<Object> values, boolean over) {
    Column column = param.column();
    return new Axis(column.name(), column.type(), column.unit(), values, over);
  }
}
