package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Kolen-Pollack feedback: B_l makes the negative transposed change that W_l makes for the rule's
 * gradient, by an optimizer of the same kind with a state of its own. With weight decay lambda (the
 * optimizer {@code plain}) {@code W + B^T} shrinks by 1 - lambda a step, whatever the gradients, so
 * that B becomes -W^T (Kolen and Pollack, 1994; Akrout et al., NeurIPS 2019, Eq. 16-17). Without
 * decay the distance stays. A regularizer changes W alone.
 */
public final class KolenPollack extends LearnedFeedback {

  @Override
  public String name() {
    return "kolen-pollack";
  }

  @Override
  public String label() {
    return "Kolen-Pollack";
  }

  @Override
  public String doc() {
    return "learned: makes the weights' changes too, and meets them where both decay";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(START, AMPLITUDE);
  }

  @Override
  public int moments(Optimizer optimizer) {
    return optimizer.moments();
  }

  @Override
  public double flops(int units, int reads, Values values) {
    return 4.0 * units * reads;
  }

  @Override
  public <M extends ReshapeMatrix> FeedbackLearning<M> learning(
      Network<M> network, Optimizer optimizer, Values values, Streams streams) {
    Kernels<M> kernels = network.kernels();
    List<M> weights = new ArrayList<>();
    for (int layer = 2; layer <= network.layers(); layer++) {
      weights.add(network.feedback().of(layer));
    }
    Optimizer.State<M> state = optimizer.start(Parameters.of(kernels, weights), values);
    M gradient = kernels.matrix(1, network.layout().largestWeights());
    return new FeedbackLearning<>() {
      @Override
      public void begin() {
        state.begin();
      }

      @Override
      public void learn(int layer, M weightGradient) {
        if (layer > 1) {
          kernels.transpose(-1, weightGradient, gradient);
          state.update(layer - 1, gradient, null);
        }
      }

      @Override
      public void save(DataOutput out) throws IOException {
        state.save(out);
      }

      @Override
      public void load(DataInput in) throws IOException {
        state.load(in);
      }
    };
  }
}
