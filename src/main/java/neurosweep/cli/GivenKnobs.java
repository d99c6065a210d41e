package neurosweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.learn.Decorrelation;
import neurosweep.learn.LearningRule;

/** Knobs as {@code KEY=VALUE} of the command line, without a job. */
final class GivenKnobs {
  private GivenKnobs() {}

  /** The values given for a learning rule; every fault is reported. */
  static Values parse(LearningRule rule, List<String> given, Problems problems) {
    List<Param<?>> declared = new ArrayList<>(rule.params());
    declared.add(Decorrelation.KIND);
    return parse(rule.name(), declared, given, problems);
  }

  /**
   * The values given; every fault is reported.
   *
   * @param owner whose knobs they are
   */
  static Values parse(
      String owner, List<Param<?>> declared, List<String> given, Problems problems) {
    Values values = Values.NONE;
    List<String> left = new ArrayList<>(given);
    for (boolean found = true; found; ) { // a member that is chosen brings knobs of its own
      found = false;
      for (String each : List.copyOf(left)) {
        int equals = each.indexOf('=');
        String name = each.substring(0, Math.max(0, equals));
        Optional<Param<?>> param =
            Param.effective(declared, values).stream()
                .filter(known -> known.name().equals(name))
                .findFirst();
        if (param.isPresent()) {
          values = with(values, param.get(), each.substring(equals + 1), problems);
          left.remove(each);
          found = true;
        }
      }
    }
    for (String each : left) {
      problems.add(
          each,
          "is no KEY=VALUE of a knob of "
              + owner
              + ", which has "
              + String.join(
                  ", ", Param.effective(declared, values).stream().map(Param::name).toList()));
    }
    return values;
  }

  private static Values with(Values values, Param<?> param, String text, Problems problems) {
    try {
      return values.with(param.name(), param.parse(text));
    } catch (UserError e) {
      problems.add("", e.getMessage());
      return values;
    }
  }
}
