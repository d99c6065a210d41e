package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * Gradient descent whose weight decay is apart from the rate: {@code w = (1 - decay) w - eta g},
 * for weights and biases alike, as Podlaski and Machens (NeurIPS 2020) train. Optionally every
 * layer's weight gradient has unit Frobenius norm, or biases stay as they are.
 */
public final class PlainDescent implements Optimizer {
  private static final Param<Double> DECAY =
      Param.real("weight_decay", 0, "share of every parameter that a step takes away, whatever eta")
          .within(0, 1);
  private static final Param<Boolean> UNIT =
      Param.flag("unit_updates", false, "divides each layer's weight gradient by its norm");

  /** Whether biases learn. */
  public static final Param<Boolean> TRAIN_BIASES =
      Param.flag("train_biases", true, "whether biases learn");

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String doc() {
    return "gradient descent with weight decay apart from the rate";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(DECAY, UNIT, TRAIN_BIASES);
  }

  @Override
  public int moments() {
    return 0;
  }

  @Override
  public <M extends ReshapeMatrix> State<M> start(Parameters<M> parameters, Values values) {
    Kernels<M> kernels = parameters.kernels();
    double rate = LEARNING_RATE.of(values);
    double keep = 1 - DECAY.of(values);
    boolean unit = UNIT.of(values);
    boolean biases = TRAIN_BIASES.of(values) && !parameters.biases().isEmpty();
    return new State<>() {
      @Override
      public void begin() {
        // every step is alike
      }

      @Override
      public void update(int layer, M weightGradient, M biasGradient) {
        double norm = unit ? Math.sqrt(kernels.dot(weightGradient, weightGradient)) : 1;
        double pace = norm == 0 ? 0 : rate / norm;
        kernels.decayedStep(parameters.weights().get(layer - 1), weightGradient, keep, pace);
        if (biases) {
          kernels.decayedStep(parameters.biases().get(layer - 1), biasGradient, keep, rate);
        }
      }

      @Override
      public void save(DataOutput out) {
        // a step keeps nothing but the parameters
      }

      @Override
      public void load(DataInput in) {
        // nothing was saved
      }
    };
  }
}
