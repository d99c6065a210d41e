package neurosweep.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Cell;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.testing.DrivenSearch;
import neurosweep.testing.SmallCells;
import neurosweep.testing.TestSpace;
import org.junit.jupiter.api.Test;

class AsynchronousHalvingSearchTest {
  private static final Values SETTINGS = SmallCells.knobs("least", 3L);
  private static final Search SEARCH = new AsynchronousHalvingSearch();

  private static double rate(Values values) {
    return (double) values.get("learning_rate");
  }

  private static final class Kept implements Decisions {
    final List<String> all = new ArrayList<>();

    @Override
    public List<String> made() {
      return List.copyOf(all);
    }

    @Override
    public void make(String decision) {
      all.add(decision);
    }
  }

  @Test
  void theBestOfThreeGoesOnAtOnce() {
    TestSpace space = TestSpace.listed(1, 9).withSeeds(1).with((v, b, s) -> rate(v));
    Kept kept = new Kept();
    Course course = SEARCH.begin(space, SETTINGS, kept);
    assertEquals(List.of(), course.ask(0));
    List<Candidate> all = space.candidates();
    List<Cell> first = course.ask(3);
    assertEquals(3, first.size());
    first.subList(0, 2).forEach(cell -> course.tell(space.run(cell)));
    assertEquals(List.of(all.get(3).cell(3, 1)), course.ask(1));
    course.tell(space.run(first.get(2)));
    assertEquals(List.of(all.get(2).cell(9, 1), all.get(4).cell(3, 1)), course.ask(2));
    String id = all.get(2).cell(0).configId();
    assertTrue(kept.all.contains("promote " + id + " to 9"), kept.all.toString());
    assertEquals("start " + all.get(0).cell(0).configId() + " at 3", kept.all.get(0));

    Course again = SEARCH.begin(space, SETTINGS, kept);
    assertEquals(6, again.ask(0).size(), "what was decided, whatever is free");
    assertEquals(List.of(), again.ask(0));
  }

  @Test
  void aConfigurationCountsAsItsSeeds() {
    TestSpace space = TestSpace.listed(1, 9);
    Course course = SEARCH.begin(space, SETTINGS, new Kept());
    assertEquals(6, course.ask(8).size());
    assertEquals(3, course.ask(1).size(), "at least one");
    assertEquals(3, course.ask(3).size());
  }

  @Test
  void smallGroupsReachTheEnd() {
    for (long finalists : new long[] {1, 2, 5}) {
      Values settings = SETTINGS.with("finalists", finalists);
      for (int group = 1; group <= 7; group++) {
        TestSpace space = TestSpace.listed(3, group).with((v, b, s) -> rate(v));
        DrivenSearch search = new DrivenSearch(space, SEARCH, settings, "x", List.of()).run();
        for (int g = 0; g < 3; g++) {
          int from = g * group;
          long full =
              space.candidates().subList(from, from + group).stream()
                  .filter(each -> search.total().contains(each.cell(1).id()))
                  .count();
          assertTrue(full >= Math.min(finalists, group), full + " of " + group);
        }
      }
    }
  }

  @Test
  void othersTakeThePlacesOfThoseThatDiverge() {
    TestSpace space =
        TestSpace.listed(1, 5)
            .with(
                (values, budget, seed) ->
                    budget > 3 && rate(values) > 2e-5 ? Double.NaN : rate(values));
    DrivenSearch search = new DrivenSearch(space, SEARCH, SETTINGS, "x", List.of()).run();
    assertTrue(search.total().contains(space.candidates().get(0).cell(1).id()));
  }

  @Test
  void cellsThatHadEndedTakeNoPlace() {
    TestSpace space = TestSpace.listed(1, 9).with((v, b, s) -> rate(v));
    Course course = SEARCH.begin(space, SETTINGS, new Kept());
    for (Candidate each : space.candidates()) {
      for (long budget : new long[] {3, 9, 27}) {
        space.seeds().forEach(seed -> course.tell(space.run(each.cell(budget, seed))));
      }
    }
    assertTrue(course.ask(1).size() > 27, "goes on until it waits");
    assertEquals(List.of(), course.ask(1));
  }

  @Test
  void decisionsOfAnotherJobAreRefused() {
    TestSpace space = TestSpace.listed(1, 9);
    String id = space.candidates().get(0).cell(0).configId();
    String start = "start " + id + " at 3";
    refused(space, "cannot be read", "start");
    refused(space, "cannot be read", "start " + id + " to 3");
    refused(space, "cannot be read", "start " + id + " at 99999999999999999999");
    refused(space, "does not have", "start 0123456789abcdef0123 at 3");
    refused(space, "no rung", "start " + id + " at 4");
    refused(space, "does not follow", start, start);
    refused(space, "does not follow", start, "promote " + id + " to 3");
    Kept kept = new Kept();
    kept.all.addAll(List.of(start, "promote " + id + " to 9", "promote " + id + " to 27"));
    assertEquals(9, SEARCH.begin(space, SETTINGS, kept).ask(0).size());
  }

  /** Its start was a line that a killed driver had not written to the end. */
  @Test
  void aPromotionWhoseStartIsLostIsGoneOnWith() {
    TestSpace space = TestSpace.listed(1, 9);
    String id = space.candidates().get(0).cell(0).configId();
    Kept kept = new Kept();
    kept.all.add("promote " + id + " to 9");
    List<Cell> asked = SEARCH.begin(space, SETTINGS, kept).ask(0);
    assertEquals(space.seeds().size(), asked.size());
    asked.forEach(cell -> assertEquals(9L, cell.values().get("epochs")));
  }

  private static void refused(TestSpace space, String why, String... decisions) {
    Kept kept = new Kept();
    kept.all.addAll(List.of(decisions));
    UserError error = assertThrows(UserError.class, () -> SEARCH.begin(space, SETTINGS, kept));
    assertTrue(error.getMessage().contains(why), error.getMessage());
    assertTrue(error.getMessage().contains(decisions[decisions.length - 1]), error.getMessage());
  }
}
