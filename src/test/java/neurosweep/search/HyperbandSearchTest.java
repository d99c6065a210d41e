package neurosweep.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import neurosweep.core.Values;
import neurosweep.testing.DrivenSearch;
import neurosweep.testing.TestSpace;
import org.junit.jupiter.api.Test;

class HyperbandSearchTest {

  private static List<List<Integer>> deal(int count) {
    return HyperbandSearch.deal(IntStream.range(0, count).boxed().toList(), 5, 3);
  }

  /** Table 1 of the paper, R = 81: 81, 34, 15, 8 and 5, where these are rounded upwards. */
  @Test
  void dealsInThePapersProportions() {
    int[] paper = {81, 34, 15, 8, 5};
    List<List<Integer>> dealt = deal(143);
    for (int b = 0; b < 5; b++) {
      assertEquals(paper[b], dealt.get(b).size(), 1, "bracket " + b);
    }
  }

  @Test
  void moreSamplesMoveNobody() {
    List<List<Integer>> all = deal(200);
    for (int count = 0; count < 200; count++) {
      int limit = count;
      List<List<Integer>> few = deal(count);
      assertEquals(count, few.stream().mapToInt(List::size).sum());
      for (int b = 0; b < 5; b++) {
        assertEquals(all.get(b).stream().filter(i -> i < limit).toList(), few.get(b));
      }
    }
  }

  @Test
  void bracketsBeginEarlyAndLate() {
    TestSpace space =
        TestSpace.listed(1, 40)
            .withBudget(9, 1)
            .withSeeds(1)
            .with((values, budget, seed) -> (double) values.get("learning_rate"));
    DrivenSearch search =
        new DrivenSearch(space, new HyperbandSearch(), Values.NONE, "", List.of()).run();
    assertEquals(
        List.of(
            new Course.Stage("bracket 1 of 3, rung 1 of 3, 1 epochs", 22, 22, 7),
            new Course.Stage("bracket 1 of 3, rung 2 of 3, 3 epochs", 7, 7, 2),
            new Course.Stage("bracket 1 of 3, rung 3 of 3, 9 epochs", 2, 2, 2),
            new Course.Stage("bracket 2 of 3, rung 1 of 2, 3 epochs", 11, 11, 3),
            new Course.Stage("bracket 2 of 3, rung 2 of 2, 9 epochs", 3, 3, 3),
            new Course.Stage("bracket 3 of 3, rung 1 of 1, 9 epochs", 7, 7, 7)),
        search.course().stages());
    assertTrue(search.decisions().isEmpty());
  }
}
