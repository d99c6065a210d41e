package neurosweep.result;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import neurosweep.core.Column;
import neurosweep.core.ColumnName;
import neurosweep.core.Metric;
import neurosweep.core.Names;
import neurosweep.core.Problems;
import neurosweep.spec.Claim;
import neurosweep.statistics.Looks;
import neurosweep.statistics.relation.Relation;

/**
 * What a design must be, whoever wrote the manifest that it is read from: whole, named, and of a
 * size that tables and figures can have.
 */
final class DesignCheck {
  private static final int LONGEST_NAME = 500;
  private static final int MOST_PARTS = 500;

  private final List<Metric<?>> metrics;
  private final Problems problems = new Problems();

  DesignCheck(List<Metric<?>> metrics) {
    this.metrics = metrics;
  }

  /**
   * Bounds of every list; without names of metrics nothing else makes sense.
   *
   * @throws neurosweep.core.UserError naming every fault so far
   */
  void sizes(int headline, Design.Plots plots, Design.Tables tables, List<Claim> claims) {
    checkColumns();
    requireFew("metrics", metrics.size());
    requireFew("headline", headline);
    requireFew("plots", plots.declared().size() + plots.asked().size());
    requireFew("plots.tables", plots.tables().size());
    requireFew("tables", tables.asked().size());
    requireFew("looks", tables.looks().seeds().size());
    requireFew("claims", claims.size());
    problems.throwIfAny();
  }

  void names(String sweep, String experiment, List<Headline> headline) {
    for (Headline shown : headline) {
      requireText("headline", shown.label());
      requireText("headline", shown.peak());
      for (String metric : shown.metrics()) {
        checkNumber("headline " + shown.label(), metric);
      }
    }
    requireText("sweep", sweep);
    requireText("experiment", experiment);
  }

  /** Of a search it may be that nothing was left at the end. */
  void cells(Design.Grid grid, Select select) {
    boolean searched = select != null && select.searched().applies();
    if (grid != null && grid.cells() < (searched ? 0 : 1)) {
      problems.add("cells", "is " + grid.cells() + ", must be at least " + (searched ? 0 : 1));
    }
  }

  void grid(Design.Grid grid, String reference, Looks looks, List<Claim> claims) {
    if (grid == null) {
      problems.add("grid", "is missing, must hold axes, seeds and cells");
      return;
    }
    checkGrid(grid);
    checkLooks(looks, grid.seeds().size());
    checkNames(grid);
    if (!reference.isEmpty() && Design.referenceAxis(grid, reference).isEmpty()) {
      problems.add(
          "reference",
          "is \"" + reference + "\", must be a value of an axis that is not selected over");
    }
    claims.forEach(claim -> checkClaim(claim, grid));
  }

  private void checkLooks(Looks looks, int seeds) {
    List<Integer> at = looks.seeds();
    boolean rising = IntStream.range(1, at.size()).allMatch(i -> at.get(i - 1) < at.get(i));
    if (!at.isEmpty() && (at.size() < 2 || at.get(0) < 2 || !rising || !at.contains(seeds))) {
      problems.add(
          "looks",
          "are "
              + at
              + ", must be two or more rising numbers, one of them the "
              + seeds
              + " seeds");
    }
  }

  void selection(Select select, Design.Tables tables) {
    if (select == null
        || select.metric() == null
        || select.goal() == null
        || select.stable() == null) {
      problems.add("select", "is " + select + ", must have metric, goal and stable");
    } else {
      checkNumber("select", select.metric());
    }
    if (!tables.metric().isEmpty()) {
      checkNumber("tables", tables.metric());
    }
    if (!(tables.margin() >= 0 && Double.isFinite(tables.margin()))) {
      problems.add("tables", "margin is " + tables.margin() + ", must be at least 0");
    }
  }

  void throwIfAny() {
    problems.throwIfAny();
  }

  private void requireText(String where, String text) {
    if (text == null || text.isBlank()) {
      problems.add(where, "is empty, must be a name");
    } else if (text.length() > LONGEST_NAME) {
      problems.add(
          where, "has " + text.length() + " characters, must have at most " + LONGEST_NAME);
    }
  }

