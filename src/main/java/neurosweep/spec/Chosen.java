package neurosweep.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.core.Param;
import neurosweep.core.UserError;
import neurosweep.core.Values;

/**
 * The knobs that apply once members are chosen, and what the job's values mean to them: two members
 * may read a knob of one name with other bounds and another default.
 */
final class Chosen {

  /** An entry of an exclusion: a knob that is varied, and the values that match. */
  private record Match(int knob, Set<Object> values) {}

  private final List<String> names;
  private final Map<String, Param<?>> effective = new HashMap<>();
  private final Param<?>[] params;
  private final IdentityHashMap<Given, Object> values = new IdentityHashMap<>();
  private final IdentityHashMap<Given, String> faults = new IdentityHashMap<>();
  private final List<List<Match>> exclusions = new ArrayList<>();

  /**
   * Reads a choice.
   *
   * @param declared the experiment's knobs
   * @param members values of the knobs that name members
   * @param names the knobs that the sweep gives values, by index
   * @param exclusions the job's exclusions
   */
  Chosen(
      List<Param<?>> declared,
      Values members,
      List<String> names,
      List<Map<String, List<Given>>> exclusions) {
    this.names = names;
    for (Param<?> param : Param.effective(declared, members)) {
      effective.put(param.name(), param);
    }
    params = new Param<?>[names.size()];
    for (int k = 0; k < params.length; k++) {
      params[k] = effective.get(names.get(k));
    }
    exclusions.forEach(this::compile);
  }

  /** Names of the knobs that apply. */
  Set<String> knobs() {
    return effective.keySet();
  }

  /** The value that a knob has here, or null if it does not apply; {@code given} may be null. */
  Object value(int knob, Given given) {
    Param<?> param = params[knob];
    if (param == null) {
      return null;
    }
    return given == null ? param.defaultValue() : read(param, given);
  }

  /**
   * The value of a drawn text, or null if the knob does not apply.
   *
   * @throws UserError if it cannot have it
   */
  Object drawn(int knob, String text) {
    Param<?> param = params[knob];
    return param == null ? null : param.parse(text);
  }

  /** Whether a value is the knob's default here. */
  boolean isDefault(int knob, Object value) {
    return params[knob].defaultValue().equals(value);
  }

  /** Why a value cannot be used with these members, or null. */
  String fault(Given given) {
    return faults.get(given);
  }

  /** Whether any value met so far cannot be used. */
  boolean hasFaults() {
    return !faults.isEmpty();
  }

  private Object read(Param<?> param, Given given) {
    Object known = values.get(given);
    if (known == null) {
      try {
        known = param.parse(given.text());
      } catch (UserError e) {
        faults.put(given, e.getMessage());
        known = given.value();
      }
      values.put(given, known);
    }
    return known;
  }

  /** Keeps what an exclusion asks of the varied knobs, unless the others rule it out already. */
  private void compile(Map<String, List<Given>> exclusion) {
    List<Match> matches = new ArrayList<>();
    for (Map.Entry<String, List<Given>> entry : exclusion.entrySet()) {
      Param<?> param = effective.get(entry.getKey());
      if (param == null) {
        return;
      }
      Set<Object> wanted = new HashSet<>();
      entry.getValue().forEach(given -> wanted.add(parsed(param, given)));
      int knob = names.indexOf(entry.getKey());
      if (knob >= 0) {
        matches.add(new Match(knob, wanted));
      } else if (!wanted.contains(param.defaultValue())) {
        return;
      }
    }
    exclusions.add(matches);
  }

  private static Object parsed(Param<?> param, Given given) {
    try {
      return param.parse(given.text());
    } catch (UserError e) {
      return given.value(); // these members cannot have it; another choice can
    }
  }

  /** Whether a configuration is excluded. */
  boolean excludes(Object[] effectiveValues) {
    for (List<Match> matches : exclusions) {
      boolean all = true;
      for (Match match : matches) {
        all &= match.values.contains(effectiveValues[match.knob]);
      }
      if (all) {
        return true;
      }
    }
    return false;
  }
}
