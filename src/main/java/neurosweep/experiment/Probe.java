package neurosweep.experiment;

import neurosweep.core.Cell;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.learn.Activity;
import neurosweep.learn.Learner;
import neurosweep.learn.Loss;
import neurosweep.learn.Network;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * An untrained net that has seen one mini-batch, drawn by the seed.
 *
 * @param network with its initial weights
 * @param activity after the forward pass
 * @param outputError e_L = y_L - t_L (batch x N_L)
 * @param loss the same at any outputs
 * @param <M> the matrix type
 */
record Probe<M extends ReshapeMatrix>(
    Network<M> network, Activity<M> activity, M outputError, Learner.OutputError<M> loss) {

  /** Builds the cell's net and shows it a mini-batch. */
  static <M extends ReshapeMatrix> Probe<M> of(Kernels<M> kernels, Cell cell, Context context) {
    Values values = cell.values();
    Dataset data = context.dataset(cell);
    Network<M> network = NetKnobs.network(kernels, cell, data);
    int size = (int) (long) NetKnobs.BATCH_SIZE.of(values);
    Batches<M> batches = new Batches<>(network, data.train(), size);
    batches.shuffle(Streams.of(cell).stream("shuffle", 0));
    Activity<M> activity = batches.load(0);
    network.forward(activity);
    M error = kernels.matrix(activity.batch(), network.width(network.layers()));
    Loss loss = Loss.CATALOG.get(NetKnobs.LOSS.of(values));
    int targeted = NetKnobs.targeted(values, network.layout(), data.classes());
    Learner.OutputError<M> measure =
        (outputs, to) -> loss.error(kernels, outputs, batches.labels(), targeted, to);
    measure.at(activity.last(), error);
    return new Probe<>(network, activity, error, measure);
  }
}