  /** Every one of them is a part of many tables or a figure of its own. */
  private void requireFew(String where, int count) {
    if (count > MOST_PARTS) {
      problems.add(where, "are " + count + ", must be at most " + MOST_PARTS);
    }
  }

  private void checkGrid(Design.Grid grid) {
    if (grid.seeds().isEmpty() || new HashSet<>(grid.seeds()).size() < grid.seeds().size()) {
      problems.add("seeds", "are " + grid.seeds() + ", must be distinct and at least one");
    }
  }

  private void checkNames(Design.Grid grid) {
    Set<String> seen = new HashSet<>(ResultColumns.FIXED);
    seen.addAll(SummaryColumns.FIXED);
    for (Axis axis : grid.axes()) {
      requireText("axis " + axis.name(), axis.label());
      axis.words().values().forEach(word -> requireText("axis " + axis.name(), word));
      if (!seen.add(axis.name())) {
        problems.add("axis " + axis.name(), "has the name of another column; rename one of them");
      }
    }
    for (Metric<?> metric : metrics) {
      if (!seen.add(metric.name())) {
        problems.add(
            "metric " + metric.name(), "has the name of another column; rename one of them");
      }
    }
  }

  private void checkColumns() {
    for (Metric<?> metric : metrics) {
      requireText("metric", metric.name());
      requireText("metric", metric.label());
      problems.check("metric", () -> new ColumnName(metric.name()));
      if (metric.type() == null) {
        problems.add("metric " + metric.name(), "type is missing");
      }
    }
  }

  private void checkNumber(String where, String name) {
    List<String> numbers =
        metrics.stream().filter(Metric::isNumber).map(Metric::name).sorted().toList();
    if (!numbers.contains(name)) {
      problems.add(where, Names.unknown("metric", name, numbers));
    }
  }

  /** What a job's reader has checked; a manifest may come from anybody. */
  private void checkClaim(Claim claim, Design.Grid grid) {
    requireText("claim", claim.claim());
    String where = "claim \"" + claim.claim() + "\"";
    Relation relation =
        Relation.CATALOG.has(claim.relation()) ? Relation.CATALOG.get(claim.relation()) : null;
    if (relation == null) {
      problems.add(where, Relation.CATALOG.missing(claim.relation()));
    } else if (relation.forms().stream().noneMatch(claim.given()::equals)) {
      problems.add(where, "has " + claim.given() + ", must have " + relation.forms());
    }
    if (claim.countsFlags()) {
      List<String> flags = new ArrayList<>();
      metrics.stream()
          .filter(metric -> metric.type() == Column.Type.FLAG)
          .forEach(metric -> flags.add(metric.name()));
      if (!flags.contains(claim.metric())) {
        problems.add(where, Names.unknown("flag", claim.metric(), flags));
      }
    } else {
      checkNumber(where, claim.metric());
    }
    for (double number : claim.numbers().values()) {
      if (!Double.isFinite(number)) {
        problems.add(where, "has the number " + number + ", must be finite");
      }
    }
    if (claim.number("within").filter(within -> !(within > 0)).isPresent()) {
      problems.add(where, "within is " + claim.numbers().get("within") + ", must be > 0");
    }
    if (!(claim.level() > 0 && claim.level() < 0.5)) {
      problems.add(where, "level is " + claim.level() + ", must be above 0 and below 0.5");
    }
    requireFew(where + " where", claim.where().size());
    for (String axis : claim.where().keySet()) {
      requireText(where, axis);
      requireFew(where + " where " + axis, claim.where().get(axis).size());
    }
    boolean halves =
        claim.compare() != null
            && (claim.compare().axis() == null
                || claim.compare().left() == null
                || claim.compare().right() == null);
    if (halves) {
      problems.add(where, "compare is " + claim.compare() + ", must have axis, left and right");
    }
    grid.axes().stream()
        .filter(axis -> axis.name().equals(claim.over()))
        .filter(axis -> axis.type() != Column.Type.REAL && axis.type() != Column.Type.INTEGER)
        .forEach(axis -> problems.add(where, "over is " + axis.name() + ", must be numeric"));
  }
}
