package neurosweep.circuit.design;

/**
 * A pattern of activity that a circuit should hold, as filtered counts.
 *
 * @param rE NE
 * @param rI NI
 */
public record StoredState(double[] rE, double[] rI) {

  /** Cosine of the angle to other activities: 1 if they are proportional. NaN if they are all 0. */
  public double overlap(double[] otherE, double[] otherI) {
    double product = dot(rE, otherE) + dot(rI, otherI);
    double own = dot(rE, rE) + dot(rI, rI);
    double other = dot(otherE, otherE) + dot(otherI, otherI);
    return product / Math.sqrt(own * other);
  }

  /** |r - stored| / |stored|. */
  public double relativeError(double[] otherE, double[] otherI) {
    double square = squaredDistance(rE, otherE) + squaredDistance(rI, otherI);
    return Math.sqrt(square / (dot(rE, rE) + dot(rI, rI)));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
