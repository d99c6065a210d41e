package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/** Stochastic gradient descent with momentum: {@code m = momentum m + g, w = w - eta m}. */
public final class Sgd implements Optimizer {
  private static final Param<Double> MOMENTUM =
      Param.real("momentum", 0, "share of the last step that is kept").within(0, 0.999999);

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public String label() {
    return "SGD";
  }

  @Override
  public String doc() {
    return "stochastic gradient descent with momentum";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(MOMENTUM);
  }

  @Override
  public int moments() {
    return 1;
  }

  @Override
  public <M extends ReshapeMatrix> State<M> start(Parameters<M> parameters, Values values) {
    return new Velocity<>(parameters, MOMENTUM.of(values), LEARNING_RATE.of(values));
  }

  private static final class Velocity<M extends ReshapeMatrix> implements State<M> {
    private final Parameters<M> parameters;
    private final Kernels<M> kernels;
    private final double momentum;
    private final double rate;
    private final List<M> weights;
    private final List<M> biases;
    private final List<M> all;

    Velocity(Parameters<M> parameters, double momentum, double rate) {
      this.parameters = parameters;
      this.kernels = parameters.kernels();
      this.momentum = momentum;
      this.rate = rate;
      this.weights = parameters.zeros(parameters.weights());
      this.biases = parameters.zeros(parameters.biases());
      this.all = new ArrayList<>(weights);
      all.addAll(biases);
    }

    @Override
    public void save(DataOutput out) throws IOException {
      for (M velocity : all) {
        kernels.save(velocity, out);
      }
    }

    @Override
    public void load(DataInput in) throws IOException {
      for (M velocity : all) {
        kernels.load(in, velocity);
      }
    }

    @Override
    public void begin() {
      // every step is alike
    }

    @Override
    public void update(int layer, M weightGradient, M biasGradient) {
      int i = layer - 1;
      M w = parameters.weights().get(i);
      kernels.momentum(w, weightGradient, weights.get(i), momentum, rate);
      if (!biases.isEmpty()) {
        M b = parameters.biases().get(i);
        kernels.momentum(b, biasGradient, biases.get(i), momentum, rate);
      }
    }
  }
}
