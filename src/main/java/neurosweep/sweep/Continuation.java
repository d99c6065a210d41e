package neurosweep.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import neurosweep.core.CellResult;
import neurosweep.core.Origin;
import neurosweep.core.UserError;
import neurosweep.journal.History;
import neurosweep.result.Builds;
import neurosweep.store.SweepDirectory;

/**
 * Whether a sweep may go on here: cells that other classes, libraries or kernels computed differ in
 * their bits, or in all they say, and one table would compare two programs.
 */
final class Continuation {
  private final SweepDirectory directory;
  private final Builds known;

  /**
   * Of a sweep.
   *
   * @param history the cells that have ended
   */
  Continuation(SweepDirectory directory, History history) {
    this.directory = directory;
    this.known = Builds.of(history.results().values().stream().map(CellResult::origin).toList());
  }

  /**
   * Compares what has computed cells with what is to compute the rest.
   *
   * @param now what computes here
   * @param mix whether other numbers are accepted
   * @return what a user should know, a line each
   * @throws UserError if numbers may differ and {@code mix} is not set
   */
  List<String> with(Origin now, boolean mix) {
    List<String> numbers = new ArrayList<>();
    compare(numbers, "the classes that compute", Origin::computing, now);
    compare(numbers, "the library", Origin::library, now);
    compare(numbers, "its kernel", Origin::kernel, now);
    if (!numbers.isEmpty() && !mix) {
      List<String> lines = new ArrayList<>();
      lines.add(directory + " holds cells that another build computed:");
      numbers.forEach(line -> lines.add("  " + line));
      lines.add(
          "One table would compare two programs. Go on with the build that began the sweep, choose"
              + " another output with -o, or accept the mixture with --mix-builds; tables then say"
              + " so.");
      throw new UserError(lines, UserError.PLAN_CHANGED);
    }
    List<String> notices = new ArrayList<>();
    numbers.forEach(line -> notices.add("mixed builds: " + line));
    long unknown =
        known.cells().entrySet().stream()
            .filter(each -> !each.getKey().isKnown())
            .mapToLong(Map.Entry::getValue)
            .sum();
    if (unknown > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%,d %s computed by a version that did not record itself",
              unknown,
              unknown == 1 ? "cell was" : "cells were"));
    }
    if (numbers.isEmpty()) {
      compare(notices, "the program, whose classes that compute are the same", Origin::code, now);
    }
    compare(notices, "Java", Origin::java, now);
    compare(notices, "the machine", Origin::machine, now);
    return notices;
  }

  /** Adds a line for each value other than the one here; cells of unknown origin have none. */
  private void compare(List<String> lines, String what, Function<Origin, String> part, Origin now) {
    Map<String, Long> others = new LinkedHashMap<>();
    known.cells().entrySet().stream()
        .filter(each -> each.getKey().isKnown())
        .forEach(each -> others.merge(part.apply(each.getKey()), each.getValue(), Long::sum));
    others.remove(part.apply(now));
    others.forEach(
        (value, cells) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%s: %s of %,d %s, %s here",
                    what,
                    shown(value),
                    cells,
                    cells == 1 ? "cell" : "cells",
                    shown(part.apply(now)))));
  }

  private static String shown(String value) {
    return value.isEmpty() ? "none" : value;
  }
}
