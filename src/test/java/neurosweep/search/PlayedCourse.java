package neurosweep.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Values;
import neurosweep.math.random.Rng;
import neurosweep.testing.SurfaceSpace;

/** A course and what it has been told and has asked for, as a driver would know. */
final class PlayedCourse {
  private static final int MOST = 100_000;

  private final SurfaceSpace space;
  private final Course course;
  private final Set<String> ids = new HashSet<>();
  private final List<Cell> asked = new ArrayList<>();
  private final List<Cell> open = new ArrayList<>();
  private final List<CellResult> told = new ArrayList<>();

  PlayedCourse(SurfaceSpace space, Search search, Values settings) {
    this.space = space;
    this.course = search.begin(space, settings, Decisions.NONE);
  }

  Course course() {
    return course;
  }

  /** All cells that it has asked for, in that order. */
  List<Cell> asked() {
    return asked;
  }

  Set<String> ids() {
    return Set.copyOf(ids);
  }

  List<Cell> open() {
    return open;
  }

  List<CellResult> told() {
    return told;
  }

  /** Asks once; it must not ask for a cell again. */
  void ask(int free) {
    for (Cell cell : course.ask(free)) {
      assertTrue(ids.add(cell.id()), "asked twice for " + cell);
      asked.add(cell);
      open.add(cell);
    }
    assertTrue(asked.size() < MOST, "it does not end");
  }

  /** Trains an open cell. */
  void train(int place) {
    CellResult result = space.train(open.remove(place));
    told.add(result);
    course.tell(result);
  }

  /** One cell after another, the first asked for first. */
  PlayedCourse inOrder() {
    ask(1);
    while (!open.isEmpty()) {
      train(0);
      ask(1);
    }
    return this;
  }

  /** Cells end in any order, and it is asked now and then. */
  PlayedCourse atRandom(Rng rng) {
    ask(3);
    while (!open.isEmpty()) {
      train(rng.nextInt(open.size()));
      if (open.isEmpty() || rng.nextInt(3) == 0) {
        ask(rng.nextInt(5));
      }
    }
    return this;
  }

  /** The best score of the first cells. */
  double best(int cells) {
    double best = Double.NEGATIVE_INFINITY;
    for (Cell cell : asked.subList(0, Math.min(cells, asked.size()))) {
      double value = space.value(cell);
      if (value > best) {
        best = value;
      }
    }
    return best;
  }
}
