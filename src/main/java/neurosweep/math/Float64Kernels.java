package neurosweep.math;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** Elementwise kernels in float64; the multiplications belong to the backend's subclass. */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
abstract class Float64Kernels extends MatricesFloat64 {
  /** Elements of an inverse difference that are treated alike if none of them crosses zero. */
  private static final int RUN = 1024;

  /** Whose products these are. */
  abstract Backend backend();

  @Override
  public final void activate(DMatrixRMaj h, DMatrixRMaj bias, /**/ double slope) {
    double[] data = h.data;
    double[] b = bias.data;
    double below = (double) slope;
    int units = h.numCols;
    for (int i = 0, row = 0; i < h.numRows; i++, row += units) {
      for (int j = 0; j < units; j++) {
        double value = data[row + j] + b[j];
        data[row + j] = value >= 0 ? value : below * value;
      }
    }
  }

  @Override
  public final void activate(DMatrixRMaj h, DMatrixRMaj bias, DoubleUnaryOperator f) {
    double[] data = h.data;
    double[] b = bias.data;
    int units = h.numCols;
    for (int i = 0, row = 0; i < h.numRows; i++, row += units) {
      for (int j = 0; j < units; j++) {
        data[row + j] = (double) f.applyAsDouble(data[row + j] + b[j]);
      }
    }
  }

  @Override
  public final void combine(DMatrixRMaj e, DMatrixRMaj y, DoubleBinaryOperator f) {
    double[] error = e.data;
    double[] output = y.data;
    int n = e.getNumElements();
    for (int i = 0; i < n; i++) {
      error[i] = (double) f.applyAsDouble(error[i], output[i]);
    }
  }

  @Override
  public final void timesDerivative(DMatrixRMaj e, DMatrixRMaj y, /**/ double slope) {
    double[] error = e.data;
    double[] output = y.data;
    scaleBelow(error, output, (double) slope, 0, e.getNumElements());
  }

  @Override
  public final void activateTanh(DMatrixRMaj h, DMatrixRMaj bias) {
    double[] data = h.data;
    double[] b = bias.data;
    int units = h.numCols;
    for (int i = 0, row = 0; i < h.numRows; i++, row += units) {
      for (int j = 0; j < units; j++) {
        data[row + j] += b[j];
      }
    }
    TanhFloat64.apply(data, h.getNumElements());
  }

  @Override
  public final void timesTanhDerivative(DMatrixRMaj e, DMatrixRMaj y) {
    double[] error = e.data;
    double[] output = y.data;
    int n = e.getNumElements();
    for (int i = 0; i < n; i++) {
      error[i] *= 1 - output[i] * output[i];
    }
  }

  @Override
  public final void addRow(/**/ double factor, DMatrixRMaj row, DMatrixRMaj a) {
    double weight = (double) factor;
    for (int i = 0, at = 0; i < a.numRows; i++, at += a.numCols) {
      for (int j = 0; j < a.numCols; j++) {
        a.data[at + j] += weight * row.data[j];
      }
    }
  }

  @Override
  public final /**/ double meanNormRatio(DMatrixRMaj x, DMatrixRMaj z, /**/ double guard) {
    /**/ double sum = 0;
    for (int i = 0, at = 0; i < x.numRows; i++, at += x.numCols) {
      /**/ double of = 0;
      /**/ double over = guard;
      for (int j = 0; j < x.numCols; j++) {
        of += (/**/ double) x.data[at + j] * x.data[at + j];
        over += (/**/ double) z.data[at + j] * z.data[at + j];
      }
      sum += Math.sqrt(of / over);
    }
    return sum / x.numRows;
  }

