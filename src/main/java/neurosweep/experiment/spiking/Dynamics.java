package neurosweep.experiment.spiking;

import java.util.List;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.core.Param;
import neurosweep.core.Values;

/** Whether excitation meets inhibition or runs alone, under weights that break Dale's law. */
final class Dynamics {
  static final Param<String> KNOB =
      Param.choice(
          "dynamics",
          List.of("minimax", "descent"),
          "minimax: two populations; descent: one, with the signed effective weights");

  private Dynamics() {}

  /** Thresholds are half of the reset in both: a unit fires if that lowers the objective. */
  static Circuit run(Circuit circuit, Values values) {
    return KNOB.of(values).equals("descent") ? circuit.folded() : circuit;
  }
}
