package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Weight mirror: before every step each layer is shown noise X (examples x R_l) of its own, and
 * {@code B <- (1 - decay) B - rate mean X^T f(X W^T + b)}, in expectation {@code -rate var W^T diag
 * f'} (Akrout et al., NeurIPS 2019, Eq. 7). Without decay B grows without bound. One stream {@code
 * mirror} a layer.
 */
public final class WeightMirror extends LearnedFeedback {
  private static final Param<Double> RATE =
      Param.real("mirror_rate", 0.04, "step size of the weight mirror").above(0);
  private static final Param<Double> DECAY =
      Param.real("mirror_decay", 0.01, "share of the feedback that a mirror step takes away")
          .within(0, 1);
  private static final Param<Double> NOISE =
      Param.real("mirror_noise", 0.5, "standard deviation of the mirror's noise").above(0);
  private static final Param<Long> EXAMPLES =
      Param.integer("mirror_examples", 64, "noise vectors in each step")
          .within(1, 100_000)
          .in("examples");

  @Override
  public String name() {
    return "weight-mirror";
  }

  @Override
  public String label() {
    return "weight mirror";
  }

  @Override
  public String doc() {
    return "learned: from what the weights make of noise, in a phase of its own before every step";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(START, AMPLITUDE, RATE, DECAY, NOISE, EXAMPLES);
  }

  @Override
  public double flops(int units, int reads, Values values) {
    return 4.0 * units * reads * EXAMPLES.of(values);
  }

  @Override
  public <M extends ReshapeMatrix> FeedbackLearning<M> learning(
      Network<M> network, Optimizer optimizer, Values values, Streams streams) {
    return new Mirror<>(network, values, streams);
  }

  /**
   * One step of one layer's feedback.
   *
   * @param layer l, from 2
   * @param noise X (examples x R_l). Not modified
   * @param response scratch
   */
  public static <M extends ReshapeMatrix> void reflect(
      Network<M> network, int layer, M noise, M response, Values values) {
    Kernels<M> kernels = network.kernels();
    M b = network.feedback().of(layer);
    kernels.multiply(false, true, 1, noise, network.effective(layer), 0, response);
    network.activatePlainly(layer, response);
    double rate = RATE.of(values) / noise.getNumRows();
    kernels.multiply(true, false, -rate, noise, response, 1 - DECAY.of(values), b);
  }

  private static final class Mirror<M extends ReshapeMatrix> implements FeedbackLearning<M> {
    private final Network<M> network;
    private final Values values;
    private final List<Rng> streams = new ArrayList<>();
    private final M noise;
    private final M response;

    Mirror(Network<M> network, Values values, Streams from) {
      this.network = network;
      this.values = values;
      for (int layer = 2; layer <= network.layers(); layer++) {
        streams.add(from.stream("mirror", layer));
      }
      this.noise = network.kernels().matrix(1, 1);
      this.response = network.kernels().matrix(1, 1);
    }

    @Override
    public void begin() {
      int examples = (int) (long) EXAMPLES.of(values);
      for (int layer = 2; layer <= network.layers(); layer++) {
        noise.reshape(examples, network.reads(layer));
        network.kernels().fillNormal(noise, NOISE.of(values), streams.get(layer - 2));
        reflect(network, layer, noise, response, values);
      }
    }

    @Override
    public void save(DataOutput out) throws IOException {
      for (Rng stream : streams) {
        stream.save(out);
      }
    }

    @Override
    public void load(DataInput in) throws IOException {
      for (Rng stream : streams) {
        stream.load(in);
      }
    }
  }
}
