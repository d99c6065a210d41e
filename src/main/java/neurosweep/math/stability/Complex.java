package neurosweep.math.stability;

/** Arithmetic on complex numbers given as {re, im}. */
final class Complex {
  private Complex() {}

  /** The root with a real part that is not negative. */
  static double[] sqrt(double re, double im) {
    double size = Math.hypot(re, im);
    if (size == 0) {
      return new double[] {0, 0};
    }
    double larger = Math.sqrt((size + Math.abs(re)) / 2);
    double smaller = Math.abs(im) / (2 * larger);
    double real = re >= 0 ? larger : smaller;
    double imaginary = re >= 0 ? smaller : larger;
    return new double[] {real, im < 0 ? -imaginary : imaginary};
  }

  /** a / b without overflow in between (Smith). */
  static double[] divide(double ar, double ai, double br, double bi) {
    if (Math.abs(br) >= Math.abs(bi)) {
      double ratio = bi / br;
      double size = br + bi * ratio;
      return new double[] {(ar + ai * ratio) / size, (ai - ar * ratio) / size};
    }
    double ratio = br / bi;
    double size = br * ratio + bi;
    return new double[] {(ar * ratio + ai) / size, (ai * ratio - ar) / size};
  }
}
