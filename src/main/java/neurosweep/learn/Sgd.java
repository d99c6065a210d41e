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
  public <M extends ReshapeMatrix> State<M> start(Network<M> network, Values values) {
    return new Velocity<>(network, MOMENTUM.of(values), LEARNING_RATE.of(values));
  }

  private static final class Velocity<M extends ReshapeMatrix> implements State<M> {
    private final Network<M> network;
    private final Kernels<M> kernels;
    private final double momentum;
    private final double rate;
    private final List<M> weights = new ArrayList<>();
    private final List<M> biases = new ArrayList<>();

    Velocity(Network<M> network, double momentum, double rate) {
      this.network = network;
      this.kernels = network.kernels();
      this.momentum = momentum;
      this.rate = rate;
      for (int layer = 1; layer <= network.layers(); layer++) {
        weights.add(kernels.matrix(network.width(layer), network.reads(layer)));
        biases.add(kernels.matrix(1, network.width(layer)));
      }
    }

    @Override
    public void save(DataOutput out) throws IOException {
      for (int i = 0; i < weights.size(); i++) {
        kernels.save(weights.get(i), out);
        kernels.save(biases.get(i), out);
      }
    }

    @Override
    public void load(DataInput in) throws IOException {
      for (int i = 0; i < weights.size(); i++) {
        kernels.load(in, weights.get(i));
        kernels.load(in, biases.get(i));
      }
    }

    @Override
    public void begin() {
      // every step is alike
    }

    @Override
    public void update(int layer, M weightGradient, M biasGradient) {
      M velocity = weights.get(layer - 1);
      kernels.momentum(network.weights(layer), weightGradient, velocity, momentum, rate);
      M drift = biases.get(layer - 1);
      kernels.momentum(network.bias(layer), biasGradient, drift, momentum, rate);
    }
  }
}
