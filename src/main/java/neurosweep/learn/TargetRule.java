package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** A rule that sends targets down through the inverses of the layers. */
public abstract class TargetRule implements LearningRule {
  private static final Param<Double> CLIP =
      Param.real(
              "inverse_clip",
              1e-3,
              "how far outputs and targets are kept from the bounds of tanh, elu and softplus")
          .within(1e-12, 0.5);

  /** The knobs of all such rules. */
  static final List<Param<?>> SHARED = List.of(Inverse.KNOB, CLIP);

  /** The step at layer l of L. */
  abstract TargetStep step(int layer, int layers, Values values);

  @Override
  public final <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    return learner(network, batch, values, Inverse.of(values).start(network, values, streams));
  }

  /** As above with given inverses. */
  public final <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Inverses<M> inverses) {
    List<TargetStep> steps = new ArrayList<>();
    for (int layer = 2; layer <= network.layers(); layer++) {
      steps.add(step(layer, network.layers(), values));
    }
    boolean corrected = Inverse.CORRECTION.of(values).equals("difference");
    TargetInversion.Rule rule = new TargetInversion.Rule(steps, CLIP.of(values), corrected);
    return new LayerwiseLearner<>(
        network, batch, values, new TargetInversion<>(network, inverses, rule));
  }

  @Override
  public void check(Layout layout, Values values, Problems problems, String where) {
    Inverse inverse = Inverse.of(values);
    inverse.check(name(), layout, problems, where);
    if (!inverse.name().equals("exact")) {
      Decorrelation.refuseMeans(
          name() + " with " + inverse.name() + " inverses", values, problems, where);
    }
    boolean clips = layout.activations().stream().skip(1).anyMatch(Activation::isBounded);
    if (!clips && !CLIP.of(values).equals(CLIP.defaultValue())) {
      problems.add(
          where,
          CLIP.name()
              + " is "
              + CLIP.of(values)
              + ", but no activation that is inverted has bounds; leave it out");
    }
  }

  @Override
  public final double flops(Layout layout, int batch, Values values) {
    return Inverse.of(values).flops(layout, batch);
  }

  @Override
  public final double kept(Layout layout, Values values) {
    return Inverse.of(values).kept(layout);
  }
}
