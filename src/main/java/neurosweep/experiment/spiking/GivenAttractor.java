package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import neurosweep.circuit.design.StoredState;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.synapse.DenseSynapses;
import neurosweep.circuit.synapse.Weights;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.data.AttractorFiles;
import neurosweep.data.Matrix;

/**
 * A network of fixed points as files give it.
 *
 * @param files by the knobs of {@link AttractorFiles}
 */
record GivenAttractor(Map<String, Matrix> files) {
  /** Whether the shapes of the files fit one another. */
  void check(Problems problems, String where) {
    int nE = files.get(AttractorFiles.W_EE.name()).rows();
    int nI = files.get(AttractorFiles.W_II.name()).rows();
    int states = files.get(AttractorFiles.STATES_E.name()).columns();
    shape(AttractorFiles.W_EE, nE, nE, problems, where);
    shape(AttractorFiles.W_EI, nE, nI, problems, where);
    shape(AttractorFiles.W_IE, nI, nE, problems, where);
    shape(AttractorFiles.W_II, nI, nI, problems, where);
    shape(AttractorFiles.THETA, 1, 2, problems, where);
    shape(AttractorFiles.STATES_E, nE, states, problems, where);
    shape(AttractorFiles.STATES_I, nI, states, problems, where);
  }

  private void shape(Param<String> file, int rows, int columns, Problems problems, String where) {
    Matrix found = files.get(file.name());
    if (found.rows() != rows || found.columns() != columns) {
      problems.add(
          where,
          String.format(
              Locale.ROOT,
              "%s is %d x %d, must be %d x %d to fit the others",
              file.name(),
              found.rows(),
              found.columns(),
              rows,
              columns));
    }
  }

  /** Its weights, and its thetas times a factor. */
  Circuit circuit(double factor) {
    double[] theta = files.get(AttractorFiles.THETA.name()).values();
    double[][] ee = rows(AttractorFiles.W_EE);
    Weights weights =
        Weights.dense(
            ee, rows(AttractorFiles.W_EI), rows(AttractorFiles.W_IE), rows(AttractorFiles.W_II));
    return withThetas(
        new Circuit(weights, DenseSynapses.none(ee.length), theta[0], theta[1]), factor);
  }

  private double[][] rows(Param<String> file) {
    return files.get(file.name()).toRows();
  }

  /** The same circuit with its thetas times a factor. */
  static Circuit withThetas(Circuit circuit, double factor) {
    return new Circuit(
        circuit.weights(), circuit.input(), factor * circuit.thetaE(), factor * circuit.thetaI());
  }

  /** Its stored states, filtered counts. */
  List<StoredState> states() {
    Matrix statesE = files.get(AttractorFiles.STATES_E.name());
    Matrix statesI = files.get(AttractorFiles.STATES_I.name());
    List<StoredState> states = new ArrayList<>();
    for (int state = 0; state < statesE.columns(); state++) {
      states.add(new StoredState(statesE.column(state), statesI.column(state)));
    }
    return states;
  }
}
