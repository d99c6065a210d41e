package neurosweep.experiment;

import neurosweep.core.Values;
import neurosweep.learn.Activity;
import neurosweep.learn.Layout;
import neurosweep.learn.Network;
import neurosweep.learn.UniformInit;
import neurosweep.math.Kernels;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Standard normal inputs and what a random net answers to them.
 *
 * @param inputs (examples x units)
 * @param targets (examples x units)
 * @param power the sum of the squares of all targets
 */
record TeacherTask(double[][] inputs, double[][] targets, double power) {

  /**
   * Draws a task from the streams {@code teacher} and {@code examples}.
   *
   * @param layout of the teacher
   * @param recipe its parameters and the number of examples
   */
  static <M extends ReshapeMatrix> TeacherTask draw(
      Kernels<M> kernels, Streams streams, Layout layout, Recipe recipe) {
    Network<M> teacher = new Network<>(kernels, layout);
    fill(teacher, streams, "teacher", recipe);
    Rng rng = streams.stream("examples", 0);
    double[][] inputs = new double[recipe.examples][layout.widths()[0]];
    for (double[] row : inputs) {
      for (int j = 0; j < row.length; j++) {
        row[j] = rng.nextGaussian();
      }
    }
    Activity<M> activity = new Activity<>(teacher, recipe.examples);
    kernels.setValues(activity.input(), inputs);
    teacher.forward(activity);
    M outputs = activity.last();
    return new TeacherTask(inputs, kernels.values(outputs), kernels.dot(outputs, outputs));
  }

  /**
   * How a net is filled and how much it is asked.
   *
   * @param amplitude bound of uniform parameters
   * @param biases whether biases are drawn too or zero
   * @param examples drawn of a task
   */
  record Recipe(double amplitude, boolean biases, int examples) {}

  /** Draws a net's parameters, a stream for each matrix and vector. */
  static <M extends ReshapeMatrix> void fill(
      Network<M> network, Streams streams, String purpose, Recipe recipe) {
    UniformInit uniform = new UniformInit();
    Values values = Values.NONE.with(UniformInit.AMPLITUDE.name(), recipe.amplitude);
    int layers = network.layers();
    for (int l = 1; l <= layers; l++) {
      Kernels<M> kernels = network.kernels();
      int units = network.width(l);
      kernels.setValues(
          network.weights(l),
          uniform.draw(units, network.reads(l), streams.stream(purpose, l), values));
      if (recipe.biases) {
        Rng rng = streams.stream(purpose, layers + l);
        kernels.setValues(network.bias(l), uniform.draw(1, units, rng, values));
      }
    }
  }
}
