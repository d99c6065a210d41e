package neurosweep.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.experiment.Experiment;

/**
 * Reads the knobs that define an experiment before any other knob can be known: each has one value,
 * in {@code fixed} or on the command line.
 */
final class DefinitionReader {
  private final Experiment experiment;
  private final Problems problems;

  DefinitionReader(Experiment experiment, Problems problems) {
    this.experiment = experiment;
    this.problems = problems;
  }

  /** The experiment as the job defines it; nothing if that is at fault, which is reported. */
  Optional<Experiment> read(Yaml.Mapping job, List<CommandOverride> changes) {
    if (experiment.defining().isEmpty()) {
      return Optional.of(experiment);
    }
    Knobs knobs = new Knobs(experiment);
    Map<String, Yaml> given = given(job, changes);
    Map<String, Object> values = new TreeMap<>();
    boolean sound = true;
    for (Param<?> param : experiment.defining()) {
      sound &= isNowhereElse(param, job);
      Yaml node = given.get(param.name());
      if (node != null) {
        Optional<Given> value = knobs.value(param.name(), node, problems);
        sound &= value.isPresent();
        value.ifPresent(v -> values.put(param.name(), v.value()));
      }
    }
    if (!sound) {
      return Optional.empty();
    }
    try {
      return Optional.of(experiment.defined(Values.of(values)));
    } catch (UserError e) {
      e.problems().forEach(line -> report(line, given, job.place()));
      return Optional.empty();
    }
  }

  /** Reports a fault where the knob is written that it begins with. */
  private void report(String fault, Map<String, Yaml> given, Place otherwise) {
    int colon = fault.indexOf(": ");
    Yaml node = colon < 0 ? null : given.get(fault.substring(0, colon));
    if (node == null) {
      otherwise.report(problems, fault);
    } else {
      node.place().report(problems, fault.substring(colon + 2));
    }
  }

  private static Map<String, Yaml> given(Yaml.Mapping job, List<CommandOverride> changes) {
    Map<String, Yaml> given = new LinkedHashMap<>();
    if (job.get("fixed").orElse(null) instanceof Yaml.Mapping fixed) {
      fixed.entries().forEach((knob, entry) -> given.put(knob, entry.value()));
    }
    changes.forEach(change -> given.put(change.key(), change.value()));
    return given;
  }

  private boolean isNowhereElse(Param<?> param, Yaml.Mapping job) {
    boolean sound = true;
    for (String section : DraftReader.SECTIONS) {
      Yaml node = job.get(section).orElse(null);
      if (!section.equals("fixed") && node != null && mentions(node, param.name())) {
        String rule = param.name() + " says what is swept; give it one value, in fixed";
        node.place().report(problems, rule);
        sound = false;
      }
    }
    return sound;
  }

  private static boolean mentions(Yaml node, String knob) {
    if (node instanceof Yaml.Mapping map) {
      return map.entries().containsKey(knob)
          || map.entries().values().stream().anyMatch(entry -> mentions(entry.value(), knob));
    }
    return node instanceof Yaml.Sequence list
        && list.items().stream().anyMatch(item -> mentions(item, knob));
  }
}
