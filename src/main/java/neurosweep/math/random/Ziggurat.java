package neurosweep.math.random;

/**
 * The layers of equal area under f(x) = exp(-x^2 / 2) from which {@link MatlabRandom} draws. Edge k
 * grows with k: edge 0 is 0 (the top), edge 255 is where the tail begins, edge 256 is the width
 * that a box of height f(tail) needs for the area of the lowest layer with its tail.
 */
final class Ziggurat {
  static final int LAYERS = 256;

  /** Where the tail begins, for 256 layers. */
  static final double TAIL = 3.654152885361009;

  private static final double[] EDGE = edges();
  private static final double[] HEIGHT = heights();

  private Ziggurat() {}

  static double edge(int k) {
    return EDGE[k];
  }

  static double height(int k) {
    return HEIGHT[k];
  }

  static double density(double x) {
    return StrictMath.exp(-0.5 * x * x);
  }

  private static double[] edges() {
    double area = density(TAIL) * (TAIL + millsRatio(TAIL));
    double[] edge = new double[LAYERS + 1];
    edge[LAYERS] = area / density(TAIL);
    edge[LAYERS - 1] = TAIL;
    for (int k = LAYERS - 2; k > 0; k--) {
      double height = area / edge[k + 1] + density(edge[k + 1]);
      edge[k] = Math.sqrt(-2 * StrictMath.log(height));
    }
    return edge;
  }

  private static double[] heights() {
    double[] height = new double[LAYERS + 1];
    for (int k = 0; k <= LAYERS; k++) {
      height[k] = density(EDGE[k]);
    }
    return height;
  }

  /** Area of the tail over f(x), by Laplace's continued fraction 1/(x + 1/(x + 2/(x + ...))). */
  private static double millsRatio(double x) {
    double fraction = x;
    for (int k = 200; k > 0; k--) {
      fraction = x + k / fraction;
    }
    return 1 / fraction;
  }
}
