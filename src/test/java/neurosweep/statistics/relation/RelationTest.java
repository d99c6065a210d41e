package neurosweep.statistics.relation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import neurosweep.statistics.relation.Evidence.Basis;
import org.junit.jupiter.api.Test;

/** Each relation against numbers that were integrated by hand from the t distribution. */
class RelationTest {
  private static final double[] LEFT = {0.91, 0.93, 0.90, 0.95};
  private static final double[] RIGHT = {0.90, 0.90, 0.89, 0.91};

  private static Terms terms(double reference, double within, Double... at) {
    return new Terms(reference, within, 0, 0.05, List.of(at));
  }

  private static Evidence test(String relation, Terms terms, double[]... rows) {
    return Relation.CATALOG.get(relation).test(rows, terms);
  }

  @Test
  void oneSideAgainstAnother() {
    Evidence greater = test("greater", terms(0, Double.NaN), LEFT, RIGHT);
    assertEquals(Basis.TEST, greater.basis());
    assertEquals(0.0225, greater.estimate(), 1e-12);
    assertEquals(0.02883444281, greater.support(), 1e-9);
    assertEquals(0.97116555719, greater.against(), 1e-9);
    assertEquals(0.004849774239, greater.interval().low(), 1e-9);
    assertEquals(0.040150225761, greater.interval().high(), 1e-9);
    assertEquals(4, greater.n());
    Evidence less = test("less", terms(0, Double.NaN), LEFT, RIGHT);
    assertEquals(greater.support(), less.against(), 0);
    assertEquals(greater.against(), less.support(), 0);
  }

  @Test
  void oneSideAgainstANumber() {
    Evidence greater = test("greater", terms(0.9, Double.NaN), LEFT);
    assertEquals(0.9225, greater.estimate(), 1e-12);
    assertEquals(0.06770826075, greater.support(), 1e-9);
    assertTrue(greater.interval().low() < 0.9 && greater.interval().high() > 0.94);
  }

  @Test
  void withinAMargin() {
    Evidence wide = test("equivalent", terms(0, 0.05), LEFT, RIGHT);
    assertEquals(0.01754075736, wide.support(), 1e-9);
    assertEquals(1, wide.against(), 0);
    Evidence narrow = test("equivalent", terms(0, 0.005), LEFT, RIGHT);
    assertEquals(0.94908101481, narrow.support(), 1e-9);
    assertEquals(0.10183797038, narrow.against(), 1e-9);
    assertEquals(0.04461792189, test("equal", terms(0.9, 0.05), LEFT).support(), 1e-9);
    assertEquals(0.9225, test("equal", terms(0.9, 0.05), LEFT).estimate(), 1e-12);
  }

  @Test
  void theSlopeOfLogarithms() {
    double[][] rows = {{1, 2, 1.5}, {11, 19, 16}, {95, 210, 140}};
    Evidence slope = test("slope", terms(1, 0.1, 1.0, 10.0, 100.0), rows);
    assertEquals(0.99482494683, slope.estimate(), 1e-10);
    assertEquals(0.00348869400, slope.support(), 1e-9);
    Evidence none =
        test("slope", terms(1, 0.1, 1.0, 10.0), new double[] {1, 2}, new double[] {0, 3});
    assertEquals(Basis.NONE, none.basis());
    assertTrue(none.reason().contains("not positive"), none.reason());
  }

  @Test
  void everyStep() {
    double[][] rows = {{1, 2, 3}, {1.5, 2.4, 3.6}, {1.6, 2.6, 3.65}};
    Evidence up = test("increasing", terms(0, Double.NaN, 1.0, 2.0, 3.0), rows);
    assertEquals(0.05904144816, up.support(), 1e-9);
    assertEquals(0.11666666667, up.estimate(), 1e-9);
    assertEquals(1, up.against(), 0);
    Evidence down = test("decreasing", terms(0, Double.NaN, 1.0, 2.0, 3.0), rows);
    assertEquals(0.99346377122, down.support(), 1e-9);
    assertEquals(2 * 0.00653622878, down.against(), 1e-9);
  }

  @Test
  void countedRunsInferNothing() {
    Terms two = new Terms(0, Double.NaN, 2, 0.05, List.of());
    Evidence held = Relation.CATALOG.get("count").test(new double[][] {{1, 0}, {1, 0}}, two);
    assertEquals(Basis.COUNT, held.basis());
    assertEquals(2, held.estimate());
    assertEquals(4, held.n());
    assertEquals(0, held.support());
    assertEquals(1, Relation.CATALOG.get("count").test(new double[][] {{1, 0}}, two).support());
  }

  @Test
  void withoutSpreadTheValueDecides() {
    double[] more = {1, 2, 3};
    double[] less = {0.5, 1.5, 2.5};
    Evidence sure = test("greater", terms(0, Double.NaN), more, less);
    assertEquals(Basis.VALUES, sure.basis());
    assertEquals(0, sure.support());
    assertEquals(1, sure.against());
    assertEquals(1, test("greater", terms(0, Double.NaN), more, more).support());
    assertEquals(0, test("equivalent", terms(0, 0.5), more, less).support());
    assertEquals(0, test("equivalent", terms(0, 0.4), more, less).against());
  }

  @Test
  void oneSeedTellsNothing() {
    Evidence one = test("less", terms(0, Double.NaN), new double[] {1}, new double[] {2});
    assertEquals(Basis.NONE, one.basis());
    assertEquals("one seed", one.reason());
    assertEquals(-1, one.estimate());
  }
}
