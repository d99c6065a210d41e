package neurosweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import neurosweep.analysis.ClaimVerdict.Finding;
import neurosweep.core.Outcome.State;
import neurosweep.result.AxisText;
import neurosweep.result.Design;
import neurosweep.spec.Claim;
import neurosweep.statistics.Holm;
import neurosweep.statistics.Interval;
import neurosweep.statistics.relation.Evidence;
import neurosweep.statistics.relation.Evidence.Basis;
import neurosweep.statistics.relation.Relation;

/**
 * Judges the claims of a job. A claim about several settings must hold in each: its p is their
 * largest (intersection-union), and it is refuted where one setting refutes it, of their p adjusted
 * by Holm. Both kinds of p are then adjusted by Holm over the claims.
 */
public final class ClaimVerdicts {
  /** Settings of one claim that are all looked at. */
  private static final int MOST_SETTINGS = 10_000;

  private final Analysis analysis;
  private final Design design;

  private ClaimVerdicts(Analysis analysis) {
    this.analysis = analysis;
    this.design = analysis.design();
  }

  /**
   * What one setting says.
   *
   * @param place what tells it from the others
   * @param evidence with no basis where it could not be looked at
   * @param run whether the runs are there that the claim needs
   * @param from the configurations that were looked at
   */
  private record Seen(String place, Evidence evidence, boolean run, List<Replicates> from) {}

  /** A claim with its settings, before the others are known. */
  private record Judged(Claim claim, List<Seen> seen, String refusal) {
    /** p of the claim, NaN where a setting cannot be tested. */
    double support() {
      boolean tested =
          refusal.isEmpty()
              && !seen.isEmpty()
              && seen.stream().allMatch(each -> isTest(each.evidence()));
      return tested
          ? seen.stream().mapToDouble(each -> each.evidence().support()).max().orElseThrow()
          : Double.NaN;
    }

    /** p of the opposite, NaN where no setting can be tested. */
    double against() {
      double least =
          seen.stream()
              .filter(each -> isTest(each.evidence()))
              .mapToDouble(each -> each.evidence().against())
              .min()
              .orElse(Double.NaN);
      return Math.min(1, seen.size() * least);
    }

    private static boolean isTest(Evidence evidence) {
      return evidence.basis() == Basis.TEST || evidence.basis() == Basis.VALUES;
    }

    /** The setting that a verdict is about: the least sure, or the one that refutes. */
    Seen decisive(boolean refuted) {
      Seen found = seen.get(0);
      for (Seen each : seen) {
        boolean more =
            refuted
                ? each.evidence().against() < found.evidence().against()
                    || Double.isNaN(found.evidence().against())
                : each.evidence().support() > found.evidence().support();
        found = more ? each : found;
      }
      return found;
    }
  }

  /** The verdicts in the order of the job; none of a job without claims. */
  public static List<ClaimVerdict> of(Analysis analysis) {
    ClaimVerdicts all = new ClaimVerdicts(analysis);
    List<Judged> judged = analysis.design().claims().stream().map(all::judge).toList();
    double[] support =
        Holm.adjust(
            judged.stream().mapToDouble(each -> all.design.looked(each.support())).toArray());
    double[] against =
        Holm.adjust(
            judged.stream().mapToDouble(each -> all.design.looked(each.against())).toArray());
    return IntStream.range(0, judged.size())
        .mapToObj(i -> all.verdict(judged.get(i), support[i], against[i], count(support)))
        .toList();
  }

  /** How many claims of these were tested. */
  private static int count(double[] p) {
    return (int) Arrays.stream(p).filter(each -> !Double.isNaN(each)).count();
  }

