package neurosweep.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.testing.SmallCells;
import neurosweep.testing.TestSpace;
import org.junit.jupiter.api.Test;

class RungsTest {
  private static final TestSpace SPACE = TestSpace.listed(1, 1);

  private static List<Bracket.Rung> rungs(TestSpace space, Values settings, int candidates) {
    return Rungs.of(space, settings, Rungs.budgets(space, settings, candidates), candidates);
  }

  private static String text(List<Bracket.Rung> rungs) {
    StringBuilder text = new StringBuilder();
    for (Bracket.Rung rung : rungs) {
      text.append(rung.size()).append('@').append(rung.budget()).append(' ');
    }
    return text.toString().strip();
  }

  private static String text(long full, long multiple, int candidates, Object... settings) {
    TestSpace space = SPACE.withBudget(full, multiple);
    return text(rungs(space, SmallCells.knobs(settings), candidates));
  }

  @Test
  void knownLadders() {
    assertEquals("81@1 27@3 9@9 3@27 1@81", text(81, 1, 81, "finalists", 1L));
    assertEquals("81@9 27@27 9@81", text(81, 1, 81), "one in ten");
    assertEquals("27@3 9@9 3@27 1@81", text(81, 1, 27, "finalists", 1L));
    assertEquals("10@9 3@27 1@81", text(81, 1, 10));
    assertEquals("2@81", text(81, 1, 2));
    assertEquals("81@1 27@3 9@9", text(9, 1, 81, "finalists", 1L));
    assertEquals("16@6 8@12 4@25 2@50 1@100", text(100, 1, 16, "eta", 2L));
    assertEquals(
        "16@10 8@20 4@50 2@100", text(100, 10, 16, "eta", 2L, "finalists", 2L, "least", 10L));
    assertEquals("100@9 33@27 11@81", text(81, 1, 100, "least", 5L, "finalists", 1L));
    assertEquals("3@1 1@81", text(81, 1, 3, "least", 1L), "nobody leaves from 3, 9 and 27");
    assertEquals("2@1 1@81", text(81, 1, 2, "least", 1L));
    assertEquals("5@81", text(81, 1, 5, "least", 1L, "finalists", 5L));
    assertEquals("9@27 4@81", text(81, 1, 9, "finalists", 4L, "least", 27L));
    assertEquals("6@81", text(81, 1, 6, "finalists", 4L), "a third is too few");
  }

  @Test
  void holdsForMany() {
    for (long full : new long[] {2, 7, 27, 100, 1000}) {
      for (long multiple : new long[] {1, 3, 10}) {
        for (int candidates : new int[] {1, 2, 3, 8, 9, 10, 26, 27, 28, 100, 1000}) {
          for (long eta : new long[] {2, 3, 4, 10}) {
            for (long least : new long[] {0, 1, 2, 9}) {
              for (long finalists : new long[] {1, 2, 5}) {
                holds(full, multiple, candidates, eta, least, finalists);
              }
            }
          }
        }
      }
    }
  }

  private static void holds(
      long full, long multiple, int candidates, long eta, long least, long finalists) {
    Values settings = SmallCells.knobs("eta", eta, "least", least, "finalists", finalists);
    TestSpace space = SPACE.withBudget(full, multiple);
    List<Bracket.Rung> rungs = rungs(space, settings, candidates);
    String where = text(rungs) + " of " + full + "/" + multiple + " " + settings;
    assertEquals(candidates, rungs.get(0).size(), where);
    assertEquals(full, rungs.get(rungs.size() - 1).budget(), where);
    for (int k = 0; k < rungs.size(); k++) {
      Bracket.Rung rung = rungs.get(k);
      assertTrue(rung.size() >= Math.min(finalists, candidates), where);
      if (k + 1 < rungs.size()) {
        assertEquals(0, rung.budget() % multiple, where);
        assertTrue(rung.budget() >= Math.max(1, least), where);
        assertTrue(rung.budget() * eta <= rungs.get(k + 1).budget() + eta * multiple, where);
        assertTrue(rung.budget() < rungs.get(k + 1).budget(), where);
        assertTrue(rung.size() > rungs.get(k + 1).size(), where);
      }
    }
  }

  @Test
  void seedsAreTheFirst() {
    TestSpace space = SPACE.withSeeds(5);
    List<Bracket.Rung> few = rungs(space, SmallCells.knobs("rung_seeds", 2L), 9);
    assertEquals(List.of(1L, 2L), few.get(0).seeds());
    assertEquals(space.seeds(), few.get(few.size() - 1).seeds());
    assertEquals(space.seeds(), rungs(space, Values.NONE, 9).get(0).seeds());
  }

  private static String problem(TestSpace space, Object... settings) {
    Problems problems = new Problems();
    Rungs.check(space, SmallCells.knobs(settings), problems, "search");
    return String.join("\n", problems.lines());
  }

  @Test
  void refusesWhatLeavesNothingToHalve() {
    assertEquals("", problem(SPACE));
    assertEquals("", problem(SPACE, "least", 9L));
    assertTrue(
        problem(SPACE.withBudget(java.util.Optional.empty())).contains("needs a budget that all"));
    assertTrue(problem(SPACE, "least", 28L).contains("least is 28, must be at most"));
    assertTrue(problem(SPACE, "least", 10L).contains("no budget below the job's epochs, which is"));
    assertTrue(problem(SPACE.withBudget(2, 1)).contains("which is 2"));
    assertTrue(problem(SPACE.withBudget(27, 10)).contains("multiple of 10"));
    assertTrue(problem(SPACE, "rung_seeds", 4L).contains("seeds, which is 3"));
  }
}
