package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Replicates;
import neurosweep.core.Column;
import neurosweep.result.Axis;
import neurosweep.result.Design;

/**
 * What the axes of a sweep do in its figures.
 *
 * @param free the axes that tell configurations apart, in order: without constants and without what
 *     follows from the others, such as a learning rate that a variant sets for its algorithm
 * @param series the axis whose values are told apart by colour, if there is one
 */
public record Roles(List<Axis> free, Optional<Axis> series) {
  /** Numbers that colours tell apart. */
  private static final int FEW = 7;

  /** Copies the list. */
  public Roles {
    free = List.copyOf(free);
  }

  static Roles of(Analysis analysis) {
    Collection<Replicates> all =
        analysis.groups().stream().flatMap(group -> group.configurations().stream()).toList();
    Design design = analysis.design();
    List<Axis> free =
        new ArrayList<>(
            design.grid().axes().stream().filter(axis -> distinct(axis, all) > 1).toList());
    List<Axis> leastWanted = new ArrayList<>(free);
    leastWanted.sort(Comparator.comparingInt(axis -> importance(axis, design, all)));
    for (Axis axis : leastWanted) {
      if (free.size() > 1 && follows(axis, free, all)) {
        free.remove(axis);
      }
    }
    return new Roles(free, series(free, design, all));
  }

  private static long distinct(Axis axis, Collection<Replicates> all) {
    return all.stream()
        .map(each -> Objects.requireNonNullElse(each.value(axis), ""))
        .distinct()
        .count();
  }

  private static boolean isWords(Axis axis) {
    return axis.type() == Column.Type.TEXT;
  }

  /** Numbers go before names, selected ones first; the reference's axis stays longest. */
  private static int importance(Axis axis, Design design, Collection<Replicates> all) {
    if (design.referenceAxis().filter(axis::equals).isPresent()) {
      return Integer.MAX_VALUE;
    }
    int values = (int) Math.min(1000, distinct(axis, all));
    return (axis.over() ? 0 : 10_000) + (isWords(axis) ? 100_000 : 0) + values;
  }

  /**
   * Whether the values of the others leave one value of an axis. What tells groups apart does not
   * follow from what is selected over, though no two groups may have tried the same value.
   */
  private static boolean follows(Axis axis, List<Axis> free, Collection<Replicates> all) {
    Map<List<Object>, Object> known = new HashMap<>();
    for (Replicates each : all) {
      List<Object> others = new ArrayList<>();
      free.stream()
          .filter(other -> !other.equals(axis) && (axis.over() || !other.over()))
          .forEach(other -> others.add(each.value(other)));
      Object value = Objects.requireNonNullElse(each.value(axis), "");
      Object before = known.putIfAbsent(others, value);
      if (before != null && !before.equals(value)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Axis> series(List<Axis> free, Design design, Collection<Replicates> all) {
    Optional<Axis> reference = design.referenceAxis().filter(free::contains);
    if (reference.isPresent()) {
      return reference;
    }
    Axis most = null;
    Axis few = null;
    for (Axis axis : free) {
      long values = axis.over() ? Integer.MAX_VALUE : distinct(axis, all);
      boolean more = most == null || values > distinct(most, all);
      if (isWords(axis) && values <= PointChart.MOST_SERIES && more) {
        most = axis;
      }
      if (!isWords(axis) && values <= FEW && few == null) {
        few = axis;
      }
    }
    return Optional.ofNullable(most != null ? most : few);
  }

  /** The free axes that are selected over. */
  List<Axis> over() {
    return free.stream().filter(Axis::over).toList();
  }

  /** The free axes that tell groups apart. */
  List<Axis> grouping() {
    return free.stream().filter(axis -> !axis.over()).toList();
  }

  /** The free axes that tell groups apart, without some. */
  List<Axis> groupingBut(Collection<Axis> used) {
    return grouping().stream().filter(axis -> !used.contains(axis)).toList();
  }
}
