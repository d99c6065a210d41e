package neurosweep.circuit.simulation;

import java.util.Arrays;
import neurosweep.circuit.synapse.Matrices;
import neurosweep.circuit.synapse.TorusTransform;

/**
 * The pattern of activity on an n x n torus, (x, y) at x n + y, by its autocorrelation and its
 * power spectrum without the mean.
 */
public final class SpatialPattern {
  private static final double INNER = 0.5;
  private static final double OUTER = 1.5;

  private final int n;
  private final double[] field;
  private final double[] power;
  private final double[] autocorrelation;

  /** Of the activities of n^2 units. */
  public SpatialPattern(int n, double[] activity) {
    if (activity.length != n * n) {
      throw new IllegalArgumentException(
          "there are " + activity.length + " units, must be " + n * n);
    }
    this.n = n;
    this.field = activity.clone();
    TorusTransform transform = TorusTransform.of(n);
    power = transform.power(field);
    power[0] = 0;
    autocorrelation = transform.real(power);
    Matrices.scale(autocorrelation, 1 / autocorrelation[0]);
  }

  /** n over the mean wave number, weighted with power, in units of the lattice; NaN if uniform. */
  public double wavelength() {
    double sum = 0;
    double weighted = 0;
    for (int k = 0; k < n; k++) {
      for (int l = 0; l < n; l++) {
        sum += power[k * n + l];
        weighted += power[k * n + l] * Math.hypot(Math.min(k, n - k), Math.min(l, n - l));
      }
    }
    return n * sum / weighted;
  }

  /** Units that are more active than their eight neighbours and than the mean. */
  public int bumps() {
    double mean = Arrays.stream(field).average().orElse(0);
    int bumps = 0;
    for (int i = 0; i < field.length; i++) {
      bumps += field[i] > mean && isPeak(i / n, i % n) ? 1 : 0;
    }
    return bumps;
  }

  private boolean isPeak(int x, int y) {
    for (int dx = -1; dx <= 1; dx++) {
      for (int dy = -1; dy <= 1; dy++) {
        boolean self = dx == 0 && dy == 0;
        if (!self && field[at(x + dx, y + dy)] >= field[x * n + y]) {
          return false;
        }
      }
    }
    return true;
  }

  private int at(int x, int y) {
    return Math.floorMod(x, n) * n + Math.floorMod(y, n);
  }

  /** Autocorrelation at a displacement: 1 at (0, 0). */
  public double autocorrelation(int dx, int dy) {
    return autocorrelation[at(dx, dy)];
  }

  /**
   * Gridness: the autocorrelation between 0.5 and 1.5 wavelengths from the centre is correlated
   * with itself turned by 30, 60, ..., 150 degrees (bilinear between lattice points); the smaller
   * of 60 and 120 less the largest of 30, 90 and 150. At most 2; above 0 for a hexagonal pattern.
   */
  public double gridness() {
    double hexagonal = Math.min(turned(60), turned(120));
    return hexagonal - Math.max(turned(30), Math.max(turned(90), turned(150)));
  }

  /** Pearson correlation of the ring of the autocorrelation with itself turned. */
  private double turned(double degrees) {
    double inner = INNER * wavelength();
    double outer = OUTER * wavelength();
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    int reach = Double.isNaN(outer) ? 0 : (int) Math.min(n / 2.0, Math.ceil(outer));
    BalanceStatistics pair = new BalanceStatistics(1);
    for (int x = -reach; x <= reach; x++) {
      for (int y = -reach; y <= reach; y++) {
        double distance = Math.hypot(x, y);
        if (distance >= inner && distance <= outer) {
          double other = between(x * cos - y * sin, x * sin + y * cos);
          pair.add(new double[] {autocorrelation(x, y)}, new double[] {other});
        }
      }
    }
    return pair.correlation(0);
  }

  private double between(double x, double y) {
    int left = (int) Math.floor(x);
    int low = (int) Math.floor(y);
    double right = x - left;
    double high = y - low;
    return (1 - right) * (1 - high) * autocorrelation(left, low)
        + right * (1 - high) * autocorrelation(left + 1, low)
        + (1 - right) * high * autocorrelation(left, low + 1)
        + right * high * autocorrelation(left + 1, low + 1);
  }
}
