package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import neurosweep.circuit.design.ImageLoop;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.Reconstruction;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.circuit.synapse.DenseSynapses;
import neurosweep.circuit.synapse.Weights;
import neurosweep.core.UserError;

/** A run of the nested scheme of image reconstruction. */
final class ImageLoopCase {
  private static final String[] BY_STATE = {
    "V_E", "r_E", "r_I_end_of_inner", "n_inner_spikes", "error"
  };

  private ImageLoopCase() {}

  static void run(CircuitInputs inputs, Expectations expect) {
    if (inputs.number("delta", 1) != 1) {
      throw new UserError("field \"delta\" must be 1: a spike adds 1 to r_E");
    }
    int steps = inputs.steps("T");
    Weights weights = inputs.weights();
    double[][] h = inputs.matrix("H");
    inputs.matrix("H", h.length, weights.excitatory());
    double[][] forward = new double[weights.excitatory()][h.length];
    for (int p = 0; p < h.length; p++) {
      for (int i = 0; i < forward.length; i++) {
        forward[i][p] = h[p][i];
      }
    }
    Circuit circuit = new Circuit(weights, DenseSynapses.of(forward));
    double tauE = inputs.number("tau_E");
    TimeConstants time = new TimeConstants(inputs.number("dt"), tauE, inputs.number("tau_I"), tauE);
    double[] r0 = inputs.vector("r0", h.length);
    ImageLoop loop = new ImageLoop(circuit, time, inputs.steps("inner_steps"), r0);
    expect.vector("v_th_e", circuit.thresholdE());
    expect.vector("v_th_i", circuit.thresholdI());
    follow(loop, steps, h, r0, expect);
  }

  private static void follow(
      ImageLoop loop, int steps, double[][] h, double[] r0, Expectations expect) {
    SpikeComparison spikes =
        new SpikeComparison(
            expect.asks("spikes_E")
                ? CircuitInputs.spikes(
                    expect.get("spikes_E"), "spikes_E", steps, loop.voltageE().length)
                : new int[0][]);
    double[] estimate = new double[h.length];
    for (int step = 0; step < steps; step++) {
      loop.step();
      spikes.step(step, loop.firedE(), loop.countE());
      estimate = Reconstruction.readout(h, loop.meanActivityE());
      compare(loop, estimate, r0, expect);
    }
    if (expect.asks("spikes_E")) {
      expect.spikes("spikes_E", spikes.different());
    }
    for (String field : BY_STATE) {
      expect.asks(field);
    }
    expect.vector("reconstruction_final", estimate);
    expect.asks("min_threshold_margin_E");
    expect.asks("min_threshold_margin_I");
  }

  private static void compare(ImageLoop loop, double[] estimate, double[] r0, Expectations expect) {
    double error = Reconstruction.of(new double[][] {estimate}, new double[][] {r0}).meanSquare();
    double[] inner = Arrays.stream(loop.innerSpikes()).asDoubleStream().toArray();
    double[][] values = {
      loop.voltageE(), loop.activityE(), loop.activityI(), inner, new double[] {error}
    };
    for (int k = 0; k < BY_STATE.length; k++) {
      JsonNode states = expect.get(BY_STATE[k]);
      JsonNode want = states == null ? null : states.get(Long.toString(loop.steps()));
      if (want != null && want.isNumber()) {
        expect.pair(BY_STATE[k], want.asDouble(), values[k][0]);
      } else if (want != null) {
        expect.vector(BY_STATE[k], want, values[k]);
      }
    }
  }
}
