package neurosweep.statistics.relation;

import neurosweep.statistics.Differences;
import neurosweep.statistics.Interval;

/**
 * What runs say of a claim in one setting.
 *
 * @param basis what it rests on
 * @param quantity what the estimate is
 * @param estimate NaN where there is none
 * @param interval the one that belongs to the test of the claim, 90 % at a level of 5 %
 * @param n how many seeds, or runs, it comes from
 * @param support p of the claim: small where it surely holds; NaN where there is no test
 * @param against p of its opposite: small where the claim surely fails; NaN as above
 * @param reason why there is no test, or an empty string
 */
public record Evidence(
    Basis basis,
    Quantity quantity,
    double estimate,
    Interval interval,
    int n,
    double support,
    double against,
    String reason) {

  /** What a verdict rests on. */
  public enum Basis {
    /** A test over seeds. */
    TEST,
    /** Values without any spread, which decide by themselves; p is 0 or 1 and not shown. */
    VALUES,
    /** Runs that were counted, which is no inference. */
    COUNT,
    /** Nothing that could decide. */
    NONE
  }

  /** What an estimate is. */
  public enum Quantity {
    /** A difference of two means of the metric. */
    DIFFERENCE,
    /** A mean of the metric. */
    VALUE,
    /** A slope of logarithms. */
    SLOPE,
    /** A number of runs. */
    COUNT
  }

  /** Of values that no test can be made of. */
  static Evidence none(Quantity quantity, Differences values, double shift, String reason) {
    return new Evidence(
        Basis.NONE,
        quantity,
        values == null ? Double.NaN : values.mean() + shift,
        Interval.NONE,
        values == null ? 0 : values.n(),
        Double.NaN,
        Double.NaN,
        reason);
  }

  /**
   * That a mean difference lies below zero, or above it.
   *
   * @param shift what was subtracted from the values and belongs to the estimate
   */
  static Evidence side(
      Quantity quantity, Differences values, double shift, boolean below, Terms terms) {
    boolean holds = below ? values.mean() < 0 : values.mean() > 0;
    return of(
        quantity,
        values,
        shift,
        terms,
        holds,
        values.belowTest(0).orElse(Double.NaN),
        values.aboveTest(0).orElse(Double.NaN),
        below);
  }

  /**
   * That a mean difference lies within the margin around zero, by two one-sided tests; against it,
   * that it lies beyond the margin on either side, for which the smaller p counts twice.
   */
  static Evidence within(Quantity quantity, Differences values, double shift, Terms terms) {
    double margin = terms.within();
    double beyond =
        Math.min(
            values.aboveTest(margin).orElse(Double.NaN),
            values.belowTest(-margin).orElse(Double.NaN));
    return of(
        quantity,
        values,
        shift,
        terms,
        Math.abs(values.mean()) <= margin,
        values.equivalenceTest(margin).orElse(Double.NaN),
        Math.min(1, 2 * beyond),
        true);
  }

  private static Evidence of(
      Quantity quantity,
      Differences values,
      double shift,
      Terms terms,
      boolean holds,
      double support,
      double against,
      boolean forward) {
    if (values.n() < 2) {
      return none(quantity, values, shift, "one seed");
    }
    Interval interval = values.interval(terms.confidence());
    return new Evidence(
        values.equal() ? Basis.VALUES : Basis.TEST,
        quantity,
        values.mean() + shift,
        new Interval(interval.low() + shift, interval.high() + shift),
        values.n(),
        values.equal() ? (holds ? 0 : 1) : forward ? support : against,
        values.equal() ? (holds ? 1 : 0) : forward ? against : support,
        "");
  }

  /** Of runs that were counted. */
  static Evidence counted(int k, int n, boolean holds) {
    return new Evidence(
        Basis.COUNT, Quantity.COUNT, k, Interval.NONE, n, holds ? 0 : 1, holds ? 1 : 0, "");
  }

  /** The same against another p: of steps that must all hold. */
  Evidence against(double p) {
    return new Evidence(basis, quantity, estimate, interval, n, support, p, reason);
  }
}
