package neurosweep.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CellTest {
  private static final Values VALUES =
      Values.of(Map.of("algorithm", "gait", "depth", 3L, "lambda", 0.1, "verbose", true));

  private static Cell cell(Values values, long seed) {
    return new Cell("classification", 1, values, seed, "abc");
  }

  /** Journals on disk hold these keys: a change makes every finished cell run again. */
  @Test
  void goldenKeys() {
    assertEquals("algorithm=gait depth=3 lambda=0.1 verbose=true", VALUES.text());
    assertEquals("12d020102ef593948a94", cell(VALUES, 5).id());
    assertEquals("994bc7c5a92b7652fe37", cell(VALUES, 5).configId());
    assertEquals("b31abbaacc55cc6f6125", new Cell("equilibrium", 2, Values.NONE, 0, "").id());
  }

  /** Of a configuration that is digested whole, then as a beginning that its cells share. */
  @Test
  void cellsOfOneConfigurationHaveTheKeysOfCellsMadeAlone() {
    Cell first = cell(VALUES, 1);
    for (long seed = 1; seed <= 5; seed++) {
      Cell shared = first.withSeed(seed);
      assertEquals(cell(VALUES, seed).id(), shared.id());
      assertEquals(cell(VALUES, seed).configId(), shared.configId());
      assertEquals(cell(VALUES, seed), shared);
      assertEquals(cell(VALUES, seed).hashCode(), shared.hashCode());
    }
    assertNotEquals(first, first.withSeed(2));
    assertNotEquals(first, new Cell("classification", 1, VALUES, 1, "abd"));
  }

  @Test
  void everyPartDistinguishesCells() {
    Set<String> ids = new HashSet<>();
    ids.add(cell(VALUES, 5).id());
    ids.add(cell(VALUES, 6).id());
    ids.add(cell(VALUES.with("depth", 4L), 5).id());
    ids.add(new Cell("equilibrium", 1, VALUES, 5, "abc").id());
    ids.add(new Cell("classification", 2, VALUES, 5, "abc").id());
    ids.add(new Cell("classification", 1, VALUES, 5, "abd").id());
    assertEquals(6, ids.size());
    assertEquals(cell(VALUES, 5).configId(), cell(VALUES, 6).configId());
    assertNotEquals(cell(VALUES, 5).configId(), cell(VALUES, 5).id());
    assertEquals(cell(VALUES, 5).id(), cell(Values.of(VALUES.map()), 5).id());
  }

  /** A text with a space in it used to read like two knobs, and two cells to share a key. */
  @Test
  void aTextThatLooksLikeAnotherKnobIsNotTakenForIt() {
    List<Values> similar =
        List.of(
            Values.of(Map.of("a", "x", "b", "y")),
            Values.of(Map.of("a", "x b=y")),
            Values.of(Map.of("a", "\"x b=y\"")),
            Values.of(Map.of("a", "\"x b=y")),
            Values.of(Map.of("a", "\\\"x b=y")),
            Values.of(Map.of("a", "x\nb=y")),
            Values.of(Map.of("a", "x\\ b=y")));
    assertEquals(similar.size(), new HashSet<>(similar.stream().map(Values::text).toList()).size());
    assertNotEquals(
        cell(Values.of(Map.of("a", "x seed=1")), 2).id(),
        cell(Values.of(Map.of("a", "x")), 1).id());
    assertEquals("a=784-10 b=/data/my_set.csv", text("784-10", "/data/my_set.csv"));
    assertEquals("a=\"a b\" b=\"a\\\\b c\"", text("a b", "a\\b c"));
  }

  private static String text(String a, String b) {
    return Values.of(Map.of("a", a, "b", b)).text();
  }

  @Test
  void valuesCannotBeChangedFromOutsideNorHoldOtherTypes() {
    TreeMap<String, Object> map = new TreeMap<>(Map.of("depth", 3L));
    Values values = new Values(map);
    map.put("depth", 4L);
    assertEquals(3L, values.get("depth"));
    assertThrows(UnsupportedOperationException.class, () -> values.map().put("depth", 5L));
    assertThrows(IllegalArgumentException.class, () -> Values.of(Map.of("depth", 3)));
    assertThrows(IllegalArgumentException.class, () -> Values.of(Map.of("depth", 3.0f)));
  }

  @Test
  void onlyKnobsThatApplyAndDifferFromTheirDefaultsAreKept() {
    List<Param<?>> declared =
        List.of(Param.integer("depth", 4, "d"), Param.real("lambda", 0.1, "d"));
    Values canonical = VALUES.canonical(declared);
    assertEquals("depth=3", canonical.text());
  }

  @Test
  void resultsTravelWithoutTheirTables() {
    TreeMap<String, Object> scalars = new TreeMap<>(Map.of("peak", 0.5));
    TreeMap<String, double[][]> tables = new TreeMap<>(Map.of("history", new double[1][1]));
    Measurements measured = new Measurements(scalars, tables);
    scalars.clear();
    for (Outcome outcome :
        List.of(
            new Outcome.Finished(measured),
            new Outcome.Diverged(measured, "why"),
            new Outcome.Failed(measured, "cause", "detail"),
            new Outcome.TimedOut(measured, 3))) {
      CellResult result =
          new CellResult(
              cell(VALUES, 1), outcome, 2, Double.NaN, 1, "host", Origin.unknown("ejml"));
      Outcome light = result.withoutTables().outcome();
      assertEquals(outcome.getClass(), light.getClass());
      assertEquals(outcome.state(), light.state());
      assertEquals(Map.of("peak", 0.5), light.measurements().scalars());
      assertEquals(Map.of(), light.measurements().tables());
      assertEquals(outcome, light.with(measured));
    }
  }
}
