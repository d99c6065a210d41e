package neurosweep.math;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** The inversion loops in float64: products by the backend for batches, plain loops for one row. */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
final class InversionFloat64 implements Inversion<DMatrixRMaj> {
  private final Float64Kernels kernels;
  private final DMatrixRMaj loop = new DMatrixRMaj(0, 0);
  private final DMatrixRMaj first = new DMatrixRMaj(0, 0);
  private final DMatrixRMaj second = new DMatrixRMaj(0, 0);
  private final DMatrixRMaj drive = new DMatrixRMaj(0, 0);
  private final DMatrixRMaj sum = new DMatrixRMaj(0, 0);
  private final DMatrixRMaj transferred = new DMatrixRMaj(0, 0);

  InversionFloat64(Float64Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public int layer(
      Settings settings, DMatrixRMaj w, DMatrixRMaj b, DMatrixRMaj delta, DMatrixRMaj rx) {
    if (settings.transfer() == Transfer.LINEARIZED) {
      throw new IllegalArgumentException("a single layer has no linearized loop");
    }
    if (w.numRows >= w.numCols) {
      kernels.multiply(false, false, 1, b, w, 0, loop);
      kernels.multiply(false, true, 1, delta, b, 0, drive);
      clear(rx, delta.numRows, w.numCols);
      clear(second, delta.numRows, w.numCols);
      return closed(settings, rx, second);
    }
    clear(first, delta.numRows, w.numRows);
    clear(second, delta.numRows, w.numRows);
    if (settings.transfer() == Transfer.LINEAR) {
      kernels.multiply(false, false, 1, w, b, 0, loop);
      kernels.copy(delta, drive);
      int updates = closed(settings, first, second);
      kernels.multiply(false, true, 1, first, b, 0, rx);
      return updates;
    }
    clear(rx, delta.numRows, w.numCols);
    return open(settings, w, b, delta, rx);
  }

  private static void clear(DMatrixRMaj a, int rows, int columns) {
    a.reshape(rows, columns);
    a.zero();
  }

  /** {@code y = y + dt (-alpha y + K f(x) - drive); x = x + dt (-x + y)} for rows x and y. */
  private int closed(Settings settings, DMatrixRMaj x, DMatrixRMaj y) {
    boolean curved = settings.transfer() == Transfer.TANH;
    if (x.numRows == 1) {
      sum.reshape(1, x.numCols);
      if (settings.tolerance() == 0 && !curved) {
        return single(settings, x.data, y.data);
      }
    }
    double dt = (double) settings.dt();
    double keep = (double) (1 - settings.dt() * settings.alpha());
    for (int update = 1; update <= settings.updates(); update++) {
      times(curved ? tanh(x) : x, loop, sum);
      boolean settled = relax(y, keep, dt, sum, drive, settings.tolerance());
      settled &= relax(x, 1 - dt, dt, y, null, settings.tolerance());
      if (settled) {
        return update;
      }
    }
    return settings.updates();
  }

  /** The innermost loop of the smallest case: one row, all updates, nothing but arithmetic. */
  private int single(Settings settings, double[] x, double[] y) {
    int n = loop.numCols;
    double dt = (double) settings.dt();
    double keepY = (double) (1 - settings.dt() * settings.alpha());
    double keepX = 1 - dt;
    double[] d = drive.data;
    double[] s = sum.data;
    for (int update = 0; update < settings.updates(); update++) {
      rows(loop.data, n, n, x, s);
      for (int i = 0; i < n; i++) {
        y[i] = keepY * y[i] + dt * (s[i] - d[i]);
        x[i] = keepX * x[i] + dt * y[i];
      }
    }
    return settings.updates();
  }

  /**
   * {@code out = A x}; four rows at a time give the processor independent sums, which C2 does not
   * find in a single one.
   */
  private static void rows(double[] a, int m, int n, double[] x, double[] out) {
    int i = 0;
    for (; i + 3 < m; i += 4) {
      int p = i * n;
      int q = p + n;
      int r = q + n;
      int t = r + n;
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      for (int j = 0; j < n; j++) {
        double value = x[j];
        s0 += a[p + j] * value;
        s1 += a[q + j] * value;
        s2 += a[r + j] * value;
        s3 += a[t + j] * value;
      }
      out[i] = s0;
      out[i + 1] = s1;
      out[i + 2] = s2;
      out[i + 3] = s3;
    }
    for (; i < m; i++) {
      double total = 0;
      for (int j = 0, p = i * n; j < n; j++) {
        total += a[p + j] * x[j];
      }
      out[i] = total;
    }
  }

  /** {@code out = x A^T} for rows x. */
  private void times(DMatrixRMaj x, DMatrixRMaj a, DMatrixRMaj out) {
    if (x.numRows == 1) {
      out.reshape(1, a.numRows);
      rows(a.data, a.numRows, a.numCols, x.data, out.data);
    } else {
      kernels.multiply(false, true, 1, x, a, 0, out);
    }
  }

  /** The loop of a single layer as it stands, of which nothing is in closed form. */
  private int open(
      Settings settings, DMatrixRMaj w, DMatrixRMaj b, DMatrixRMaj delta, DMatrixRMaj rx) {
    double dt = (double) settings.dt();
    double keep = (double) (1 - settings.dt() * settings.alpha());
    for (int update = 1; update <= settings.updates(); update++) {
      times(tanh(rx), w, sum);
      boolean settled = relax(second, keep, dt, sum, delta, settings.tolerance());
      times(second, b, sum);
      settled &= relax(rx, 1 - dt, dt, sum, null, settings.tolerance());
      if (settled) {
        return update;
      }
    }
    return settings.updates();
  }

  @Override
  public int chain(
      Settings settings,
      List<DMatrixRMaj> w,
      DMatrixRMaj b,
      List<DMatrixRMaj> slopes,
      DMatrixRMaj delta,
      List<DMatrixRMaj> r) {
    int top = w.size();
    clear(r.get(0), delta.numRows, b.numRows);
    for (int k = 1; k <= top; k++) {
      clear(r.get(k), delta.numRows, w.get(k - 1).numRows);
    }
    double dt = (double) settings.dt();
    double keepTop = (double) (1 - settings.dt() * settings.alpha());
    for (int update = 1; update <= settings.updates(); update++) {
      times(r.get(top), b, sum);
      boolean settled = relax(r.get(0), 1 - dt, dt, sum, null, settings.tolerance());
      for (int k = 1; k <= top; k++) {
        times(transferred(settings.transfer(), r.get(k - 1), slopes, k - 1), w.get(k - 1), sum);
        double keep = k == top ? keepTop : 1 - dt;
        settled &= relax(r.get(k), keep, dt, sum, k == top ? delta : null, settings.tolerance());
      }
      if (settled) {
        return update;
      }
    }
    return settings.updates();
  }

  private DMatrixRMaj transferred(
      Transfer transfer, DMatrixRMaj r, List<DMatrixRMaj> slopes, int k) {
    return switch (transfer) {
      case LINEAR -> r;
      case TANH -> tanh(r);
      case LINEARIZED -> quotient(r, slopes.get(k));
    };
  }

  private DMatrixRMaj tanh(DMatrixRMaj r) {
    transferred.reshape(r.numRows, r.numCols);
    int n = r.getNumElements();
    System.arraycopy(r.data, 0, transferred.data, 0, n);
    TanhFloat64.apply(transferred.data, n);
    return transferred;
  }

  private DMatrixRMaj quotient(DMatrixRMaj r, DMatrixRMaj slope) {
    transferred.reshape(r.numRows, r.numCols);
    int n = r.getNumElements();
    for (int i = 0; i < n; i++) {
      transferred.data[i] = r.data[i] / slope.data[i];
    }
    return transferred;
  }

  /** {@code x = keep x + dt (sum - drive)}; whether nothing changed by more than the tolerance. */
  private static boolean relax(
      DMatrixRMaj x,
      double keep,
      double dt,
      DMatrixRMaj sum,
      DMatrixRMaj drive,
      /**/ double tolerance) {
    int n = x.getNumElements();
    if (tolerance > 0) {
      return relaxAndLook(x, keep, dt, sum, drive, tolerance);
    }
    double[] state = x.data;
    double[] input = sum.data;
    if (drive == null) {
      for (int i = 0; i < n; i++) {
        state[i] = keep * state[i] + dt * input[i];
      }
    } else {
      double[] error = drive.data;
      for (int i = 0; i < n; i++) {
        state[i] = keep * state[i] + dt * (input[i] - error[i]);
      }
    }
    return false;
  }

  private static boolean relaxAndLook(
      DMatrixRMaj x,
      double keep,
      double dt,
      DMatrixRMaj sum,
      DMatrixRMaj drive,
      /**/ double tolerance) {
    double change = 0;
    double largest = 0;
    int n = x.getNumElements();
    for (int i = 0; i < n; i++) {
      double error = drive == null ? 0 : drive.data[i];
      double next = keep * x.data[i] + dt * (sum.data[i] - error);
      change = Math.max(change, Math.abs(next - x.data[i]));
      largest = Math.max(largest, Math.abs(next));
      x.data[i] = next;
    }
    return change <= tolerance * largest;
  }
}
