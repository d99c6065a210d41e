package neurosweep.circuit.design;

import neurosweep.circuit.synapse.Matrices;
import neurosweep.math.random.RandomSource;

/**
 * Learns basis functions from which signals are made with few of them each, by approximate K-SVD
 * (Rubinstein, Zibulevsky and Elad, 2008): signals are coded by matching pursuit, then every
 * function in turn becomes the direction that its users still miss, E g / |E g| with E what is left
 * of them without it and g their coefficients.
 *
 * @param functions number of basis functions
 * @param active most functions in a signal
 * @param rounds of coding and learning
 */
public record SparseDictionary(int functions, int active, int rounds) {

  /** A round's result is looked at, and may be the last. */
  public interface Progress {
    /** Whether to stop. */
    boolean stops();
  }

  /**
   * Learns.
   *
   * @param signals one a row, not all zero
   * @return functions of length 1, one a row; null if it was stopped
   */
  public double[][] learn(double[][] signals, RandomSource random, Progress progress) {
    double[][] basis = new double[functions][];
    for (int k = 0; k < functions; k++) {
      basis[k] = normalized(signals[(int) (random.nextDouble() * signals.length)], random);
    }
    for (int round = 0; round < rounds; round++) {
      double[][] codes = new double[signals.length][functions];
      double[][] rest = new double[signals.length][];
      for (int i = 0; i < signals.length; i++) {
        rest[i] = signals[i].clone();
        pursue(basis, rest[i], codes[i]);
      }
      for (int k = 0; k < functions; k++) {
        improve(k, basis, codes, rest, random);
      }
      if (progress.stops()) {
        return null;
      }
    }
    return basis;
  }

  /** Takes the function of largest product off what is left, again and again. */
  private void pursue(double[][] basis, double[] rest, double[] code) {
    for (int n = 0; n < active; n++) {
      int best = 0;
      double largest = 0;
      for (int k = 0; k < functions; k++) {
        double product = dot(basis[k], rest);
        if (Math.abs(product) > Math.abs(largest)) {
          best = k;
          largest = product;
        }
      }
      code[best] += largest;
      add(-largest, basis[best], rest);
    }
  }

  /** One power iteration on the error of a function's users; one without users starts anew. */
  private static void improve(
      int k, double[][] basis, double[][] codes, double[][] rest, RandomSource random) {
    double[] better = new double[basis[k].length];
    double squares = 0;
    for (int i = 0; i < codes.length; i++) {
      double g = codes[i][k];
      if (g != 0) {
        add(g, rest[i], better);
        squares += g * g;
      }
    }
    if (squares == 0) {
      basis[k] = normalized(rest[(int) (random.nextDouble() * rest.length)], random);
      return;
    }
    add(squares, basis[k], better);
    better = normalized(better, random);
    for (int i = 0; i < codes.length; i++) {
      double g = codes[i][k];
      if (g != 0) {
        add(g, basis[k], rest[i]);
        codes[i][k] = dot(better, rest[i]);
        add(-codes[i][k], better, rest[i]);
      }
    }
    basis[k] = better;
  }

  /** Of length 1; random where there is nothing. */
  private static double[] normalized(double[] values, RandomSource random) {
    double[] to = values.clone();
    while (dot(to, to) < 1e-20) {
      for (int p = 0; p < to.length; p++) {
        to[p] = random.nextGaussian();
      }
    }
    Matrices.scale(to, 1 / Math.sqrt(dot(to, to)));
    return to;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int p = 0; p < a.length; p++) {
      sum += a[p] * b[p];
    }
    return sum;
  }

  private static void add(double factor, double[] a, double[] to) {
    for (int p = 0; p < to.length; p++) {
      to[p] += factor * a[p];
    }
  }
}
