package neurosweep.statistics.relation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import neurosweep.statistics.Holm;
import org.junit.jupiter.api.Test;

/** Claims that are false at the edge of being true: how often they are called supported. */
class ErrorRateTest {
  private static final int DRAWS = 2000;
  private static final int SEEDS = 5;
  private static final double LEVEL = 0.05;
  private static final double MARGIN = 1;

  /** Three standard errors above the level. */
  private static final double MOST = LEVEL + 3 * Math.sqrt(LEVEL * (1 - LEVEL) / DRAWS);

  private static final Terms TERMS = new Terms(0, MARGIN, 0, LEVEL, List.of());

  private final Random random = new Random(20261127);

  /** Pairs that share what their seed brings, at a mean distance. */
  private double[][] pairs(double distance) {
    double[][] rows = new double[2][SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      double common = random.nextGaussian();
      rows[0][seed] = common + distance + 0.3 * random.nextGaussian();
      rows[1][seed] = common + 0.3 * random.nextGaussian();
    }
    return rows;
  }

  private double rate(String relation, double distance, Function<Evidence, Double> p) {
    int wrong = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      Evidence seen = Relation.CATALOG.get(relation).test(pairs(distance), TERMS);
      wrong += p.apply(seen) < LEVEL ? 1 : 0;
    }
    return (double) wrong / DRAWS;
  }

  @Test
  void aDifferenceThatIsNone() {
    double supported = rate("greater", 0, Evidence::support);
    assertTrue(supported <= MOST && supported > LEVEL / 2, "rate " + supported);
    assertTrue(rate("less", 0, Evidence::against) <= MOST);
  }

  @Test
  void anEquivalenceAtItsMargin() {
    double supported = rate("equivalent", MARGIN, Evidence::support);
    assertTrue(supported <= MOST && supported > LEVEL / 2, "rate " + supported);
    assertTrue(rate("equivalent", MARGIN, Evidence::against) <= MOST);
  }

  /** Without the second end a margin of nothing would be refuted twice as often as it may be. */
  @Test
  void aMarginOfNothingIsNotRefutedTooOften() {
    Terms thin = new Terms(0, 1e-9, 0, LEVEL, List.of());
    int refuted = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      refuted += new Equivalent().test(pairs(0), thin).against() < LEVEL ? 1 : 0;
    }
    assertTrue(refuted <= MOST * DRAWS && refuted > LEVEL / 2 * DRAWS, "refuted " + refuted);
  }

  @Test
  void aFamilyOfFive() {
    int wrong = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] p = new double[5];
      for (int i = 0; i < p.length; i++) {
        String relation = i < 3 ? "less" : "equivalent";
        p[i] = Relation.CATALOG.get(relation).test(pairs(i < 3 ? 0 : -MARGIN), TERMS).support();
      }
      boolean any = false;
      for (double adjusted : Holm.adjust(p)) {
        any |= adjusted < LEVEL;
      }
      wrong += any ? 1 : 0;
    }
    assertTrue(wrong <= MOST * DRAWS && wrong > LEVEL / 2 * DRAWS, "families " + wrong);
  }

  /** Settings that must all hold need no adjustment: the largest p is that of the claim. */
  @Test
  void aClaimAboutThreeSettings() {
    int wrong = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double most = 0;
      for (double distance : new double[] {0, 3, 3}) {
        most = Math.max(most, new Greater().test(pairs(distance), TERMS).support());
      }
      wrong += most < LEVEL ? 1 : 0;
    }
    assertTrue(wrong <= MOST * DRAWS && wrong > LEVEL / 2 * DRAWS, "claims " + wrong);
  }
}