  private Judged judge(Claim claim) {
    ClaimSetting.Found found = ClaimSetting.of(analysis, claim);
    String open = found.refusal().isEmpty() ? openSelection() : found.refusal();
    if (claim.counts()) {
      return new Judged(claim, counted(claim, found), open);
    }
    List<Double> at = new ArrayList<>();
    if (!claim.over().isEmpty()) {
      ClaimSetting.followed(claim, design).forEach(value -> at.add(((Number) value).doubleValue()));
    }
    boolean complete = analysis.completeness().complete();
    List<Seen> seen = new ArrayList<>();
    String refusal = open;
    for (ClaimSetting setting : found.settings()) {
      if (!setting.whole() && complete) {
        continue; // the plan has no such pair
      }
      if (!setting.whole()) {
        seen.add(notRun(setting.place(), "no run of one side has ended"));
        continue;
      }
      if (seen.size() + setting.ways() > MOST_SETTINGS) {
        refusal = "it speaks of more than " + MOST_SETTINGS + " settings; give where";
        break;
      }
      for (List<Group> choice : setting.choices()) {
        seen.add(seen(claim, setting.place(), choice, at));
      }
    }
    if (seen.isEmpty() && refusal.isEmpty()) {
      refusal = "the plan has no setting with every side of it";
    }
    return new Judged(claim, seen, refusal);
  }

  /** A configuration that has not begun may still be the one that is selected. */
  private String openSelection() {
    long missing = analysis.missingConfigurations();
    return design.over().isEmpty() || missing == 0
        ? ""
        : "the selection is open: " + missing + " configurations have no run yet";
  }

  private static Seen notRun(String place, String reason) {
    Evidence none =
        new Evidence(
            Basis.NONE,
            Evidence.Quantity.VALUE,
            Double.NaN,
            Interval.NONE,
            0,
            Double.NaN,
            Double.NaN,
            reason);
    return new Seen(place, none, false, List.of());
  }

