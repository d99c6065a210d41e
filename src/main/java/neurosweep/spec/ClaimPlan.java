package neurosweep.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import neurosweep.core.Names;
import neurosweep.core.Problems;
import neurosweep.experiment.Experiment;
import neurosweep.statistics.relation.Relation;
import neurosweep.statistics.relation.Term;

/** Holds claims against the axes and values of the plan that they are about. */
final class ClaimPlan {
  private final Experiment experiment;
  private final Grid grid;
  private final Problems problems;

  ClaimPlan(Experiment experiment, Grid grid, Problems problems) {
    this.experiment = experiment;
    this.grid = grid;
    this.problems = problems;
  }

  /**
   * The claims, held against the plan.
   *
   * @param claims as they are written
   * @param compared the metric by which configurations are compared, for claims that name none
   * @param changed whether the command line changed the job: what it took away is not the file's
   *     fault, and the claim is not run
   */
  List<Claim> resolved(List<WrittenClaim> claims, String compared, boolean changed) {
    List<Claim> resolved = new ArrayList<>();
    for (WrittenClaim each : claims) {
      Claim claim = each.claim();
      String metric = claim.metric().isEmpty() ? compared : claim.metric();
      resolved.add(
          new Claim(
              claim.claim(),
              claim.relation(),
              metric,
              claim.where(),
              claim.compare(),
              claim.over(),
              claim.numbers(),
              claim.level()));
      points(each, metric);
      if (!changed) {
        plan(each);
      }
    }
    return resolved;
  }

  private static boolean logarithmic(Claim claim) {
    return Relation.CATALOG.has(claim.relation())
        && Relation.CATALOG.get(claim.relation()).logarithmic();
  }

  private void points(WrittenClaim each, String metric) {
    boolean slope = logarithmic(each.claim());
    boolean share =
        experiment.metrics().stream()
            .anyMatch(known -> known.name().equals(metric) && known.meaning().share());
    if (each.points() && (slope || !share)) {
      each.at(Term.WITHIN.key())
          .report(
              problems,
              "is in percentage points, but "
                  + (slope ? "a slope" : metric)
                  + " is no share of examples; give a number"
                  + (slope ? ", such as 0.1" : " in its unit, such as 0.01"));
    }
  }

  private void plan(WrittenClaim each) {
    Claim claim = each.claim();
    claim.where().forEach((axis, values) -> planned(each.at(ClaimReader.WHERE), axis, values));
    if (claim.compare() != null) {
      Claim.Sides sides = claim.compare();
      planned(each.at(Term.COMPARE.key()), sides.axis(), sides.values());
    }
    if (!claim.over().isEmpty()) {
      over(each);
    }
    long cells = (long) grid.configurations().size() * grid.seeds().size();
    claim
        .number(Term.AT_LEAST.key())
        .filter(runs -> runs > cells)
        .ifPresent(
            runs ->
                each.at(Term.AT_LEAST.key())
                    .report(
                        problems,
                        "at_least is "
                            + runs.longValue()
                            + ", must be at most the "
                            + cells
                            + " runs of the plan"));
  }

  /** The values that an axis has in the plan; a knob that does not vary has one. */
  private List<Object> values(String axis) {
    if (grid.axes().containsKey(axis)) {
      return grid.axes().get(axis);
    }
    return grid.fixed().containsKey(axis) ? List.of(grid.fixed().get(axis)) : List.of();
  }

  private void planned(Place place, String axis, List<Object> wanted) {
    List<Object> known = values(axis);
    if (known.isEmpty()) {
      List<String> axes = new ArrayList<>(grid.axes().keySet());
      axes.addAll(grid.fixed().keySet());
      place.report(problems, axis + " has no values in this plan; its axes are " + axes);
      return;
    }
    for (Object value : wanted) {
      if (known.stream().noneMatch(each -> Claim.same(each, value))) {
        place.report(
            problems,
            axis
                + " is "
                + value
                + ", which the plan does not have; its values are "
                + known.stream()
                    .limit(Names.MOST_LISTED)
                    .map(Object::toString)
                    .collect(Collectors.joining(", ")));
      }
    }
  }

  private void over(WrittenClaim each) {
    Claim claim = each.claim();
    Place place = each.at(Term.OVER.key());
    List<Object> values =
        values(claim.over()).stream().filter(value -> claim.allows(claim.over(), value)).toList();
    if (values.size() < 2) {
      place.report(
          problems,
          claim.over()
              + " has "
              + (values.isEmpty() ? "no values" : "one value")
              + " in this plan, must have at least two to be followed");
    }
    if (logarithmic(claim)
        && values.stream().anyMatch(value -> value instanceof Number n && !(n.doubleValue() > 0))) {
      place.report(
          problems,
          claim.over()
              + " has a value that is not positive and has no logarithm; leave it out by where: {"
              + claim.over()
              + ": [...]}");
    }
  }
}
