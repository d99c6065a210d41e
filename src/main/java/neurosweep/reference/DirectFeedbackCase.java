package neurosweep.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import neurosweep.core.Values;
import neurosweep.learn.DirectFeedbackAlignment;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/** Errors that {@code dfa} brings to every layer by given feedback B1.. (N_l x N_L). */
final class DirectFeedbackCase {

  private DirectFeedbackCase() {}

  static <M extends ReshapeMatrix> void run(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    CreditNet<M> net = new CreditNet<>(kernels, inputs);
    int layers = net.network.layers();
    List<M> feedback = new ArrayList<>();
    for (int l = 1; l < layers; l++) {
      double[][] b = inputs.matrix("B" + l, net.network.width(l), net.network.width(layers));
      M matrix = kernels.matrix(1, 1);
      kernels.setValues(matrix, Arrays.copyOf(b, net.network.reads(l + 1)));
      feedback.add(matrix);
    }
    int batch = net.activity().batch();
    DirectFeedbackAlignment rule = new DirectFeedbackAlignment();
    net.compare(rule.learner(net.network, batch, Values.NONE, feedback), held);
  }
}
