package neurosweep.spec;

import java.math.BigInteger;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;

/** Multiplies a draft out into its distinct configurations. */
final class Expansion {
  /**
   * Most combinations that are multiplied out: the configurations and the set that finds duplicates
   * are held in memory, about 200 bytes each. More are refused, never cut.
   */
  static final int MOST_COMBINATIONS = 5_000_000;

  private final Draft draft;
  private final Knobs knobs;
  private final Problems problems;
  private final List<String> names;
  private final int[] memberKnobs;
  private final Map<List<Object>, Chosen> choices = new HashMap<>();
  private final Set<List<Object>> known = new HashSet<>();
  private final List<Object[]> rows = new ArrayList<>();
  private final List<Set<Object>> observed = new ArrayList<>();
  private long duplicates;
  private long excluded;

  Expansion(Draft draft, Knobs knobs, Problems problems) {
    this.draft = draft;
    this.knobs = knobs;
    this.problems = problems;
    names = List.copyOf(draft.mentioned);
    names.forEach(name -> observed.add(new LinkedHashSet<>()));
    memberKnobs =
        java.util.stream.IntStream.range(0, names.size())
            .filter(k -> knobs.is(names.get(k), Param.Kind.MEMBER))
            .toArray();
  }

  /** Whether the combinations fit the bound; reported if not. */
  boolean fits(String file) {
    BigInteger count = draft.combinations();
    boolean fits = count.compareTo(BigInteger.valueOf(MOST_COMBINATIONS)) <= 0;
    if (!fits) {
      String rule = " combinations of values, more than the " + MOST_COMBINATIONS;
      problems.add(file, "has " + count + rule + " that fit in memory; split the job");
    }
    return fits;
  }

  /**
   * Reports knobs that no chosen member reads. Not those of the file if the command line narrowed
   * the members: a part of a sweep may leave knobs without a reader.
   */
  void reportUnread() {
    Set<String> all = new HashSet<>();
    Map<String, Set<Object>> chosen = new TreeMap<>();
    for (Map<String, Draft.Setting> variant : draft.variants) {
      Set<String> read = new HashSet<>();
      List<Draft.Dimension> dimensions =
          draft.dimensions(variant).stream().filter(this::choosesMembers).toList();
      walk(dimensions, given -> note(given, read, chosen));
      variant.forEach((knob, setting) -> reportUnread(knob, setting, read, chosen));
      all.addAll(read);
    }
    for (Draft.Dimension dimension : draft.base) {
      dimension.columns().forEach((knob, setting) -> reportUnread(knob, setting, all, chosen));
    }
  }

  private boolean choosesMembers(Draft.Dimension dimension) {
    return dimension.columns().keySet().stream().anyMatch(k -> knobs.is(k, Param.Kind.MEMBER));
  }

  private void note(Given[] given, Set<String> read, Map<String, Set<Object>> chosen) {
    Chosen choice = chosen(given);
    read.addAll(choice.knobs());
    for (int k : memberKnobs) {
      if (choice.knobs().contains(names.get(k))) {
        Object value = choice.value(k, given[k]);
        chosen.computeIfAbsent(names.get(k), n -> new LinkedHashSet<>()).add(value);
      }
    }
  }

  private void reportUnread(
      String knob, Draft.Setting setting, Set<String> read, Map<String, Set<Object>> chosen) {
    boolean narrowed =
        draft.overridden.stream().anyMatch(name -> knobs.is(name, Param.Kind.MEMBER));
    if (read.contains(knob) || (narrowed && !draft.overridden.contains(knob))) {
      return;
    }
    StringBuilder members = new StringBuilder();
    chosen.forEach(
        (name, values) ->
            members.append(members.isEmpty() ? "" : "; ").append(name + ": " + values));
    String where = members.isEmpty() ? "" : " (" + members + ")";
    String rule = "nothing that is chosen reads \"" + knob + "\"" + where + "; remove it";
    setting.place().report(problems, rule);
  }

  /** Multiplies out; values that the chosen members cannot use are reported. */
  Configurations run() {
    for (Map<String, Draft.Setting> variant : draft.variants) {
      walk(draft.dimensions(variant), this::combination);
    }
    return new Configurations(names, rows, duplicates, excluded);
  }

  /** The combinations of what is listed; each once, where nothing is drawn. */
  List<Combination> combinations(Configurations configurations) {
    if (draft.drawn().isEmpty()) {
      return new AbstractList<>() {
        @Override
        public Combination get(int index) {
          return Combination.of(configurations.get(index));
        }

        @Override
        public int size() {
          return configurations.size();
        }
      };
    }
    List<Combination> combinations = new ArrayList<>();
    for (Map<String, Draft.Setting> variant : draft.variants) {
      List<Draft.Dimension> dimensions = draft.dimensions(variant);
      List<Distribution> drawn =
          dimensions.stream().flatMap(dimension -> dimension.drawn().stream()).toList();
      walk(
          dimensions.stream().filter(dimension -> dimension.drawn().isEmpty()).toList(),
          given -> combinations.add(new Open(given.clone(), drawn)));
    }
    return combinations;
  }

  /** A combination that leaves axes open. */
  private final class Open implements Combination {
    private final Given[] given;
    private final List<Distribution> axes;
    private final int[] columns;

    Open(Given[] given, List<Distribution> drawn) {
      this.given = given;
      boolean decided = drawn.stream().noneMatch(axis -> knobs.is(axis.knob(), Param.Kind.MEMBER));
      Set<String> read = decided ? chosen(given).knobs() : Set.of();
      this.axes = drawn.stream().filter(axis -> !decided || read.contains(axis.knob())).toList();
      this.columns = axes.stream().mapToInt(axis -> names.indexOf(axis.knob())).toArray();
    }

