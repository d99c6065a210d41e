package neurosweep.reference;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.learn.Inverses;
import neurosweep.learn.LearnedInverses;
import neurosweep.learn.NoisyInverses;
import neurosweep.learn.Parameters;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Errors carried down through inverses that are learned or noisy, and how they learn: V2, c2 and so
 * on (R_l x N_l and N_l) or Z2 and so on (R_l x N_l) are given.
 */
final class ImperfectInverseCase {

  private ImperfectInverseCase() {}

  static <M extends ReshapeMatrix> void learned(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    CreditNet<M> net = new CreditNet<>(kernels, inputs);
    compare(net, inverses(net), held);
  }

  static <M extends ReshapeMatrix> void noisy(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    CreditNet<M> net = new CreditNet<>(kernels, inputs);
    List<double[][]> noise = new ArrayList<>();
    for (int l = 2; l <= net.network.layers(); l++) {
      requireSquare(net, l);
      noise.add(inputs.matrix("Z" + l, net.network.reads(l), net.network.width(l)));
    }
    compare(net, new NoisyInverses<>(net.network, inputs.number("inverse_noise"), noise), held);
  }

  private static void requireSquare(CreditNet<?> net, int l) {
    if (net.network.reads(l) != net.network.width(l)) {
      throw new UserError("W" + l + " must be square to have an inverse");
    }
  }

  private static <M extends ReshapeMatrix> void compare(
      CreditNet<M> net, Inverses<M> inverses, CaseResults held) {
    String correction = net.inputs.text("correction");
    if (!correction.matches("difference|none")) {
      throw new UserError("correction is " + correction + ", must be difference or none");
    }
    Values values = InversionCase.values(net.inputs).with("correction", correction);
    int batch = net.activity().batch();
    net.compare(InversionCase.rule(net.inputs).learner(net.network, batch, values, inverses), held);
  }

  /** One loss a layer and its gradients. */
  static <M extends ReshapeMatrix> void feedback(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    CreditNet<M> net = new CreditNet<>(kernels, inputs);
    LearnedInverses<M> inverses = inverses(net);
    double sigma = inputs.number("sigma");
    int batch = net.activity().batch();
    for (int l = 2; l <= net.network.layers(); l++) {
      int reads = net.network.reads(l);
      M z = kernels.matrix(1, 1);
      M noise = net.matrix(inputs.matrix("noise" + l, batch, reads));
      z.reshape(batch, reads);
      kernels.leadingColumns(net.activity().output(l - 1), z);
      kernels.add(sigma, noise, z);
      M dv = kernels.matrix(1, 1);
      M dc = kernels.matrix(1, 1);
      held.vector("loss" + l, new double[] {inverses.gradient(l, z, dv, dc)});
      held.matrix("dV" + l, kernels.values(dv));
      held.vector("dc" + l, kernels.values(dc)[0]);
    }
  }

  private static <M extends ReshapeMatrix> LearnedInverses<M> inverses(CreditNet<M> net) {
    List<M> weights = new ArrayList<>();
    List<M> biases = new ArrayList<>();
    for (int l = 2; l <= net.network.layers(); l++) {
      int units = net.network.width(l);
      weights.add(net.matrix(net.inputs.matrix("V" + l, net.network.reads(l), units)));
      biases.add(net.matrix(net.inputs.vector("c" + l, units)));
    }
    Parameters<M> parameters = new Parameters<>(net.kernels, weights, biases);
    return new LearnedInverses<>(net.network, parameters, 0, 1, new Streams(0, 0).stream("", 0));
  }
}