  @Override
  public final void inhibit(DMatrixRMaj m, DMatrixRMaj c, /**/ double rate, /**/ double tolerated) {
    double pace = (double) rate;
    double free = (double) tolerated;
    int n = m.numCols;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int at = i * n + j;
        m.data[at] = i == j ? 0 : Math.max(0, m.data[at] + pace * (c.data[at] - free));
      }
    }
  }

  @Override
  public final void limitRows(DMatrixRMaj a, /**/ double most) {
    for (int i = 0, row = 0; i < a.numRows; i++, row += a.numCols) {
      /**/ double square = 0;
      for (int j = 0; j < a.numCols; j++) {
        square += (/**/ double) a.data[row + j] * a.data[row + j];
      }
      if (square > most * most) {
        double scale = (double) (most / Math.sqrt(square));
        for (int j = 0; j < a.numCols; j++) {
          a.data[row + j] *= scale;
        }
      }
    }
  }

  @Override
  public final void scaleColumns(DMatrixRMaj a, DMatrixRMaj factors, int row) {
    int columns = a.numCols;
    int from = row * columns;
    for (int i = 0, at = 0; i < a.numRows; i++, at += columns) {
      for (int j = 0; j < columns; j++) {
        a.data[at + j] *= factors.data[from + j];
      }
    }
  }

  @Override
  public final void decayedStep(DMatrixRMaj w, DMatrixRMaj g, /**/ double keep, /**/ double rate) {
    double share = (double) keep;
    double pace = (double) rate;
    double[] weight = w.data;
    double[] gradient = g.data;
    int n = w.getNumElements();
    for (int i = 0; i < n; i++) {
      weight[i] = share * weight[i] - pace * gradient[i];
    }
  }

  /*
   * With a = f' on y's side and z = y - scale eps e: where z keeps y's sign the bracket is
   * scale eps e / a, so scale drops out and nothing underflows however deep the net. Where it
   * crosses, the two terms have the same sign, so their sum cancels nothing either. The test for a
   * crossing is made in double, where scale = gamma^(L-l) is a normal number for any practical depth.
   */
  @Override
  public final void inverseDifference(
      DMatrixRMaj e,
      DMatrixRMaj y,
      /**/ double slope,
      /**/ double gamma,
      /**/ double scale,
      int power) {
    /**/ double epsBelow = gamma * StrictMath.pow(slope, power);
    double below = (double) (StrictMath.pow(slope, power) / slope);
    /**/ double stepAbove = scale * gamma;
    /**/ double stepBelow = scale * epsBelow;
    /**/ double denominator = scale * gamma;
    // nothing crosses zero that is farther from it than this; 1e-37 lest the bound underflows
    double reach = (double) Math.max(1e-37, 1.001 * Math.max(stepAbove, stepBelow));
    double[] error = e.data;
    double[] output = y.data;
    int n = e.getNumElements();
    for (int from = 0; from < n; from += RUN) {
      int to = Math.min(n, from + RUN);
      if (allWithin(error, output, reach, from, to)) {
        scaleBelow(error, output, below, from, to);
        continue;
      }
      inverseDifference(
          error, output, slope, below, stepAbove, stepBelow, denominator, reach, from, to);
    }
  }

  /** Whether no z of [from, to) crosses zero; a branch that is nearly always the same is cheap. */
  private static boolean allWithin(
      double[] error, double[] output, double reach, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!(reach * Math.abs(error[i]) < Math.abs(output[i]))) {
        return false;
      }
    }
    return true;
  }

  /** {@code E = E o f'(Y)} on [from, to). */
  private static void scaleBelow(double[] error, double[] output, double below, int from, int to) {
    for (int i = from; i < to; i++) {
      error[i] = output[i] >= 0 ? error[i] : below * error[i];
    }
  }

  private static void inverseDifference(
      double[] error,
      double[] output,
      /**/ double slope,
      double below,
      /**/ double stepAbove,
      /**/ double stepBelow,
      /**/ double denominator,
      double reach,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      boolean up = output[i] >= 0;
      if (reach * Math.abs(error[i]) < Math.abs(output[i])) {
        error[i] = up ? error[i] : below * error[i];
        continue;
      }
      /**/ double at = output[i];
      /**/ double mixed = at - (up ? stepAbove : stepBelow) * error[i];
      if (up == mixed >= 0) {
        error[i] = up ? error[i] : below * error[i];
      } else {
        error[i] = (double) ((up ? at - mixed / slope : at / slope - mixed) / denominator);
      }
    }
  }

  @Override
  public final void forwardDifference(DMatrixRMaj d, DMatrixRMaj y, /**/ double slope) {
    double[] change = d.data;
    double[] output = y.data;
    double below = (double) slope;
    int n = d.getNumElements();
    for (int i = 0; i < n; i++) {
      double at = output[i] >= 0 ? output[i] : output[i] / below;
      double moved = at + change[i];
      if (at >= 0) {
        change[i] = moved >= 0 ? change[i] : below * moved - at;
      } else {
        change[i] = moved < 0 ? below * change[i] : moved - below * at;
      }
    }
  }

  @Override
  public final void columnMeans(DMatrixRMaj e, DMatrixRMaj means) {
    int units = e.numCols;
    double[] out = means.data;
    double[] error = e.data;
    Arrays.fill(out, 0, units, 0);
    for (int i = 0, row = 0; i < e.numRows; i++, row += units) {
      for (int j = 0; j < units; j++) {
        out[j] += error[row + j];
      }
    }
    double share = (double) (1.0 / e.numRows);
    for (int j = 0; j < units; j++) {
      out[j] *= share;
    }
  }

  @Override
  public final void add(/**/ double factor, DMatrixRMaj from, DMatrixRMaj to) {
    double weight = (double) factor;
    double[] source = from.data;
    double[] target = to.data;
    int n = to.getNumElements();
    for (int i = 0; i < n; i++) {
      target[i] += weight * source[i];
    }
  }

  @Override
  public final /**/ double dot(DMatrixRMaj a, DMatrixRMaj b) {
    /**/ double sum = 0;
    int n = a.getNumElements();
    for (int i = 0; i < n; i++) {
      sum += (/**/ double) a.data[i] * b.data[i];
    }
    return sum;
  }

  @Override
  public final boolean isFinite(DMatrixRMaj a) {
    double[] data = a.data;
    int n = a.getNumElements();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += data[i] * 0; // 0 if finite, else NaN
    }
    return sum == 0;
  }

  @Override
  public final void adam(
      DMatrixRMaj w, DMatrixRMaj g, DMatrixRMaj m, DMatrixRMaj v, AdamStep step) {
    double b1 = (double) step.beta1();
    double b2 = (double) step.beta2();
    double c1 = (double) (1 - step.beta1());
    double c2 = (double) (1 - step.beta2());
    double eps = (double) step.epsilon();
    double rate = (double) step.rate();
    double root = (double) step.root();
    double[] weight = w.data;
    double[] gradient = g.data;
    double[] first = m.data;
    double[] second = v.data;
    int n = w.getNumElements();
    for (int i = 0; i < n; i++) {
      double slope = gradient[i];
      double mean = b1 * first[i] + c1 * slope;
      double square = b2 * second[i] + c2 * slope * slope;
      first[i] = mean;
      second[i] = square;
      double overflow = 0 * square; // NaN if infinite: else the weight would stop for good, unseen
      weight[i] -= rate * mean / ((double) Math.sqrt(square) * root + eps) + overflow;
    }
  }

  @Override
  public final void momentum(
      DMatrixRMaj w, DMatrixRMaj g, DMatrixRMaj m, /**/ double momentum, /**/ double rate) {
    double keep = (double) momentum;
    double pace = (double) rate;
    double[] weight = w.data;
    double[] gradient = g.data;
    double[] velocity = m.data;
    int n = w.getNumElements();
    for (int i = 0; i < n; i++) {
      velocity[i] = keep * velocity[i] + gradient[i];
      weight[i] -= pace * velocity[i];
    }
  }

  @Override
  public void gram(boolean ofColumns, DMatrixRMaj w, DMatrixRMaj g) {
    multiply(ofColumns, !ofColumns, 1, w, w, 0, g);
  }

  @Override
  public void addOrthogonalityGradient(
      boolean ofColumns, /**/ double factor, DMatrixRMaj w, DMatrixRMaj gram, DMatrixRMaj c) {
    clearDiagonal(gram);
    mirror(gram.data, gram.numRows);
    multiply(false, false, factor, ofColumns ? w : gram, ofColumns ? gram : w, 1, c);
  }

  /** Copies the lower triangle to the upper one, in tiles that stay in cache. */
  private static void mirror(double[] data, int n) {
    for (int top = 0; top < n; top += TILE) {
      int bottom = Math.min(n, top + TILE);
      for (int left = 0; left <= top; left += TILE) {
        for (int i = top; i < bottom; i++) {
          int end = Math.min(i, left + TILE);
          for (int j = left; j < end; j++) {
            data[j * n + i] = data[i * n + j];
          }
        }
      }
    }
  }

  @Override
  public final LeastSquares<DMatrixRMaj> leastSquares() {
    return new GramFloat64(this);
  }

  @Override
  public final Inversion<DMatrixRMaj> inversion() {
    return new InversionFloat64(this);
  }

  @Override
  public final /**/ double reciprocalCondition(DMatrixRMaj a) {
    return Float64Condition.reciprocal(this, a);
  }
}
