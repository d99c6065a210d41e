package neurosweep.learn;

import java.util.List;
import java.util.Locale;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Deep feedback control at its steady state (Meulemans et al., NeurIPS 2021, arXiv 2106.07887): a
 * controller u at the output acts on the voltages of all layers through Q_l (N_l x N_L) until the
 * output has made a step towards its target, in first order. With J_l = dy_L/dh_l (N_L x N_l) of
 * every example at the forward pass:
 *
 * <pre>u = (sum_l J_l Q_l + alpha I)^-1 (-step e_L),  dv_l = Q_l u,  l = 1..L
 * r_l = f(base_l + dv_l),  base_l = W_l r_{l-1} + b_l,  r_0 = x
 * dW_l = mean d_l^T r_{l-1},  db_l = mean d_l</pre>
 *
 * <p>d_l (batch x N_l) is -1/step times dv_l ({@code voltage}), D_l dv_l ({@code derivative}) or
 * f(base_l + dv_l) - f(base_l) ({@code nonlinear}). With {@code initial_activations} r_{l-1} and
 * base_l are those of the forward pass.
 *
 * <p>Q_l = J_l^T is damped Gauss-Newton: dv minimizes |J dv + step e_L|^2 + alpha |dv|^2. The fixed
 * Q_l are (W_L ... W_{l+1})^T of the initial weights, the authors' {@code weight_product}, with Q_L
 * = I. A singular system is solved by its pseudo-inverse.
 *
 * <p>All N_L outputs are controlled: those beyond the classes have no error, but are held where
 * they are, and learn to stay there. Auxiliary units of hidden layers get dv_l = 0. The cost grows
 * with the cube of N_L for every example, so wide square nets are dear.
 */
public final class DeepFeedbackControl implements LearningRule {
  private static final String FIXED = "fixed";
  private static final Param<String> FEEDBACK =
      Param.choice(
          "dfc_feedback",
          List.of(FIXED, "transpose-jacobian"),
          "how the controller reaches the layers: products of initial weights, or J^T");
  private static final Param<Double> ALPHA = InversionKnobs.ALPHA.byDefault(1e-3);
  private static final Param<String> SIGNAL =
      Param.choice(
          "learning_signal",
          List.of("nonlinear", "voltage", "derivative"),
          "what a layer learns from: the change of its activation, of its voltage, or f' times that");
  private static final Param<Boolean> INITIAL =
      Param.flag(
          "initial_activations",
          false,
          "whether layers learn at the activations of the forward pass or the controlled ones");
  private static final Param<Double> STEP =
      Param.real("target_step", 0.1, "part of the output error that the controller takes away")
          .within(1e-6, 1);

  @Override
  public String name() {
    return "dfc";
  }

  @Override
  public String label() {
    return "DFC";
  }

  @Override
  public String doc() {
    return "deep feedback control: what a controller at the output changes in all layers";
  }

  @Override
  public String source() {
    return "Meulemans et al., NeurIPS 2021, arXiv 2106.07887";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(FEEDBACK, ALPHA, SIGNAL, INITIAL, STEP);
  }

  @Override
  public <M extends ReshapeMatrix> ControlLearner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    ControlLearner.Settings settings =
        new ControlLearner.Settings(
            ALPHA.of(values),
            ControlLearner.Signal.valueOf(SIGNAL.of(values).toUpperCase(Locale.ROOT)),
            INITIAL.of(values),
            STEP.of(values),
            ERROR_CLIP.of(values));
    return new ControlLearner<>(network, batch, isFixed(values), settings);
  }

  private static boolean isFixed(Values values) {
    return FEEDBACK.of(values).equals(FIXED);
  }

  @Override
  public void check(Layout layout, Values values, Problems problems, String where) {
    LayerwiseLearner.refuseRepeatedDerivative(name(), values, problems, where);
  }

  @Override
  public double flops(Layout layout, int batch, Values values) {
    double outputs = layout.outputs();
    double total = 2.0 / 3 * outputs * outputs * outputs + 2 * outputs * outputs;
    for (int layer = 1; layer <= layout.layers(); layer++) {
      double units = layout.widths()[layer];
      double weights = units * layout.reads()[layer];
      total += 2 * outputs * outputs * units; // J Q
      total += layer > 1 ? 2 * outputs * weights : 0; // J of the layer below
      total += isFixed(values) ? 2 * outputs * units : 2 * weights; // dv
      total += 2 * weights; // base
    }
    return batch * total;
  }

  @Override
  public double kept(Layout layout, Values values) {
    double units = 0;
    for (int layer = 1; layer < layout.layers(); layer++) {
      units += layout.widths()[layer];
    }
    return isFixed(values) ? units * layout.outputs() : 0;
  }
}