    @Override
    public List<Distribution> axes() {
      return axes;
    }

    @Override
    public Optional<Values> at(double... point) {
      String[] texts = new String[given.length];
      Given[] all = given.clone();
      for (int a = 0; a < columns.length; a++) {
        String text = axes.get(a).text(point[a]);
        texts[columns[a]] = text;
        Place place = new Place("", "");
        all[columns[a]] = new Given(text, text, place); // a member is a text
      }
      Chosen choice = chosen(all);
      Object[] effective = new Object[given.length];
      for (int k = 0; k < effective.length; k++) {
        effective[k] = texts[k] == null ? choice.value(k, given[k]) : choice.drawn(k, texts[k]);
      }
      return choice.excludes(effective)
          ? Optional.empty()
          : Optional.of(
              new Configurations(names, List.<Object[]>of(row(choice, effective)), 0, 0).get(0));
    }
  }

  /** Defaults and what does not apply left out. */
  private static Object[] row(Chosen choice, Object[] effective) {
    Object[] row = new Object[effective.length];
    for (int k = 0; k < row.length; k++) {
      boolean plain = effective[k] == null || choice.isDefault(k, effective[k]);
      row[k] = plain ? null : effective[k];
    }
    return row;
  }

  private void combination(Given[] given) {
    Chosen choice = chosen(given);
    Object[] effective = new Object[given.length];
    for (int k = 0; k < given.length; k++) {
      effective[k] = choice.value(k, given[k]);
    }
    Object[] row = row(choice, effective);
    if (!known.add(Arrays.asList(row))) {
      duplicates++;
    } else if (choice.excludes(effective)) {
      excluded++;
    } else {
      rows.add(row);
      observe(choice, given, effective);
    }
  }

  private void observe(Chosen choice, Given[] given, Object[] effective) {
    for (int k = 0; k < effective.length; k++) {
      if (effective[k] != null) {
        observed.get(k).add(effective[k]);
      }
      if (choice.hasFaults() && given[k] != null && choice.fault(given[k]) != null) {
        given[k].place().report(problems, choice.fault(given[k]));
      }
    }
  }

  private Chosen chosen(Given[] given) {
    Object[] members = new Object[memberKnobs.length];
    for (int m = 0; m < members.length; m++) {
      Given member = given[memberKnobs[m]];
      members[m] = member == null ? null : member.value();
    }
    return choices.computeIfAbsent(Arrays.asList(members), this::choose);
  }

  private Chosen choose(List<Object> members) {
    TreeMap<String, Object> values = new TreeMap<>();
    for (int m = 0; m < memberKnobs.length; m++) {
      if (members.get(m) != null) {
        values.put(names.get(memberKnobs[m]), members.get(m));
      }
    }
    return new Chosen(knobs.params(), new Values(values), names, draft.exclusions);
  }

  /** Visits every combination, the first dimension slowest; the array is reused. */
  private void walk(
      List<Draft.Dimension> dimensions, java.util.function.Consumer<Given[]> visitor) {
    Given[] given = new Given[names.size()];
    if (dimensions.stream().allMatch(d -> d.length() > 0)) {
      walk(dimensions, 0, given, visitor);
    }
  }

  private void walk(
      List<Draft.Dimension> dimensions,
      int depth,
      Given[] given,
      java.util.function.Consumer<Given[]> visitor) {
    if (depth == dimensions.size()) {
      visitor.accept(given);
      return;
    }
    Draft.Dimension dimension = dimensions.get(depth);
    int[] columns = dimension.columns().keySet().stream().mapToInt(names::indexOf).toArray();
    List<List<Given>> values =
        dimension.columns().values().stream().map(Draft.Setting::values).toList();
    for (int i = 0; i < dimension.length(); i++) {
      for (int c = 0; c < columns.length; c++) {
        given[columns[c]] = values.get(c).get(i);
      }
      walk(dimensions, depth + 1, given, visitor);
    }
  }

  /**
   * The values that each knob has in the configurations, knobs and values in the order of the job;
   * a default that the job does not mention comes first.
   */
  Map<String, List<Object>> observed() {
    Map<String, List<Object>> result = new LinkedHashMap<>();
    for (int k = 0; k < names.size(); k++) {
      Set<Object> left = new LinkedHashSet<>(observed.get(k));
      Set<Object> ordered = new LinkedHashSet<>();
      for (Object value : declared(names.get(k))) {
        if (left.remove(value)) {
          ordered.add(value);
        }
      }
      List<Object> values = new ArrayList<>(left);
      values.addAll(ordered);
      Distribution drawn = draft.drawn().get(names.get(k));
      if (drawn != null && drawn.count() == 0) {
        result.put(names.get(k), List.of()); // its ends stand for all that may be drawn
      } else if (!values.isEmpty()) {
        result.put(names.get(k), values);
      }
    }
    return result;
  }

  private List<Object> declared(String knob) {
    List<Object> values = new ArrayList<>();
    draft.base.forEach(dimension -> addValues(dimension.columns().get(knob), values));
    draft.variants.forEach(variant -> addValues(variant.get(knob), values));
    return values;
  }

  private static void addValues(Draft.Setting setting, List<Object> values) {
    if (setting != null) {
      setting.values().forEach(given -> values.add(given.value()));
    }
  }
}
