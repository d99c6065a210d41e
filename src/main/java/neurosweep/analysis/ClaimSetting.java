package neurosweep.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import neurosweep.result.Axis;
import neurosweep.result.AxisText;
import neurosweep.result.Design;
import neurosweep.spec.Claim;

/**
 * A setting in which a claim must hold: groups for each arm of the claim (left and right, or the
 * values of an axis, or the one that it is about), alike in every other axis whose values they
 * share.
 *
 * @param place what tells it from other settings, such as {@code depth = 2}; empty where it is the
 *     only one
 * @param arms in the order of the claim, each with the configurations that the claim allows; empty
 *     where nothing of an arm has run
 */
record ClaimSetting(String place, List<List<Group>> arms) {

  /**
   * The settings of a claim.
   *
   * @param settings in the order of the groups
   * @param refusal why there are none that could be judged, or that not all are known; or an empty
   *     string
   */
  record Found(List<ClaimSetting> settings, String refusal) {}

  /** The values of an arm's axis; one arm without an axis. */
  private record Arms(String axis, List<Object> values) {
    static Arms of(Claim claim, Design design) {
      if (claim.compare() != null) {
        return new Arms(claim.compare().axis(), claim.compare().values());
      }
      if (claim.over().isEmpty()) {
        return new Arms("", Collections.singletonList(null));
      }
      return new Arms(claim.over(), List.copyOf(followed(claim, design)));
    }
  }

  /** The values of the axis that a claim follows, the least first. */
  static List<Object> followed(Claim claim, Design design) {
    return design.axis(claim.over()).map(Axis::values).orElse(List.of()).stream()
        .filter(value -> claim.allows(claim.over(), value))
        .sorted(Comparator.comparingDouble(value -> ((Number) value).doubleValue()))
        .toList();
  }

