package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import neurosweep.core.UserError;
import neurosweep.learn.Loss;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/** A loss and the target t_L = y_L - dLoss/dy_L that it implies. */
final class LossCase<M extends ReshapeMatrix> {
  private final Kernels<M> kernels;
  private final Fields inputs;
  private final Fields expect;
  private final TargetPropagationVectors.Comparison comparison;

  LossCase(Kernels<M> kernels, Fields fields, TargetPropagationVectors.Comparison comparison) {
    this.kernels = kernels;
    this.inputs = fields.in("inputs");
    this.expect = fields.in("expect");
    this.comparison = comparison;
  }

  void check() {
    double[][] y = inputs.matrix("outputs");
    M outputs = kernels.matrix(y.length, y[0].length);
    M error = kernels.matrix(y.length, y[0].length);
    Dense.fill(kernels, outputs, y);
    Loss loss = Loss.CATALOG.get(inputs.text("loss").replace('_', '-'));
    int classes = inputs.count("classes", 1, y[0].length);
    double mean = loss.error(kernels, outputs, labels(y.length, classes), classes, error);
    comparison.matrix("loss", new double[][] {{expect.number("loss")}}, new double[][] {{mean}});
    kernels.add(-1, outputs, error);
    comparison.matrix("implied-target", expect.matrix("target"), Dense.negated(kernels, error));
  }

  private int[] labels(int rows, int classes) {
    int[] labels = new int[rows];
    List<JsonNode> given = inputs.list("labels", rows);
    for (int i = 0; i < rows; i++) {
      labels[i] = given.get(i).asInt(-1);
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new UserError("label is " + given.get(i) + ", must be from 0 to " + (classes - 1));
      }
    }
    return labels;
  }
}
