package neurosweep.circuit.solver;

/**
 * How far activities z = [r_E; r_I] are from z >= 0, V - theta <= 0, z (V - theta) = 0. Spiking
 * never meets these exactly: the residual is of the order of a threshold.
 *
 * @param primal largest -z
 * @param dual largest V - theta
 * @param complementarity largest |z (V - theta)|
 * @param natural largest |min(z, theta - V)|, zero exactly at a solution
 * @param squares sum of (z (V - theta))^2, what the published program minimises
 */
public record KktResiduals(
    double primal, double dual, double complementarity, double natural, double squares) {

  /** Of activities and V - theta. */
  static KktResiduals of(double[] z, double[] excess) {
    double primal = 0;
    double dual = 0;
    double complementarity = 0;
    double natural = 0;
    double squares = 0;
    for (int i = 0; i < z.length; i++) {
      double product = z[i] * excess[i];
      primal = Math.max(primal, -z[i]);
      dual = Math.max(dual, excess[i]);
      complementarity = Math.max(complementarity, Math.abs(product));
      natural = Math.max(natural, Math.abs(Math.min(z[i], -excess[i])));
      squares += product * product;
    }
    return new KktResiduals(primal, dual, complementarity, natural, squares);
  }
}
