package neurosweep.experiment.spiking;

import java.util.List;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.Drive;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.circuit.simulation.VoltageSimulation;
import neurosweep.core.Param;
import neurosweep.core.Values;

/**
 * How a circuit is run: excitation against inhibition, or excitation alone under the effective
 * weights, which break Dale's law.
 *
 * <p>By the greedy rule (section 1 of the method) a unit fires if its spike lowers the objective:
 * above half of its own reset. The reset of excitation alone is the larger one, since no inhibition
 * follows its spike. It may also keep the lower thresholds of the two populations; a spike may then
 * overshoot, as it does there until inhibition has followed.
 *
 * @param circuit what runs
 * @param thresholdE above which excitatory units fire (NE)
 */
record Dynamics(Circuit circuit, double[] thresholdE) {
  static final Param<String> KNOB =
      Param.choice(
          "dynamics",
          List.of("minimax", "descent", "eager-descent"),
          "minimax: two populations; descent: one, with the signed effective weights;"
              + " eager-descent: the same with the lower thresholds of minimax");

  /** With the thresholds of the greedy rule. */
  static Dynamics greedy(Circuit circuit) {
    return new Dynamics(circuit, circuit.thresholdE());
  }

  static Dynamics of(Circuit circuit, Values values) {
    return switch (KNOB.of(values)) {
      case "descent" -> greedy(circuit.folded());
      case "eager-descent" -> new Dynamics(circuit.folded(), circuit.thresholdE());
      default -> greedy(circuit);
    };
  }

  /** At rest. */
  Simulation simulation(TimeConstants time, Drive drive) {
    Simulation simulation = new VoltageSimulation(circuit, time, drive);
    System.arraycopy(thresholdE, 0, simulation.thresholdE(), 0, thresholdE.length);
    return simulation;
  }
}
