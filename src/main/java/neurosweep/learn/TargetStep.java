package neurosweep.learn;

/**
 * How far the point that a layer's target is inverted at lies from the layer's output: {@code m_l =
 * y_l - s_l gamma_l f'(h_l)^p_l e_l}, in units of the scaled error e_l.
 *
 * @param scale s_l, the product of the gammas of all layers above
 * @param gamma gamma_l
 * @param power p_l: 0 for the same step in every unit, 2 for GAIT-prop's
 */
public record TargetStep(double scale, double gamma, int power) {}
