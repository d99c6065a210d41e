package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.math.Precision;
import neurosweep.testing.Precise;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every activation must keep, and differences of inverses against 80 digits. */
class ActivationContractTest {
  private static final TargetStep WHOLE = new TargetStep(1, 1, 0);
  private static final double CLIP = 1e-3;

  /** Far from where any of them is clipped. */
  private static final double[] H = {-3, -1.5, -0.3, -1e-3, 0, 1e-3, 0.4, 1.7, 3};

  static Stream<Arguments> cases() {
    return Activation.CATALOG.members().stream()
        .flatMap(f -> TestBackend.all().map(backend -> Arguments.of(f.name(), backend)));
  }

  private static <M extends ReshapeMatrix> M apply(
      TestBackend<M> backend, Activation f, double slope, double... h) {
    M y = backend.row(h);
    f.apply(backend.kernels(), y, backend.row(new double[h.length]), slope);
    return y;
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void theDerivativeIsThatOfTheFunction(
      String name, TestBackend<M> backend) {
    Activation f = Activation.CATALOG.get(name);
    boolean coarse = backend.kernels().precision() == Precision.FLOAT32;
    double step = coarse ? 1e-3 : 1e-6;
    double tolerance = coarse ? 1e-3 : 1e-8;
    for (double slope : slopes(f)) {
      for (double h : new double[] {-3, -1.5, -0.3, 0.4, 1.7, 3}) {
        double[] ends = backend.values(apply(backend, f, slope, h - step, h + step))[0];
        double width = backend.rounded(h + step) - backend.rounded(h - step);
        M e = backend.row(2);
        f.timesDerivative(backend.kernels(), e, apply(backend, f, slope, h), slope);
        double got = backend.values(e)[0][0];
        assertEquals(2 * (ends[1] - ends[0]) / width, got, tolerance);
        assertTrue(got > 0, "increasing");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void theInverseUndoesTheFunction(String name, TestBackend<M> backend) {
    Activation f = Activation.CATALOG.get(name);
    for (double slope : slopes(f)) {
      for (double base : H) {
        double[] bases = new double[H.length];
        Arrays.fill(bases, base);
        M y = apply(backend, f, slope, H);
        M e = apply(backend, f, slope, H);
        backend.kernels().add(-1, apply(backend, f, slope, bases), e);
        f.inverseDifference(backend.kernels(), e, y, slope, WHOLE, CLIP);
        double[] got = backend.values(e)[0];
        for (int i = 0; i < H.length; i++) {
          assertEquals(H[i] - base, got[i], 1e4 * backend.eps(), name + " " + H[i] + " " + base);
        }
      }
    }
  }

  private static double[] slopes(Activation f) {
    boolean sloped = f.params().contains(Activation.SLOPE);
    return sloped ? new double[] {0.1, 0.01, 1, 2} : new double[] {0.1};
  }

  /** One backend in both precisions: the kernel is that of all. */
  static Stream<Arguments> precisions() {
    return cases().filter(each -> ((TestBackend<?>) each.get()[1]).name().equals("ejml"));
  }

  @ParameterizedTest
  @MethodSource("precisions")
  <M extends ReshapeMatrix> void nothingCancels(String name, TestBackend<M> backend) {
    Activation f = Activation.CATALOG.get(name);
    double[] errors = {0, -1e-12, 1e-5, 0.02, -0.02, 0.3, -0.3, 0.7, -0.9, 3, -40};
    int compared = 0;
    for (double slope : slopes(f)) {
      for (TargetStep step : List.of(WHOLE, new TargetStep(1e-9, 1e-3, 2))) {
        for (double h : H) {
          M y = apply(backend, f, slope, h);
          M sloped = backend.row(1);
          f.timesDerivative(backend.kernels(), sloped, y, slope);
          double eps = Math.pow(backend.values(sloped)[0][0], step.power());
          for (double error : errors) {
            M e = backend.row(error);
            double output = backend.values(y)[0][0];
            double d = step.scale() * step.gamma() * eps * backend.values(e)[0][0];
            if (!inRange(name, output - d)) {
              continue;
            }
            f.inverseDifference(backend.kernels(), e, y, slope, step, 1e-12);
            BigDecimal target = new BigDecimal(output).subtract(new BigDecimal(d));
            double want =
                inverse(name, new BigDecimal(output), slope)
                        .subtract(inverse(name, target, slope), Precise.DIGITS)
                        .doubleValue()
                    / (step.scale() * step.gamma());
            String message = name + " slope " + slope + " h " + h + " e " + error + " " + step;
            double got = backend.values(e)[0][0];
            assertEquals(want, got, 400 * backend.eps() * Math.abs(want), message);
            compared++;
          }
        }
      }
    }
    assertTrue(compared > 100, "compared " + compared);
  }

  private static boolean inRange(String name, double y) {
    return switch (name) {
      case "tanh" -> Math.abs(y) < 0.999;
      case "elu" -> y > -0.999;
      case "softplus" -> y > 1e-3;
      default -> true;
    };
  }

  private static BigDecimal inverse(String name, BigDecimal y, double slope) {
    BigDecimal one = BigDecimal.ONE;
    BigDecimal a = new BigDecimal(slope);
    return switch (name) {
      case "linear" -> y;
      case "leaky-relu" -> y.signum() >= 0 ? y : y.divide(a, Precise.DIGITS);
      case "tanh" ->
          Precise.log(one.add(y).divide(one.subtract(y), Precise.DIGITS))
              .divide(BigDecimal.valueOf(2), Precise.DIGITS);
      case "elu" -> y.signum() >= 0 ? y : Precise.log(one.add(y));
      case "softplus" -> Precise.log(Precise.exp(y).subtract(one));
      case "soft-leaky-relu" -> softLeakyInverse(y, a);
      default -> throw new IllegalArgumentException("give the inverse of " + name);
    };
  }

  /** Newton's method, which at last doubles the digits in every turn. */
  private static BigDecimal softLeakyInverse(BigDecimal y, BigDecimal a) {
    BigDecimal one = BigDecimal.ONE;
    BigDecimal rest = one.subtract(a);
    BigDecimal h = y.signum() >= 0 ? y : y.divide(a, Precise.DIGITS);
    for (int i = 0; i < 40; i++) {
      BigDecimal e = Precise.exp(h);
      BigDecimal value = a.multiply(h).add(rest.multiply(Precise.log(one.add(e))));
      BigDecimal rise = a.add(rest.multiply(e.divide(one.add(e), Precise.DIGITS)), Precise.DIGITS);
      BigDecimal change = value.subtract(y).divide(rise, Precise.DIGITS);
      h = h.subtract(change, Precise.DIGITS);
      if (change.abs().compareTo(new BigDecimal("1e-100")) < 0) {
        break; // the next change is the square of this one
      }
    }
    return h;
  }

  /** A unit at the bound without an error gets none; with one it counts from the bound. */
  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void outputsAndTargetsAreKeptFromTheBounds(
      String name, TestBackend<M> backend) {
    Activation f = Activation.CATALOG.get(name);
    List<Double> bounds = new ArrayList<>();
    if (name.equals("tanh")) {
      bounds.add(1.0);
    }
    if (name.equals("tanh") || name.equals("elu")) {
      bounds.add(-1.0);
    }
    if (name.equals("softplus")) {
      bounds.add(0.0);
    }
    assertEquals(!bounds.isEmpty(), f.isBounded(), name);
    for (double bound : bounds) {
      double inner = bound > 0 ? bound - CLIP : bound + CLIP;
      double out = bound > 0 ? 5 : -5;
      double middle = name.equals("softplus") ? 0.5 : 0.25;
      double[] ys = {bound, bound, bound, middle, middle};
      double[] targets = {bound, bound + out, middle, bound, bound + out};
      double[] e = new double[ys.length];
      for (int i = 0; i < e.length; i++) {
        e[i] = ys[i] - targets[i];
      }
      M got = backend.row(e);
      f.inverseDifference(backend.kernels(), got, backend.row(ys), 0.1, WHOLE, CLIP);
      BigDecimal atBound = inverse(name, new BigDecimal(inner), 0.1);
      double way = inverse(name, new BigDecimal(middle), 0.1).subtract(atBound).doubleValue();
      double[][] want = {{0, 0, -way, way, way}};
      backend.assertElementsClose(want, got, 400 * backend.eps());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void whatIsNotFiniteShows(String name, TestBackend<M> backend) {
    Activation f = Activation.CATALOG.get(name);
    M e = backend.row(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1);
    M y = backend.row(0.5, 0.5, 0.5, Double.NaN);
    f.inverseDifference(backend.kernels(), e, y, 0.1, WHOLE, CLIP);
    for (int i = 0; i < 3; i++) {
      assertFalse(Double.isFinite(backend.values(e)[0][i]), name + " " + i);
    }
  }

  /** s = gamma^(L-l) of a net so deep that no float64 holds it. */
  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void noDepthLosesDigits(String name, TestBackend<M> backend) {
    Activation f = Activation.CATALOG.get(name);
    M y = apply(backend, f, 0.1, -3, -1.5, -0.3, 0.4, 1.7, 3);
    double[] errors = {1.5, 1.5, 1.5, 1.5, 1.5, 1.5};
    M want = backend.row(errors);
    f.timesDerivative(backend.kernels(), want, y, 0.1);
    M got = backend.row(errors);
    double[][] before = backend.values(y);
    f.inverseDifference(backend.kernels(), got, y, 0.1, new TargetStep(1e-200, 1e-3, 2), CLIP);
    assertArrayEquals(before, backend.values(y));
    backend.assertElementsClose(backend.values(want), got, 200 * backend.eps());
  }
}
