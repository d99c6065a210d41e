package neurosweep.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** What has happened, and whether it may. */
final class Tally {
  private final Map<Kill.Victim, Integer> kills = new EnumMap<>(Kill.Victim.class);
  private final Map<Mode, Integer> rounds = new EnumMap<>(Mode.class);
  private final List<String> lost = new ArrayList<>();
  private final List<String> repeated = new ArrayList<>();
  private final List<String> different = new ArrayList<>();
  private int gaveUp;
  private long cells;
  private long rows;

  void killed(Kill.Victim victim) {
    kills.merge(victim, 1, Integer::sum);
  }

  void ended(Mode mode) {
    rounds.merge(mode, 1, Integer::sum);
  }

  /** A driver ended by itself without finishing, such as when Spark had lost too many executors. */
  void gaveUp() {
    gaveUp++;
  }

  void compared(long moreCells, long moreRows) {
    cells += moreCells;
    rows += moreRows;
  }

  void lost(String what) {
    lost.add(what);
  }

  void repeated(String what) {
    repeated.add(what);
  }

  void different(String what) {
    different.add(what);
  }

  int kills() {
    return sum(kills);
  }

  /** Nothing is lost, repeated or different, and something was compared. */
  boolean isClean() {
    return lost.isEmpty() && repeated.isEmpty() && different.isEmpty() && cells > 0;
  }

  List<String> lost() {
    return lost;
  }

  List<String> repeated() {
    return repeated;
  }

  List<String> different() {
    return different;
  }

  private static int sum(Map<?, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String parts(Map<?, Integer> counts) {
    StringJoiner parts = new StringJoiner(", ");
    counts.forEach((what, count) -> parts.add(count + " " + what));
    return sum(counts) + ": " + parts;
  }

  /** The tally for people; of each fault the first few. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("kills     " + parts(kills));
    lines.add("rounds    " + parts(rounds));
    lines.add("gave up   " + gaveUp + " drivers ended by themselves and were started again");
    lines.add(
        String.format(
            Locale.ROOT, "compared  %,d cells, %,d rows and files, bit for bit", cells, rows));
    add(lines, "lost     ", lost);
    add(lines, "repeated ", repeated);
    add(lines, "different", different);
    return lines;
  }

  private static void add(List<String> lines, String name, List<String> faults) {
    lines.add(name + " " + faults.size());
    faults.stream().limit(10).forEach(fault -> lines.add("  " + fault));
  }
}
