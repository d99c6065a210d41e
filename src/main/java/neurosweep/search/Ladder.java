package neurosweep.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Cell;

/**
 * The rungs of a group that are climbed without waiting for all (Li et al., MLSys 2020): what
 * stands where, and who may climb.
 */
final class Ladder {
  private final Board board;
  private final List<Bracket.Rung> rungs;
  private final String knob;
  private final long eta;
  private final long finalists;
  private final IdentityHashMap<Candidate, Integer> order = new IdentityHashMap<>();
  private final List<IdentityHashMap<Candidate, Place>> places = new ArrayList<>();
  private final IdentityHashMap<Candidate, Integer> reached = new IdentityHashMap<>();
  private final Map<String, Place> cells = new HashMap<>();

  /** A configuration in a rung. */
  private static final class Place {
    final Candidate candidate;
    final int rung;
    final Set<String> open = new HashSet<>();
    double score; // once nothing is open

    Place(Candidate candidate, int rung) {
      this.candidate = candidate;
      this.rung = rung;
    }

    Candidate candidate() {
      return candidate;
    }

    boolean hasScore() {
      return open.isEmpty() && score > Board.NONE;
    }
  }

  /** A configuration that may enter a rung. */
  record Step(Ladder ladder, Candidate candidate, int rung) {
    long budget() {
      return ladder.rungs.get(rung).budget();
    }

    List<Cell> cells() {
      return ladder.rungs.get(rung).cells(candidate);
    }
  }

  /**
   * A ladder.
   *
   * @param rungs of any size, the last one with the full budget
   * @param eta one of so many climbs
   * @param finalists as many climb to the last rung in any case
   * @param candidates of the group
   */
  Ladder(
      Board board,
      List<Bracket.Rung> rungs,
      String knob,
      long eta,
      long finalists,
      List<Candidate> candidates) {
    this.board = board;
    this.rungs = rungs;
    this.knob = knob;
    this.eta = eta;
    this.finalists = finalists;
    candidates.forEach(each -> order.put(each, order.size()));
    rungs.forEach(rung -> places.add(new IdentityHashMap<>()));
  }

  /** The rung with a budget, if there is one. */
  Optional<Integer> rung(long budget) {
    for (int k = 0; k < rungs.size(); k++) {
      if (rungs.get(k).budget() == budget) {
        return Optional.of(k);
      }
    }
    return Optional.empty();
  }

  /** The highest rung that a configuration has entered; -1 where it has not started. */
  int reached(Candidate candidate) {
    return reached.getOrDefault(candidate, -1);
  }

  /** A configuration enters a rung. */
  void enter(Step step) {
    Place place = new Place(step.candidate(), step.rung());
    places.get(step.rung()).put(step.candidate(), place);
    reached.put(step.candidate(), step.rung());
    for (Cell cell : step.cells()) {
      cells.put(cell.id(), place);
      if (!board.ended(cell)) {
        place.open.add(cell.id());
      }
    }
    settle(place);
  }

  /** A cell has ended. */
  void tell(Cell cell) {
    Place place = cells.get(cell.id());
    if (place != null) {
      place.open.remove(cell.id());
      settle(place);
    }
  }

  private void settle(Place place) {
    if (place.open.isEmpty()) {
      Bracket.Rung rung = rungs.get(place.rung);
      place.score = board.mean(place.candidate, rung.budget(), rung.seeds());
    }
  }

  /** The climb from the highest rung that has one: of the best, those that are still there. */
  Optional<Step> climb() {
    for (int k = rungs.size() - 2; k >= 0; k--) {
      long ended = places.get(k).values().stream().filter(place -> place.open.isEmpty()).count();
      Optional<Place> best =
          ranked(k).stream().limit(ended / eta).filter(this::isStillThere).findFirst();
      if (best.isPresent()) {
        return best.map(place -> new Step(this, place.candidate, place.rung + 1));
      }
    }
    return Optional.empty();
  }

  /**
   * What still climbs once everything has started and nobody climbs by rank: the best of the
   * topmost rung where somebody is left, as long as too few are above and nothing may change who is
   * the best. Without it a group smaller than eta would end in the first rung.
   */
  Optional<Step> lastClimb() {
    if (reached.size() < order.size()) {
      return Optional.empty();
    }
    for (int k = rungs.size() - 2; k >= 0; k--) {
      Optional<Place> best = ranked(k).stream().filter(this::isStillThere).findFirst();
      if (best.isPresent()) {
        boolean mayChange = isOpen(0, k + 1);
        return mayChange || above(k) >= finalists
            ? Optional.empty()
            : best.map(place -> new Step(this, place.candidate, place.rung + 1));
      }
    }
    return Optional.empty();
  }

  private List<Place> ranked(int rung) {
    return places.get(rung).values().stream()
        .filter(Place::hasScore)
        .sorted(
            Comparator.<Place>comparingDouble(place -> place.score)
                .reversed()
                .thenComparing(place -> order.get(place.candidate)))
        .toList();
  }

  private boolean isStillThere(Place place) {
    return reached(place.candidate) == place.rung;
  }

  private boolean isOpen(int from, int to) {
    return places.subList(from, to).stream()
        .anyMatch(rung -> rung.values().stream().anyMatch(place -> !place.open.isEmpty()));
  }

  /** How many are above a rung or at the end, without those that came to nothing. */
  private long above(int rung) {
    return places.subList(rung + 1, rungs.size()).stream()
        .flatMap(each -> each.values().stream())
        .filter(place -> isStillThere(place) && (!place.open.isEmpty() || place.hasScore()))
        .map(Place::candidate)
        .count();
  }

  /** Whether a cell of a higher rung may still go on from this one. */
  boolean mayContinue(Cell cell) {
    Place place = cells.get(cell.id());
    if (place == null || place.rung + 1 == rungs.size()) {
      return false;
    }
    if (isStillThere(place)) {
      return (!place.open.isEmpty() || place.hasScore()) && !isOver();
    }
    int next = place.rung + 1;
    while (!places.get(next).containsKey(place.candidate)) {
      next++;
    }
    return !board.ended(place.candidate.cell(rungs.get(next).budget(), cell.seed()));
  }

  private boolean isOver() {
    return reached.size() == order.size()
        && !isOpen(0, rungs.size())
        && climb().isEmpty()
        && lastClimb().isEmpty();
  }

  /** Its rungs. */
  List<Course.Stage> stages() {
    List<Course.Stage> stages = new ArrayList<>();
    for (int k = 0; k < rungs.size(); k++) {
      boolean last = k + 1 == rungs.size();
      long ended = 0;
      long left = 0;
      for (Place place : places.get(k).values()) {
        ended += place.open.isEmpty() ? 1 : 0;
        left += last ? place.hasScore() ? 1 : 0 : isStillThere(place) ? 0 : 1;
      }
      String name = Bracket.Rung.name(k, rungs.size(), rungs.get(k).budget(), knob);
      stages.add(new Course.Stage(name, places.get(k).size(), ended, left));
    }
    return stages;
  }
}
