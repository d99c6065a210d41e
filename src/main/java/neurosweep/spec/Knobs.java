package neurosweep.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Names;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.experiment.Experiment;

/** The knobs that an experiment could have with some choice of members, and how they are read. */
final class Knobs {
  /** The knob that the job's {@code sweep_seed} becomes. */
  static final String SWEEP_SEED = "sweep_seed";

  private static final Param<Long> SWEEP_SEED_PARAM =
      Param.integer(SWEEP_SEED, 0, "another family of random streams for the whole sweep");

  private final List<Param<?>> params;
  private final Map<String, List<Param<?>>> declarations;

  Knobs(Experiment experiment) {
    params = new ArrayList<>(experiment.params());
    if (params.stream().noneMatch(param -> param.name().equals(SWEEP_SEED))) {
      params.add(SWEEP_SEED_PARAM);
    }
    declarations = Param.declarations(params);
  }

  /** The experiment's own knobs and the sweep's seed. */
  List<Param<?>> params() {
    return params;
  }

  /** Names that a job may give values. */
  List<String> names() {
    return declarations.keySet().stream().filter(name -> !name.equals(SWEEP_SEED)).toList();
  }

  /** What readers call each of them. */
  Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    names().forEach(name -> labels.put(name, declarations.get(name).get(0).label()));
    return labels;
  }

  /** Whether the knob exists, whatever the members. */
  boolean has(String name) {
    return declarations.containsKey(name);
  }

  /** Whether one of the knob's declarations is of one of these kinds. */
  boolean is(String name, Param.Kind... kinds) {
    return declarations.get(name).stream().anyMatch(p -> List.of(kinds).contains(p.kind()));
  }

  /** All words of all knobs that choose between words. */
  List<String> words() {
    return declarations.values().stream()
        .flatMap(List::stream)
        .flatMap(p -> p.words().stream())
        .distinct()
        .toList();
  }

  /** Whether a name may be given values in fixed, grid, zip, variants or exclude; else reported. */
  boolean accept(String name, Place place, Problems problems) {
    if (name.equals(SWEEP_SEED)) {
      place.report(problems, "the sweep's seed is not a knob; give sweep_seed at the top level");
    } else if ((name.equals("seed") || name.equals("seeds")) && !has(name)) {
      place.report(
          problems, "seeds are not a knob; give seeds at the top level, as in seeds: 1..5");
    } else if (name.equals("seed")) {
      place.report(problems, "the seed is not a free knob; give seeds at the top level");
    } else if (!has(name)) {
      place.report(problems, Names.unknown("knob", name, names()));
    } else {
      return true;
    }
    return false;
  }

  /** One value of a knob; faults are reported. */
  Optional<Given> value(String knob, Yaml node, Problems problems) {
    Yaml single = is(knob, Param.Kind.LIST) ? ListNode.joined(node) : node;
    return single.scalar("a single value", problems).flatMap(s -> parse(knob, s, problems));
  }

  /** The values of an axis over a knob, all different; faults are reported. */
  Optional<List<Given>> axis(String knob, Yaml node, Problems problems) {
    boolean numeric = is(knob, Param.Kind.REAL, Param.Kind.INTEGER);
    return AxisValues.values(node, numeric, problems).flatMap(items -> axis(knob, items, problems));
  }

  private Optional<List<Given>> axis(String knob, List<Yaml> items, Problems problems) {
    List<Given> values = new ArrayList<>();
    Map<Object, Place> first = new HashMap<>();
    boolean sound = true;
    for (Yaml item : items) {
      Optional<Given> given = value(knob, item, problems);
      if (given.isEmpty()) {
        sound = false;
        continue;
      }
      Place other = first.putIfAbsent(given.get().value(), item.place());
      if (other != null) {
        String text = given.get().text() + " is listed twice, first at " + other;
        item.place().report(problems, text + "; remove one");
        sound = false;
      }
      values.add(given.get());
    }
    return sound ? Optional.of(values) : Optional.empty();
  }

  private Optional<Given> parse(String knob, Yaml.Scalar scalar, Problems problems) {
    UserError fault = null;
    for (Param<?> param : declarations.get(knob)) {
      try {
        return Optional.of(new Given(scalar.text(), param.parse(scalar.text()), scalar.place()));
      } catch (UserError e) {
        fault = fault == null ? e : fault;
      }
    }
    if (fault != null) {
      scalar.place().report(problems, fault.getMessage());
    }
    return Optional.empty();
  }
}