  /** Finds them. */
  static Found of(Analysis analysis, Claim claim) {
    Design design = analysis.design();
    String unknown = unknown(claim, design);
    if (!unknown.isEmpty()) {
      return new Found(List.of(), unknown);
    }
    Arms arms = Arms.of(claim, design);
    if (!arms.axis().isEmpty() && arms.values().size() < 2) {
      return new Found(List.of(), "the plan has one value of " + arms.axis());
    }
    List<List<Group>> found = new ArrayList<>();
    for (Object value : arms.values()) {
      found.add(groups(analysis, claim, arms.axis(), value));
    }
    boolean complete = analysis.completeness().complete();
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).isEmpty()) {
        String arm = arms.axis().isEmpty() ? "it" : says(arms.axis(), arms.values().get(i));
        return new Found(
            List.of(),
            complete
                ? "no configuration of " + arm + " is as the claim says"
                : "no run of " + arm + " has ended");
      }
    }
    List<Axis> common =
        design.grouping().stream()
            .filter(axis -> !axis.name().equals(arms.axis()))
            .filter(axis -> shared(axis, found))
            .toList();
    List<ClaimSetting> settings = settings(common, found);
    return new Found(settings, missing(claim, common, settings, complete));
  }

  /** What a claim names that the plan does not have, or an empty string. */
  private static String unknown(Claim claim, Design design) {
    Map<String, List<Object>> wanted = new LinkedHashMap<>(claim.where());
    if (claim.compare() != null) {
      wanted.put(claim.compare().axis(), claim.compare().values());
    }
    if (!claim.over().isEmpty()) {
      wanted.putIfAbsent(claim.over(), List.of());
    }
    for (Map.Entry<String, List<Object>> each : wanted.entrySet()) {
      List<Object> known = design.axis(each.getKey()).map(Axis::values).orElse(List.of());
      if (known.isEmpty()) {
        return "the plan has no axis " + each.getKey();
      }
      for (Object value : each.getValue()) {
        if (known.stream().noneMatch(other -> Claim.same(other, value))) {
          return "the plan has no " + says(each.getKey(), value);
        }
      }
    }
    return "";
  }

  private static String says(String axis, Object value) {
    return axis + " = " + AxisText.of(value);
  }

  /**
   * Whether the arms have a value of an axis in common, by which they can be told to be alike. What
   * one of them does not have, or what goes with the arm itself, such as the initial weights of a
   * rule, tells no settings apart.
   */
  private static boolean shared(Axis axis, List<List<Group>> arms) {
    Set<Object> shared = new HashSet<>();
    arms.get(0).forEach(group -> shared.add(group.value(axis)));
    shared.remove(null);
    for (List<Group> groups : arms) {
      shared.retainAll(groups.stream().map(group -> group.value(axis)).toList());
    }
    return !shared.isEmpty();
  }

  /** The groups of an arm, each with the configurations that the claim allows. */
  private static List<Group> groups(Analysis analysis, Claim claim, String armAxis, Object value) {
    Design design = analysis.design();
    List<Group> own = new ArrayList<>();
    for (Group group : analysis.groups()) {
      List<Replicates> kept =
          group.configurations().stream()
              .filter(each -> armAxis.isEmpty() || Claim.same(at(design, each, armAxis), value))
              .toList();
      if (!kept.isEmpty()) {
        own.add(new Group(design, group.values(), kept));
      }
    }
    // An axis that none of an arm's configurations has does not tell them apart.
    Set<String> asked = new HashSet<>(claim.where().keySet());
    asked.remove(armAxis);
    asked.removeIf(
        axis ->
            own.stream()
                .flatMap(group -> group.configurations().stream())
                .allMatch(each -> at(design, each, axis) == null));
    List<Group> allowed = new ArrayList<>();
    for (Group group : own) {
      List<Replicates> kept =
          group.configurations().stream()
              .filter(
                  each ->
                      asked.stream().allMatch(axis -> claim.allows(axis, at(design, each, axis))))
              .toList();
      if (!kept.isEmpty()) {
        allowed.add(new Group(design, group.values(), kept));
      }
    }
    return allowed;
  }

  private static Object at(Design design, Replicates each, String axis) {
    return design.axis(axis).map(each::value).orElse(null);
  }

  private static List<ClaimSetting> settings(List<Axis> common, List<List<Group>> arms) {
    List<Map<List<Object>, List<Group>>> byPlace = new ArrayList<>();
    Set<List<Object>> places = new LinkedHashSet<>();
    for (List<Group> groups : arms) {
      Map<List<Object>, List<Group>> mine = new HashMap<>();
      for (Group group : groups) {
        List<Object> place = new ArrayList<>();
        common.forEach(axis -> place.add(group.value(axis)));
        mine.computeIfAbsent(place, key -> new ArrayList<>()).add(group);
        places.add(place);
      }
      byPlace.add(mine);
    }
    List<Axis> varying =
        common.stream()
            .filter(
                axis ->
                    places.stream().map(place -> place.get(common.indexOf(axis))).distinct().count()
                        > 1)
            .toList();
    List<ClaimSetting> settings = new ArrayList<>();
    for (List<Object> place : places) {
      List<List<Group>> here =
          byPlace.stream().map(mine -> mine.getOrDefault(place, List.of())).toList();
      String words =
          varying.stream()
              .map(axis -> says(axis.name(), place.get(common.indexOf(axis))))
              .collect(Collectors.joining(", "));
      settings.add(new ClaimSetting(words, here));
    }
    return settings;
  }

  /**
   * Of a sweep that is not complete nobody knows which settings are still to come: all that the
   * values of the axes would make are expected.
   */
  private static String missing(
      Claim claim, List<Axis> common, List<ClaimSetting> settings, boolean complete) {
    if (complete) {
      return "";
    }
    long expected = 1;
    for (Axis axis : common) {
      expected *=
          Math.max(
              1, axis.values().stream().filter(value -> claim.allows(axis.name(), value)).count());
    }
    return settings.size() < expected
        ? settings.size() + " of up to " + expected + " settings have runs"
        : "";
  }

  /** Whether every arm has something to look at. */
  boolean whole() {
    return arms.stream().noneMatch(List::isEmpty);
  }

  /** How many ways there are to take one group an arm. */
  double ways() {
    return arms.stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
  }

  /**
   * Every way to take one group an arm: arms may have axes that the others do not, and a claim that
   * does not name their values speaks of each.
   */
  List<List<Group>> choices() {
    List<List<Group>> choices = new ArrayList<>(List.of(List.of()));
    for (List<Group> groups : arms) {
      List<List<Group>> longer = new ArrayList<>();
      for (List<Group> begun : choices) {
        for (Group group : groups) {
          List<Group> next = new ArrayList<>(begun);
          next.add(group);
          longer.add(next);
        }
      }
      choices = longer;
    }
    return choices;
  }
}
