package neurosweep.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.testing.DrivenSearch;
import neurosweep.testing.FamilyContract;
import neurosweep.testing.SmallCells;
import neurosweep.testing.TestSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every search keeps to; what {@link DrivenSearch} checks holds in all of it. */
class SearchContractTest {
  private static final int MEMBERS = 9;

  /** A search of a space that suits it. */
  record Case(String title, Search search, TestSpace space, Values settings) {
    DrivenSearch begin(String order) {
      return new DrivenSearch(space, search, settings, order, List.of());
    }

    Case with(TestSpace other) {
      return new Case(title, search, other, settings);
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static List<Case> cases() {
    Map<String, TestSpace> spaces = new LinkedHashMap<>();
    spaces.put("listed", TestSpace.listed(2, 9));
    spaces.put("mixed", TestSpace.mixed());
    spaces.put("numbers", TestSpace.numbers());
    spaces.put("small groups", TestSpace.listed(5, 2));
    List<Case> cases = new ArrayList<>();
    for (Search search : Search.CATALOG.members()) {
      spaces.forEach(
          (name, space) -> {
            Values settings = settings(search, space);
            Problems problems = new Problems();
            search.check(space, settings, problems, "search");
            if (problems.isEmpty()) {
              cases.add(new Case(search.name() + ", " + name, search, space, settings));
            }
          });
    }
    return cases;
  }

  private static Values settings(Search search, TestSpace space) {
    boolean draws = search.params().stream().anyMatch(param -> param.name().equals("samples"));
    Values settings = Values.NONE;
    if (draws && !space.axes().isEmpty()) {
      settings = settings.with("samples", 12L);
    }
    if (search.params().stream().anyMatch(param -> param.name().equals("least_seeds"))) {
      settings = settings.with("least_seeds", 2L);
    }
    return settings;
  }

  @Test
  void everySearchIsSeen() {
    FamilyContract.check(Search.CATALOG);
    assertTrue(Search.CATALOG.members().size() >= MEMBERS);
    Set<String> seen = new HashSet<>();
    cases().forEach(each -> seen.add(each.search().name()));
    assertEquals(new HashSet<>(Search.CATALOG.names()), seen);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isPure(Case each) {
    DrivenSearch one = each.begin("").run();
    DrivenSearch other = each.begin("").run();
    assertFalse(one.total().isEmpty());
    assertEquals(one.total(), other.total());
    assertEquals(one.decisions(), other.decisions());
    for (CellResult result : one.ran()) {
      assertFalse(one.course().mayContinue(result.cell()), "at its end: " + result.cell());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void orderChangesNothingButDecisions(Case each) {
    DrivenSearch plain = each.begin("").run();
    for (int order = 0; order < 6; order++) {
      DrivenSearch other = each.begin("order " + order);
      if (order % 2 == 0) {
        other.runLazily();
      } else {
        other.run();
      }
      if (plain.decisions().isEmpty()) {
        assertEquals(plain.total(), other.total());
      }
      DrivenSearch again =
          new DrivenSearch(each.space(), each.search(), each.settings(), "", other.decisions());
      again.tell(other.ran()).run();
      assertEquals(other.total(), again.total());
      assertEquals(other.decisions(), again.decisions());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void goesOnAfterEveryCut(Case each) {
    DrivenSearch uncut = each.begin("cut").run();
    DrivenSearch first = each.begin("cut").unwatched();
    for (int cut = 0; cut <= uncut.ran().size(); cut++) {
      DrivenSearch second =
          new DrivenSearch(each.space(), each.search(), each.settings(), "cut", first.decisions());
      second.unwatched().tell(first.ran()).run();
      assertEquals(uncut.total(), second.total(), "cut after " + cut);
      assertEquals(uncut.decisions(), second.decisions(), "cut after " + cut);
      assertEquals(uncut.ran().size(), first.ran().size() + second.ran().size());
      first.step(true);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsWhereAllDiverge(Case each) {
    for (double end : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      DrivenSearch search = each.with(each.space().with((values, budget, seed) -> end)).begin("");
      search.run();
      List<Course.Stage> stages = search.course().stages();
      for (Course.Stage stage : stages) {
        assertEquals(stage.configurations(), stage.ended(), stage.name());
        assertEquals(0, stage.left(), stage.name());
      }
      if (!stages.isEmpty()) {
        long entered = stages.stream().mapToLong(Course.Stage::configurations).sum();
        assertEquals(search.course().candidates().size(), entered);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void usesWhatAGridHasLeft(Case each) {
    DrivenSearch plain = each.begin("").run();
    List<CellResult> full = new ArrayList<>();
    for (Candidate candidate : plain.course().candidates()) {
      each.space().cells(candidate).map(each.space()::run).forEach(full::add);
    }
    DrivenSearch search = each.begin("").tell(full).run();
    for (CellResult result : search.ran()) {
      Cell cell = result.cell();
      assertTrue(each.space().budgetOf(cell) < each.space().budget().orElseThrow().full());
    }
    if (plain.decisions().isEmpty()) {
      assertEquals(plain.total(), search.total());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void othersResultsChangeNothing(Case each) {
    DrivenSearch plain = each.begin("").run();
    Cell other = SmallCells.cell("classification", Values.NONE, 1);
    CellResult result = each.space().run(TestSpace.listed(1, 1).candidates().get(0).cell(77));
    DrivenSearch search = each.begin("").tell(List.of(result.with(result.outcome()))).run();
    assertEquals(plain.total(), search.total());
    assertFalse(search.course().mayContinue(other));
  }
}
