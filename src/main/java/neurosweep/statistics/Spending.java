package neurosweep.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How much of a level may be spent by a look at a part of the data (Lan and DeMets 1983). What a
 * look adds is the level of its tests, so that the levels of all looks sum to the whole: that holds
 * whatever the test and however few the pairs, at the price of some power (Bonferroni), where exact
 * boundaries would need normal statistics.
 */
public enum Spending {
  /** Little at first, nearly all at the end. */
  OBRIEN_FLEMING("obrien-fleming", "O'Brien-Fleming") {
    @Override
    double spent(double part, double level) {
      NormalDistribution normal = new NormalDistribution(null, 0, 1);
      double bound = normal.inverseCumulativeProbability(1 - level / 2);
      return 2 * normal.cumulativeProbability(-bound / Math.sqrt(part)); // without cancellation
    }
  },
  /** About the same at every look. */
  POCOCK("pocock", "Pocock") {
    @Override
    double spent(double part, double level) {
      return level * Math.log(1 + (Math.E - 1) * part);
    }
  };

  private final String word;
  private final String label;

  Spending(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /** The one of a word. */
  public static Spending of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst().orElseThrow();
  }

  /** As in job files. */
  public String word() {
    return word;
  }

  /** As readers know it. */
  public String label() {
    return label;
  }

  /** What may be spent by the time that a part of the data, up to 1, is there. */
  abstract double spent(double part, double level);

  /**
   * The level of the tests at one of several looks.
   *
   * @param looks how many pairs there are at each, rising
   * @param look from 0
   */
  public double level(List<Integer> looks, int look, double level) {
    double last = looks.get(looks.size() - 1);
    double before = look == 0 ? 0 : spent(looks.get(look - 1) / last, level);
    return spent(looks.get(look) / last, level) - before;
  }
}
