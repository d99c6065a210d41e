package neurosweep.statistics.relation;

import java.util.List;
import java.util.Set;

/** A power law: the slope of logarithms, one for each seed. */
public final class Slope implements Relation {
  @Override
  public String name() {
    return "slope";
  }

  @Override
  public String doc() {
    return "the slope of log10 of the metric over log10 of an axis is a number up to a tolerance";
  }

  @Override
  public List<Set<Term>> forms() {
    return List.of(Set.of(Term.OVER, Term.TO, Term.WITHIN));
  }

  @Override
  public boolean logarithmic() {
    return true;
  }

  @Override
  public Evidence test(double[][] rows, Terms terms) {
    for (int i = 0; i < rows.length; i++) {
      boolean positive = terms.at().get(i) > 0;
      for (double value : rows[i]) {
        positive &= value > 0;
      }
      if (!positive) {
        return Evidence.none(
            Evidence.Quantity.SLOPE,
            null,
            0,
            "a value at " + terms.at().get(i) + " is not positive and has no logarithm");
      }
    }
    double[] slopes = new double[rows[0].length];
    for (int seed = 0; seed < slopes.length; seed++) {
      slopes[seed] = slope(rows, seed, terms.at());
    }
    return Evidence.within(
        Evidence.Quantity.SLOPE,
        OneSided.from(slopes, terms.reference()),
        terms.reference(),
        terms);
  }

  /** The least-squares slope of one seed. */
  private static double slope(double[][] rows, int seed, List<Double> at) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < rows.length; i++) {
      x += Math.log10(at.get(i)) / rows.length;
      y += Math.log10(rows[i][seed]) / rows.length;
    }
    double products = 0;
    double squares = 0;
    for (int i = 0; i < rows.length; i++) {
      double distance = Math.log10(at.get(i)) - x;
      products += distance * (Math.log10(rows[i][seed]) - y);
      squares += distance * distance;
    }
    return products / squares;
  }
}