  /** One setting by its relation's test. */
  private Seen seen(Claim claim, String place, List<Group> arms, List<Double> at) {
    List<Long> seeds = design.grid().seeds();
    double[][] rows = new double[arms.size()][];
    List<Replicates> from = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      Group arm = arms.get(i);
      if (arm.verdict() != Verdict.SELECTED) {
        return notRun(place, side(claim, i, at) + refusal(arm, claim));
      }
      Replicates chosen = arm.chosen().orElseThrow();
      if (chosen.paired(claim.metric(), seeds).isEmpty()) {
        return notRun(place, side(claim, i, at) + counts(List.of(chosen), claim));
      }
      rows[i] = chosen.paired(claim.metric(), seeds).get();
      from.add(chosen);
    }
    Relation relation = Relation.CATALOG.get(claim.relation());
    return new Seen(place, relation.test(rows, claim.terms(at)), true, from);
  }

  /** Which arm is meant, where there are several. */
  private static String side(Claim claim, int arm, List<Double> at) {
    if (claim.compare() != null) {
      return AxisText.of(claim.compare().values().get(arm)) + ": ";
    }
    return at.isEmpty() ? "" : claim.over() + " = " + AxisText.of(at.get(arm)) + ": ";
  }

  private String refusal(Group arm, Claim claim) {
    return arm.verdict() == Verdict.PARTIAL || arm.configurations().size() == 1
        ? counts(arm.configurations(), claim)
        : arm.outcome();
  }

  /** How many of the planned runs are there, and how the others ended. */
  private String counts(List<Replicates> configurations, Claim claim) {
    List<Long> seeds = design.grid().seeds();
    Map<String, Integer> faults = new TreeMap<>();
    for (Replicates each : configurations) {
      for (long seed : seeds) {
        Replicates.Run run = each.runs().get(seed);
        if (run == null) {
          faults.merge("missing", 1, Integer::sum);
        } else if (run.state() != State.FINISHED) {
          faults.merge(run.state().words(), 1, Integer::sum);
        } else if (!claim.countsFlags() && each.paired(claim.metric(), List.of(seed)).isEmpty()) {
          faults.merge("not measured", 1, Integer::sum);
        }
      }
    }
    return "of "
        + configurations.size() * seeds.size()
        + " runs "
        + faults.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(", "));
  }

  /** Runs of all settings together: what the claim counts it counts over all of them. */
  private List<Seen> counted(Claim claim, ClaimSetting.Found found) {
    List<Replicates> from = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (ClaimSetting setting : found.settings()) {
      for (Group group : setting.arms().get(0)) {
        List<Replicates> all = group.configurations();
        boolean ended = group.results() == all.size() * design.grid().seeds().size();
        if (!ended || (all.size() > 1 && group.chosen().isEmpty())) {
          return List.of(notRun(setting.place(), refusal(group, claim)));
        }
        Replicates chosen = all.size() == 1 ? all.get(0) : group.chosen().orElseThrow();
        rows.add(held(claim, chosen));
        from.add(chosen);
      }
    }
    if (rows.isEmpty()) {
      return List.of();
    }
    int planned = rows.size() * design.grid().seeds().size();
    if (planned < claim.terms(List.of()).atLeast()) {
      return List.of(notRun("", "the plan has " + planned + " such runs, fewer than it takes"));
    }
    Relation relation = Relation.CATALOG.get(claim.relation());
    Evidence evidence = relation.test(rows.toArray(double[][]::new), claim.terms(List.of()));
    return List.of(new Seen("", evidence, true, from));
  }

  /** 1 for each run that fulfils what the claim counts; a run without the number does not. */
  private double[] held(Claim claim, Replicates chosen) {
    List<Long> seeds = design.grid().seeds();
    double[] held = new double[seeds.size()];
    for (int i = 0; i < held.length; i++) {
      held[i] = holds(claim, chosen, seeds.get(i)) ? 1 : 0;
    }
    return held;
  }

  private boolean holds(Claim claim, Replicates chosen, long seed) {
    if (claim.countsFlags()) {
      return chosen.flag(claim.metric(), seed);
    }
    double value =
        chosen.paired(claim.metric(), List.of(seed)).map(values -> values[0]).orElse(Double.NaN);
    return claim.number(Claim.ABOVE).map(bound -> value > bound).orElse(!Double.isNaN(value))
        && claim.number(Claim.BELOW).map(bound -> value < bound).orElse(!Double.isNaN(value));
  }

  private ClaimVerdict verdict(Judged judged, double support, double against, int tests) {
    Claim claim = judged.claim();
    if (judged.seen().isEmpty()) {
      return missing(claim, notRun("", judged.refusal()), judged.refusal());
    }
    boolean counted = judged.seen().get(0).evidence().basis() == Basis.COUNT;
    boolean holds =
        counted
            ? judged.refusal().isEmpty() && judged.seen().get(0).evidence().support() == 0
            : support < claim.level();
    boolean fails =
        counted
            ? judged.refusal().isEmpty() && judged.seen().get(0).evidence().support() > 0
            : against < claim.level();
    if (!holds && !fails) {
      for (Seen each : judged.seen()) {
        if (!each.run()) {
          return missing(claim, each, place(each, judged) + each.evidence().reason());
        }
      }
      if (!judged.refusal().isEmpty()) {
        return missing(claim, judged.seen().get(0), judged.refusal());
      }
    }
    Seen decisive = judged.decisive(!holds && fails);
    Finding finding = holds ? Finding.SUPPORTED : fails ? Finding.REFUTED : Finding.INCONCLUSIVE;
    boolean shown = decisive.evidence().basis() == Basis.TEST;
    return new ClaimVerdict(
        claim,
        finding,
        decisive.evidence(),
        shown ? judged.support() : Double.NaN,
        shown ? (finding == Finding.REFUTED ? against : support) : Double.NaN,
        finding == Finding.INCONCLUSIVE
            ? place(decisive, judged) + unsure(judged, decisive, tests)
            : finding == Finding.REFUTED ? decisive.place() : "",
        decisive.from());
  }

  private static String place(Seen seen, Judged judged) {
    return judged.seen().size() < 2 || seen.place().isEmpty() ? "" : seen.place() + ": ";
  }

  private static ClaimVerdict missing(Claim claim, Seen seen, String reason) {
    return new ClaimVerdict(
        claim, Finding.NOT_RUN, seen.evidence(), Double.NaN, Double.NaN, reason, List.of());
  }

  private String unsure(Judged judged, Seen decisive, int tests) {
    for (Seen each : judged.seen()) {
      if (!each.evidence().reason().isEmpty()) {
        return each.evidence().reason();
      }
    }
    double level = judged.claim().level();
    double least = Math.min(judged.support(), judged.against());
    return least < level && !(design.looked(least) < level)
        ? "sure by itself, not at the level of this look"
        : least < level
            ? "sure by itself, not after Holm's adjustment over " + tests + " claims"
            : "too much spread over " + decisive.evidence().n() + " seeds to tell";
  }
}
