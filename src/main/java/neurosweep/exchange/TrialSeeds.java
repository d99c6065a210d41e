package neurosweep.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import neurosweep.core.Problems;
import neurosweep.data.CsvLines;

/**
 * The replication that each trial is. Tables compare configurations with the same seeds; where a
 * table has none, or draws one for each trial, trials of a configuration are counted, as many as
 * most configurations have.
 *
 * @param kind where they are from
 * @param seeds of the trials that count; {@link #NONE} for one that is more than most
 *     configurations have
 */
record TrialSeeds(Kind kind, List<Long> seeds) {
  /** Stands for no seed. */
  static final long NONE = -1;

  private static final double MOST = 9e15;

  /** Where seeds are from. */
  enum Kind {
    /** The table's own. */
    GIVEN,
    /** The table has its own, of which configurations share too few. */
    DRAWN,
    /** The table has none. */
    COUNTED
  }

  /**
   * Reads or counts them.
   *
   * @param configurations what tells configurations apart, a row each
   */
  static TrialSeeds of(
      ForeignColumns columns,
      List<List<String>> rows,
      List<List<String>> configurations,
      Problems problems) {
    if (!columns.has(Role.Kind.SEED)) {
      return new TrialSeeds(Kind.COUNTED, counted(configurations));
    }
    int column = columns.all(Role.Kind.SEED).get(0);
    List<Long> seeds = new ArrayList<>();
    for (List<String> row : rows) {
      double number = CsvLines.number(row.get(column));
      boolean whole = number == Math.rint(number) && number >= 0 && number < MOST;
      if (!whole) {
        problems.add(
            columns.title(column),
            "is \""
                + row.get(column)
                + "\" in a trial, must be a whole number from 0 to 9e15, which doubles hold exactly;"
                + " number the seeds anew");
      }
      seeds.add(whole ? (long) number : 0);
    }
    long all = new HashSet<>(configurations).size() * (long) new HashSet<>(seeds).size();
    Set<List<Object>> cells = new HashSet<>();
    for (int i = 0; i < seeds.size(); i++) {
      cells.add(List.of(configurations.get(i), seeds.get(i)));
    }
    boolean shared =
        new HashSet<>(configurations).size() == 1
            || cells.size() > new HashSet<>(seeds).size(); // some seed in two configurations
    return shared && 2L * cells.size() >= all
        ? new TrialSeeds(Kind.GIVEN, seeds)
        : new TrialSeeds(Kind.DRAWN, counted(configurations));
  }

  /**
   * Knobs of which no two values have a seed in common, though the table's own seeds count.
   *
   * @param configurations as for {@link #of}
   * @return their positions
   */
  List<Integer> apart(List<List<String>> configurations) {
    List<Integer> apart = new ArrayList<>();
    if (kind != Kind.GIVEN || configurations.isEmpty()) {
      return apart;
    }
    for (int knob = 0; knob < configurations.get(0).size(); knob++) {
      Map<Long, String> values = new HashMap<>();
      boolean disjoint = true;
      for (int i = 0; i < seeds.size(); i++) {
        String value = configurations.get(i).get(knob);
        disjoint &= values.merge(seeds.get(i), value, (first, other) -> first).equals(value);
      }
      if (disjoint && new HashSet<>(values.values()).size() > 1) {
        apart.add(knob);
      }
    }
    return apart;
  }

  private static List<Long> counted(List<List<String>> configurations) {
    Map<List<String>, Long> counts = new HashMap<>();
    List<Long> seeds = new ArrayList<>();
    configurations.forEach(each -> seeds.add(counts.merge(each, 1L, Long::sum)));
    Map<Long, Integer> often = new TreeMap<>(Collections.reverseOrder());
    counts.values().forEach(count -> often.merge(count, 1, Integer::sum));
    long usual = Collections.max(often.entrySet(), Map.Entry.comparingByValue()).getKey();
    return seeds.stream().map(seed -> seed > usual ? NONE : seed).toList();
  }
}
