package neurosweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.statistics.Differences;
import neurosweep.statistics.Equivalence;
import neurosweep.statistics.Holm;

/**
 * The selected configurations of two groups that differ in the reference's axis, or in axes that
 * the reference does not have, compared by seed: cells that share a seed share initial weights and
 * the order of examples.
 *
 * @param ours the group that is compared
 * @param theirs the group that it is compared with
 * @param differences ours minus theirs; empty where they cannot be paired
 * @param refusal why not, or an empty string
 * @param adjusted p of the paired t test after Holm's adjustment over its family; NaN where there
 *     is no test
 * @param within p of the equivalence test at the design's margin, adjusted likewise; NaN where
 *     there is no test
 */
public record Comparison(
    Group ours,
    Group theirs,
    Optional<Differences> differences,
    String refusal,
    double adjusted,
    double within) {

  /**
   * The groups that can be compared with the reference: they agree in every other axis that it has.
   * An axis that it lacks, such as a setting of another rule alone, tells nothing apart, nor one of
   * which each has a single value, such as the initial weights that go with a rule. None without a
   * reference.
   */
  static List<List<Group>> contexts(Analysis analysis) {
    Design design = analysis.design();
    Optional<Axis> axis = design.referenceAxis();
    if (axis.isEmpty()) {
      return List.of();
    }
    List<Group> references =
        analysis.groups().stream().filter(group -> isReference(design, group)).toList();
    List<Axis> common =
        design.grouping().stream()
            .filter(each -> !each.equals(axis.get()))
            .filter(each -> !goesWith(each, axis.get(), analysis.groups()))
            .filter(
                each ->
                    references.isEmpty()
                        || references.stream().anyMatch(group -> group.value(each) != null))
            .toList();
    Map<List<Object>, List<Group>> contexts = new LinkedHashMap<>();
    for (Group group : analysis.groups()) {
      List<Object> key = new ArrayList<>();
      common.forEach(each -> key.add(group.value(each)));
      contexts.computeIfAbsent(key, k -> new ArrayList<>()).add(group);
    }
    return List.copyOf(contexts.values());
  }

  /** Whether every value of one axis has a single one of the other. */
  private static boolean goesWith(Axis other, Axis axis, List<Group> groups) {
    long pairs =
        groups.stream()
            .map(group -> Arrays.asList(group.value(axis), group.value(other)))
            .distinct()
            .count();
    return pairs == groups.stream().map(group -> group.value(axis)).distinct().count();
  }

  /** Every other group against the reference's in its context, in the order of the groups. */
  public static List<Comparison> withReference(Analysis analysis) {
    List<Comparison> all = new ArrayList<>();
    for (List<Group> context : contexts(analysis)) {
      Optional<Group> reference =
          context.stream().filter(group -> isReference(analysis.design(), group)).findFirst();
      for (Group group : context) {
        if (reference.isPresent() && !group.equals(reference.get())) {
          all.add(of(analysis.design(), group, reference.get()));
        }
      }
    }
    return adjusted(analysis.design(), all);
  }

  private static boolean isReference(Design design, Group group) {
    return design.referenceAxis().map(group::value).filter(design.reference()::equals).isPresent();
  }

  /**
   * Every other group against the best of its context, p adjusted within the context; none where
   * nothing can be compared.
   */
  public static List<Comparison> withBest(Analysis analysis) {
    List<Comparison> all = new ArrayList<>();
    for (List<Group> context : contexts(analysis)) {
      Optional<Group> best = best(analysis.design(), context);
      List<Comparison> family = new ArrayList<>();
      for (Group group : context) {
        if (best.isPresent() && !group.equals(best.get())) {
          family.add(of(analysis.design(), group, best.get()));
        }
      }
      all.addAll(adjusted(analysis.design(), family));
    }
    return all;
  }

  /** The best by the mean of what is compared, of those with a value for every seed. */
  private static Optional<Group> best(Design design, List<Group> context) {
    Group best = null;
    double most = Double.NaN;
    for (Group group : context) {
      Optional<double[]> values = values(design, group);
      if (values.isPresent()) {
        double mean = Sample.of(values.get()).mean();
        if (best == null || design.comparedGoal().better(mean, most)) {
          best = group;
          most = mean;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static Optional<double[]> values(Design design, Group group) {
    return group.chosen().flatMap(each -> each.paired(design.compared(), design.grid().seeds()));
  }

  private static Comparison of(Design design, Group ours, Group theirs) {
    String refusal = refusal(design, ours);
    if (refusal.isEmpty()) {
      refusal = refusal(design, theirs);
      refusal = refusal.isEmpty() ? "" : "reference: " + refusal;
    }
    Optional<Differences> differences =
        refusal.isEmpty()
            ? Optional.of(
                Differences.of(
                    values(design, ours).orElseThrow(), values(design, theirs).orElseThrow()))
            : Optional.empty();
    return new Comparison(ours, theirs, differences, refusal, Double.NaN, Double.NaN);
  }

  /** Why a group cannot be compared, or an empty string. */
  private static String refusal(Design design, Group group) {
    if (group.verdict() != Verdict.SELECTED) {
      return group.outcome();
    }
    Replicates chosen = group.chosen().orElseThrow();
    int seeds = design.grid().seeds().size();
    return values(design, group).isPresent()
        ? ""
        : chosen.sample(design.compared()).n() + " of " + seeds + " seeds finished";
  }

  private static List<Comparison> adjusted(Design design, List<Comparison> all) {
    double margin = design.tables().margin();
    double[] adjusted =
        Holm.adjust(
            all.stream().mapToDouble(each -> design.looked(each.p().orElse(Double.NaN))).toArray());
    double[] within =
        Holm.adjust(
            all.stream()
                .mapToDouble(each -> design.looked(each.equivalence(margin).orElse(Double.NaN)))
                .toArray());
    List<Comparison> done = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Comparison each = all.get(i);
      done.add(
          new Comparison(
              each.ours, each.theirs, each.differences, each.refusal, adjusted[i], within[i]));
    }
    return done;
  }

  /** p of the paired t test, if there is one. */
  public Optional<Double> p() {
    return differences.map(Differences::tTest).flatMap(Comparison::boxed);
  }

  /** p of the equivalence test at a margin, if there is one. */
  public Optional<Double> equivalence(double margin) {
    return differences
        .filter(each -> margin > 0)
        .map(each -> each.equivalenceTest(margin))
        .flatMap(Comparison::boxed);
  }

  private static Optional<Double> boxed(OptionalDouble p) {
    return p.isPresent() ? Optional.of(p.getAsDouble()) : Optional.empty();
  }

  /** What it amounts to. */
  public String verdict() {
    return differences.map(each -> Equivalence.of(each, adjusted, within).words()).orElse(refusal);
  }

  /** Whether its own test does not tell the two apart; equal differences need no test. */
  public boolean notDistinguished(Design design) {
    return differences
        .filter(
            each ->
                each.equal()
                    ? each.mean() == 0
                    : !(design.looked(p().orElse(Double.NaN)) < Equivalence.LEVEL))
        .isPresent();
  }

  /** Whether ours has a value on an axis that theirs does not have. */
  public boolean hasMoreAxes() {
    for (int i = 0; i < ours.values().size(); i++) {
      if (ours.values().get(i) != null && theirs.values().get(i) == null) {
        return true;
      }
    }
    return false;
  }

  /** The configurations that both sides come from. */
  public List<Replicates> from() {
    return List.of(ours.chosen().orElseThrow(), theirs.chosen().orElseThrow());
  }
}
