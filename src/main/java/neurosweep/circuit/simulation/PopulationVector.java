package neurosweep.circuit.simulation;

/** Where the bump on a ring is: the direction of sum r_i exp(i phi_i) with phi_i = 2 pi i / N. */
public final class PopulationVector {
  private final double[] cos;
  private final double[] sin;

  /** For a ring of so many units. */
  public PopulationVector(int units) {
    cos = new double[units];
    sin = new double[units];
    for (int i = 0; i < units; i++) {
      cos[i] = Math.cos(2 * Math.PI * i / units);
      sin[i] = Math.sin(2 * Math.PI * i / units);
    }
  }

  /** The angle, from 0 to 2 pi. */
  public double angle(double[] r) {
    double angle = Math.atan2(dot(sin, r), dot(cos, r));
    return angle < 0 ? angle + 2 * Math.PI : angle;
  }

  /** |sum r_i exp(i phi_i)| / sum r_i: 1 for one active unit, 0 without a bump. */
  public double coherence(double[] r) {
    double total = 0;
    for (double value : r) {
      total += value;
    }
    return Math.hypot(dot(sin, r), dot(cos, r)) / total;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The difference of two angles, from -pi to pi. */
  public static double difference(double angle, double from) {
    return Math.IEEEremainder(angle - from, 2 * Math.PI);
  }
}
