package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Predictive coding (Whittington and Bogacz, Neural Comput. 29, 2017; Rosenbaum, PLoS ONE 17,
 * 2022). Values v_l (batch x units) of the hidden layers start at the forward pass and move so that
 * prediction errors shrink, n times and all layers at once:
 *
 * <pre>e_l = p_l - v_l,  v_l += rate (e_l - W_{l+1}^T D_{l+1} e_{l+1}),  l = 1..L-1</pre>
 *
 * <p>The updates take e_l from before the last change of the values.
 *
 * <ul>
 *   <li>{@code fixed-prediction}: p_l, D_l, e_L and the y_{l-1} of the gradients stay those of the
 *       forward pass (Rosenbaum's fixed prediction assumption). With rate 1 and n >= L it is
 *       backpropagation, at any stable rate it tends to it.
 *   <li>{@code strict}: p_l = f(W_l v_{l-1} + b_l), D_l there, e_L the error at p_L; gradients take
 *       v_{l-1} in the place of y_{l-1}. At equilibrium the errors are, in linear nets, those of
 *       backpropagation of {@code S^-1 e_L}, S = I + sum_{l < L} A_l A_l^T with A_l = dy_L/dy_l.
 *       That is smaller, so it needs a larger learning rate.
 * </ul>
 */
public final class PredictiveCoding implements LearningRule {
  private static final String STRICT = "strict";
  private static final Param<String> VARIANT =
      Param.choice(
          "variant",
          List.of("fixed-prediction", STRICT),
          "whether predictions stay those of the forward pass or follow the values");
  private static final Param<Double> RATE =
      Param.real("inference_rate", 0.1, "step of the values against the prediction errors")
          .within(1e-6, 2);
  private static final Param<Long> STEPS =
      Param.integer("inference_steps", 20, "changes of the values for a mini-batch")
          .within(1, 1_000_000);

  @Override
  public String name() {
    return "pc";
  }

  @Override
  public String label() {
    return "PC";
  }

  @Override
  public String doc() {
    return "predictive coding: values of hidden layers relax against prediction errors";
  }

  @Override
  public String source() {
    return "Whittington and Bogacz, Neural Comput. 29, 2017; Rosenbaum, PLoS ONE 17, 2022";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(VARIANT, RATE, STEPS);
  }

  @Override
  public <M extends ReshapeMatrix> PredictiveLearner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    return new PredictiveLearner<>(
        network,
        batch,
        new PredictiveLearner.Settings(
            isStrict(values), RATE.of(values), STEPS.of(values), ERROR_CLIP.of(values)));
  }

  private static boolean isStrict(Values values) {
    return VARIANT.of(values).equals(STRICT);
  }

  @Override
  public void check(Layout layout, Values values, Problems problems, String where) {
    LayerwiseLearner.refuseRepeatedDerivative(name(), values, problems, where);
  }

  @Override
  public double flops(Layout layout, int batch, Values values) {
    double steps = STEPS.of(values);
    double passes = isStrict(values) ? 2 * steps + 1 : steps;
    return LearningRule.ofLayers(layout, (units, reads) -> 2.0 * units * reads * batch * passes);
  }
}
