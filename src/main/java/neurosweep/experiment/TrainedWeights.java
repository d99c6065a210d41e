package neurosweep.experiment;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import neurosweep.core.Cell;
import neurosweep.core.JsonText;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.learn.Activation;
import neurosweep.learn.Decorrelation;
import neurosweep.learn.Decorrelator;
import neurosweep.learn.FeedbackWeights;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Network;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.store.numpy.NumberWidth;
import neurosweep.store.numpy.NumpyWriter;
import org.ejml.data.ReshapeMatrix;

/**
 * The net of a cell as it was when the cell had ended, in a file for NumPy. For every layer l from
 * 1: {@code Wl} (N_l x R_l) and {@code bl} (N_l). Where the net has feedback weights that are not
 * computed from those, {@code Bl} (R_l x N_l) for l from 2. Where it decorrelates, {@code Rl} (R_l
 * x R_l) and, where a mean is subtracted, {@code ml} (R_l). Last {@code provenance}, JSON: whose it
 * is. Nothing in it depends on where or when the cell ran.
 *
 * @param <M> the matrix type
 */
public final class TrainedWeights<M extends ReshapeMatrix> {
  /** The file's name among those of the cell. */
  public static final String NAME = "weights.npz";

  private static final String FORMAT = "neurosweep-weights 1";

  /** Of an array's name, twice, header and places, and of the provenance, at most. */
  private static final double ARRAY_BYTES = 400;

  private static final double PROVENANCE_BYTES = 8e3;

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final NumpyWriter file;

  private TrainedWeights(Network<M> network) {
    this.network = network;
    this.kernels = network.kernels();
    this.file =
        new NumpyWriter(
            kernels.precision() == Precision.FLOAT64 ? NumberWidth.FLOAT64 : NumberWidth.FLOAT32);
  }

  /**
   * Leaves the weights of a cell that has a result, if they are wanted.
   *
   * @param outcome how it has ended
   * @param network the net at that moment
   * @return that outcome
   */
  static <M extends ReshapeMatrix> Outcome kept(
      Outcome outcome, Network<M> network, Cell cell, Context context) {
    if (context.keepsWeights() && outcome.state().isResult()) {
      context.artifact(NAME, new TrainedWeights<>(network).bytes(cell, context));
    }
    return outcome;
  }

  /** Predicted size of the file. */
  static double bytes(Layout layout, Values values, Precision precision) {
    LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(values));
    boolean feedback = rule.usesFeedback() && !FeedbackWeights.kind(rule, values).follows();
    Decorrelation decorrelation = Decorrelation.CATALOG.get(Decorrelation.KIND.of(values));
    double numbers = feedback ? LearningRule.ofLayers(layout, (n, r) -> (double) n * r) : 0;
    for (int layer = 1; layer <= layout.layers(); layer++) {
      int units = layout.widths()[layer];
      int reads = layout.reads()[layer];
      numbers += (double) units * reads + units + decorrelation.kept(reads);
    }
    double size = precision == Precision.FLOAT64 ? Double.BYTES : Float.BYTES;
    return numbers * size + 5.0 * layout.layers() * ARRAY_BYTES + PROVENANCE_BYTES;
  }

  private byte[] bytes(Cell cell, Context context) {
    for (int layer = 1; layer <= network.layers(); layer++) {
      file.matrix("W" + layer, kernels.values(network.weights(layer)));
      file.vector("b" + layer, kernels.values(network.bias(layer))[0]);
    }
    if (network.hasFeedback() && !network.feedback().follows()) {
      for (int layer = 2; layer <= network.layers(); layer++) {
        file.matrix("B" + layer, kernels.values(network.feedback().of(layer)));
      }
    }
    if (network.decorrelates()) {
      for (int layer = 1; layer <= network.layers(); layer++) {
        Decorrelator<M> lateral = network.decorrelator(layer);
        file.matrix("R" + layer, kernels.values(lateral.matrix()));
        if (lateral.lastingMean() != null) {
          file.vector("m" + layer, kernels.values(lateral.lastingMean())[0]);
        }
      }
    }
    file.text("provenance", provenance(cell, context));
    return file.bytes();
  }

  private String provenance(Cell cell, Context context) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonText.factory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeStringField("cell", cell.id());
      json.writeStringField("configuration", cell.configId());
      json.writeStringField("experiment", cell.experiment());
      json.writeNumberField("version", cell.version());
      json.writeNumberField("seed", cell.seed());
      json.writeStringField("data", cell.dataDigest());
      json.writeStringField("code", context.code());
      json.writeStringField("backend", context.backend());
      Experiment experiment = Experiment.CATALOG.get(cell.experiment());
      Values all = cell.values().filled(Param.effective(experiment.params(), cell.values()));
      json.writeObjectFieldStart("knobs");
      for (Map.Entry<String, Object> knob : all.map().entrySet()) {
        json.writeFieldName(knob.getKey());
        JsonText.write(json, knob.getValue());
      }
      json.writeEndObject();
      net(json, LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(all)));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory alone
    }
    return text.toString();
  }

  private void net(JsonGenerator json, LearningRule rule) throws IOException {
    Layout layout = network.layout();
    json.writeObjectFieldStart("net");
    json.writeFieldName("widths");
    json.writeArray(layout.widths(), 0, layout.widths().length);
    json.writeArrayFieldStart("activations");
    for (Activation activation : layout.activations()) {
      json.writeString(activation.name());
    }
    json.writeEndArray();
    json.writeNumberField("slope", layout.slope());
    json.writeBooleanField("feedforward", rule.isFeedforward());
    json.writeEndObject();
  }
}
