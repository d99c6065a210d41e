package neurosweep.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.core.Cell;

/**
 * Rounds that the candidates of a group go through, fewer in each. A round is decided once all of
 * its cells have ended, so that the order in which they end changes nothing. One whose score
 * changes later, because a cell was tried again, is decided again.
 */
final class Rounds {
  private final Board board;
  private final Rule rule;
  private final List<List<Candidate>> entered = new ArrayList<>();
  private final IdentityHashMap<Candidate, Integer> reached = new IdentityHashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private boolean begun;
  private boolean over;

  /** What the rounds are and who goes on. */
  interface Rule {

    /** How many rounds there are. */
    int count();

    /** A round in words. */
    String name(int round);

    /**
     * The cells of a candidate in a round.
     *
     * @param entrants how many candidates are in the round
     */
    List<Cell> cells(int round, Candidate candidate, int entrants);

    /**
     * Who goes on to the next round, all of whose cells have ended in this one; not asked of the
     * last.
     */
    List<Candidate> next(int round, List<Candidate> candidates);

    /** Whether cells go on from the states in which those of the round before ended. */
    boolean grows();
  }

  private record Place(Candidate candidate, int round) {}

  /** Rounds whose first one all of these enter. */
  Rounds(Board board, Rule rule, List<Candidate> candidates) {
    this.board = board;
    this.rule = rule;
    enter(candidates);
  }

  private void enter(List<Candidate> candidates) {
    int round = entered.size();
    entered.add(List.copyOf(candidates));
    candidates.forEach(each -> reached.put(each, round));
    begun = false;
  }

  /**
   * A cell has ended.
   *
   * @param changed whether it had ended before with another score
   */
  void tell(Cell cell, boolean changed) {
    open.remove(cell.id());
    Place place = places.get(cell.id());
    if (changed && place != null && place.round() < entered.size()) {
      goBack(place.round());
    }
  }

  private void goBack(int round) {
    List<List<Candidate>> kept = List.copyOf(entered.subList(0, round + 1));
    entered.clear();
    reached.clear();
    open.clear();
    over = false;
    kept.forEach(this::enter);
  }

  /** The cells that have become open since the last time. */
  List<Cell> ask() {
    List<Cell> cells = new ArrayList<>();
    do {
      begin(cells);
    } while (decide());
    return cells;
  }

  private void begin(List<Cell> cells) {
    if (begun) {
      return;
    }
    begun = true;
    int round = entered.size() - 1;
    List<Candidate> in = entered.get(round);
    for (Candidate candidate : in) {
      for (Cell cell : rule.cells(round, candidate, in.size())) {
        if (!board.ended(cell)) {
          open.add(cell.id());
        }
        if (places.putIfAbsent(cell.id(), new Place(candidate, round)) == null) {
          cells.add(cell);
        }
      }
    }
  }

  private boolean decide() {
    int round = entered.size() - 1;
    if (over || !open.isEmpty()) {
      return false;
    }
    List<Candidate> next =
        round + 1 == rule.count() ? List.of() : rule.next(round, entered.get(round));
    over = next.isEmpty();
    if (!over) {
      enter(next);
    }
    return !over;
  }

  /** Whether a cell of a later round goes on from this one. */
  boolean mayContinue(Cell cell) {
    Place place = places.get(cell.id());
    if (place == null || !rule.grows() || place.round() + 1 == rule.count()) {
      return false;
    }
    int next = place.round() + 1;
    if (entered.size() <= next) {
      return !over;
    }
    return reached.getOrDefault(place.candidate(), 0) >= next
        && rule.cells(next, place.candidate(), entered.get(next).size()).stream()
            .anyMatch(later -> later.seed() == cell.seed() && !board.ended(later));
  }

  /** Its rounds. */
  List<Course.Stage> stages() {
    List<Course.Stage> stages = new ArrayList<>();
    for (int round = 0; round < rule.count(); round++) {
      List<Candidate> in = round < entered.size() ? entered.get(round) : List.of();
      long ended = 0;
      long scored = 0;
      for (Candidate each : in) {
        List<Cell> cells = rule.cells(round, each, in.size());
        boolean through = cells.stream().allMatch(board::ended);
        ended += through ? 1 : 0;
        scored +=
            through && cells.stream().allMatch(cell -> board.score(cell) > Board.NONE) ? 1 : 0;
      }
      boolean last = round + 1 == rule.count();
      long on = round + 1 < entered.size() ? entered.get(round + 1).size() : 0;
      stages.add(new Course.Stage(rule.name(round), in.size(), ended, last ? scored : on));
    }
    return stages;
  }
}
