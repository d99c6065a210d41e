package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import neurosweep.circuit.simulation.AnalogDrive;
import neurosweep.circuit.simulation.BalanceStatistics;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.DelayedSimulation;
import neurosweep.circuit.simulation.Drive;
import neurosweep.circuit.simulation.ImmediateSimulation;
import neurosweep.circuit.simulation.InputBalance;
import neurosweep.circuit.simulation.InputCurrents;
import neurosweep.circuit.simulation.MeanActivity;
import neurosweep.circuit.simulation.Observer;
import neurosweep.circuit.simulation.Reconstruction;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.simulation.SpikeDrive;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.circuit.simulation.VoltageSimulation;
import neurosweep.circuit.synapse.DenseSynapses;
import neurosweep.circuit.synapse.DiagonalSynapses;
import neurosweep.circuit.synapse.Synapses;
import neurosweep.circuit.synapse.Weights;
import neurosweep.core.UserError;

/** A run of one of the schemes: its spikes, states along the way, rates and balance. */
final class SimulationCase implements Observer {
  private final Expectations expect;
  private final double[] thresholdE;
  private final double[] thresholdI;
  private final SpikeComparison spikesE;
  private final SpikeComparison spikesI;
  private double margin = Double.POSITIVE_INFINITY;

  private SimulationCase(Simulation simulation, int steps, Expectations expect) {
    this.expect = expect;
    thresholdE = simulation.circuit().thresholdE();
    thresholdI = simulation.circuit().thresholdI();
    spikesE = comparison("spikes_E", steps, thresholdE.length);
    spikesI = comparison("spikes_I", steps, thresholdI.length);
  }

  private SpikeComparison comparison(String field, int steps, int units) {
    boolean given = expect.asks(field);
    return new SpikeComparison(
        given ? CircuitInputs.spikes(expect.get(field), field, steps, units) : new int[0][]);
  }

  static void run(CircuitInputs inputs, Expectations expect) {
    int steps = inputs.steps("T");
    Simulation simulation = simulation(inputs, steps);
    checkKeys(expect, steps);
    SimulationCase watch = new SimulationCase(simulation, steps, expect);
    InputBalance balance = new InputBalance(simulation, 0, 1);
    MeanActivity means = new MeanActivity(simulation.circuit(), MeanActivity.secondHalf(steps));
    simulation.run(steps - 1, watch, balance, means);
    checkCurrents(simulation.currents(), expect);
    simulation.run(1, watch, balance, means);
    watch.checkSpikes();
    checkRates(simulation.time(), means, expect);
    checkBalance(balance, expect);
    if (expect.asks("reconstruction_final")) {
      double[][] h = inputs.matrix("H");
      expect.vector("reconstruction_final", Reconstruction.readout(h, simulation.activityE()));
    }
  }

  private static Simulation simulation(CircuitInputs inputs, int steps) {
    Circuit circuit = circuit(inputs);
    TimeConstants time = time(inputs);
    if (inputs.has("forced_spikes_E")) {
      DelayedSimulation.Forcing forcing =
          new DelayedSimulation.Forcing(
              inputs.integer("n_forced", 0, steps),
              inputs.source("forced_spikes_E", steps, circuit.excitatory()),
              inputs.source("forced_spikes_I", steps, circuit.inhibitory()));
      return new DelayedSimulation(circuit, time, Drive.NONE, forcing);
    }
    Drive drive = drive(inputs, circuit, steps, time.dt());
    if (inputs.has("tau_E")) {
      inputs.mustBe("V_init", "v_th");
      return new ImmediateSimulation(circuit, time, drive);
    }
    Simulation simulation = new VoltageSimulation(circuit, time, drive);
    double[] startE = inputs.vector("V_E0", circuit.excitatory());
    double[] startI = inputs.vector("V_I0", circuit.inhibitory());
    System.arraycopy(startE, 0, simulation.voltageE(), 0, startE.length);
    System.arraycopy(startI, 0, simulation.voltageI(), 0, startI.length);
    return simulation;
  }

  private static Circuit circuit(CircuitInputs inputs) {
    double thetaE = inputs.number("theta_E", 0);
    double thetaI = inputs.number("theta_I", 0);
    if (inputs.has("weights")) {
      inputs.mustBe("weights", "grid");
      Circuit grid = WeightsCase.gridDesign(inputs).circuit();
      return new Circuit(grid.weights(), grid.input(), thetaE, thetaI);
    }
    Weights weights = inputs.weights();
    return new Circuit(weights, input(inputs, weights.excitatory()), thetaE, thetaI);
  }

  private static Synapses input(CircuitInputs inputs, int excitatory) {
    if (inputs.has("H")) {
      double[][] h = inputs.matrix("H");
      double[][] forward = new double[excitatory][h.length];
      inputs.matrix("H", h.length, excitatory);
      for (int i = 0; i < excitatory; i++) {
        for (int j = 0; j < h.length; j++) {
          forward[i][j] = h[j][i];
        }
      }
      return DenseSynapses.of(forward);
    }
    return inputs.has("F")
        ? DenseSynapses.of(inputs.matrix("F"))
        : DiagonalSynapses.scaledIdentity(excitatory, 1);
  }

  private static TimeConstants time(CircuitInputs inputs) {
    double tau = inputs.number("tau", inputs.number("tau_E", Double.NaN));
    double dt = inputs.number("dt");
    return new TimeConstants(dt, inputs.number("tau_E", tau), inputs.number("tau_I", tau), tau);
  }

  private static Drive drive(CircuitInputs inputs, Circuit circuit, int steps, double dt) {
    if (!inputs.has("noise")) {
      int channels = circuit.input().sources();
      return new SpikeDrive(circuit.input(), inputs.source("x_spikes", steps, channels));
    }
    double[][] signal = inputs.matrix("s", steps, circuit.input().sources());
    int units = circuit.excitatory() + circuit.inhibitory();
    double[][] noise = inputs.matrix("noise", steps, units);
    return new AnalogDrive(circuit, dt, rows(signal), rows(noise));
  }

  private static AnalogDrive.Signal rows(double[][] values) {
    return (step, to) -> System.arraycopy(values[(int) step], 0, to, 0, to.length);
  }

  private static void checkKeys(Expectations expect, int steps) {
    for (String field : new String[] {"V_E", "V_I", "r_E", "r_I", "x_filtered"}) {
      if (expect.asks(field)) {
        for (var state : expect.get(field).properties()) {
          if (!state.getKey().matches("[1-9]\\d{0,8}")
              || Integer.parseInt(state.getKey()) > steps) {
            throw new UserError(
                String.format(
                    Locale.ROOT,
                    "expects %s of state \"%s\", must be from 1 to %d",
                    field,
                    state.getKey(),
                    steps));
          }
        }
      }
    }
    expect.asks("columns");
  }

  @Override
  public void before(Simulation now) {
    margin = Math.min(margin, least(now.voltageE(), thresholdE));
    margin = Math.min(margin, least(now.voltageI(), thresholdI));
  }

  /** Voltages at threshold are where a scheme starts, not a near miss. */
  private static double least(double[] v, double[] threshold) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < v.length; i++) {
      double distance = Math.abs(v[i] - threshold[i]);
      least = distance > 0 ? Math.min(least, distance) : least;
    }
    return least;
  }

  @Override
  public void after(Simulation now) {
    spikesE.step(now.steps() - 1, now.firedE(), now.countE());
    spikesI.step(now.steps() - 1, now.firedI(), now.countI());
    state("V_E", now.steps(), now.voltageE());
    state("V_I", now.steps(), now.voltageI());
    state("r_E", now.steps(), now.activityE());
    state("r_I", now.steps(), now.activityI());
    state("x_filtered", now.steps(), now.filteredInput());
  }

  private void state(String field, long steps, double[] values) {
    JsonNode states = expect.get(field);
    JsonNode want = states == null ? null : states.get(Long.toString(steps));
    if (want != null) {
      expect.vector(field, want, values);
    }
  }

  private void checkSpikes() {
    if (expect.asks("spikes_E")) {
      expect.spikes("spikes_E", spikesE.different());
    }
    if (expect.asks("spikes_I")) {
      expect.spikes("spikes_I", spikesI.different());
    }
    expect.number("n_spikes_E", (double) spikesE.spikes());
    expect.number("n_spikes_I", (double) spikesI.spikes());
    expect.vector("v_th_e", thresholdE);
    expect.vector("v_th_i", thresholdI);
    expect.number("min_threshold_margin", margin);
  }

  private static void checkRates(TimeConstants time, MeanActivity means, Expectations expect) {
    expect.vector("mean_rate_E_second_half", over(means.excitatory(), time.tauE()));
    expect.vector("mean_rate_I_second_half", over(means.inhibitory(), time.tauI()));
    expect.vector("mean_input_second_half", over(means.input(), time.tauX()));
  }

  private static double[] over(double[] values, double tau) {
    double[] rates = values.clone();
    for (int i = 0; i < rates.length; i++) {
      rates[i] /= tau;
    }
    return rates;
  }

  /** Of the state that the last step starts from, as of all that balance counts. */
  private static void checkCurrents(InputCurrents currents, Expectations expect) {
    double[] excitation = currents.recurrentE().clone();
    for (int i = 0; i < excitation.length; i++) {
      excitation[i] += currents.externalE()[i];
    }
    expect.vector("exc_input_E", excitation);
    expect.vector("inh_input_E", currents.inhibitionE());
  }

  private static void checkBalance(InputBalance balance, Expectations expect) {
    BalanceStatistics excitatory = balance.excitatory();
    expect.vector("ei_corr_E", each(excitatory, excitatory::correlation));
    expect.vector("mean_exc_E", each(excitatory, excitatory::meanExcitation));
    expect.vector("mean_inh_E", each(excitatory, excitatory::meanInhibition));
    expect.vector("rms_net_E", each(excitatory, excitatory::netRms));
    BalanceStatistics inhibitory = balance.inhibitory();
    expect.vector("ei_corr_I", each(inhibitory, inhibitory::correlation));
  }

  private static double[] each(BalanceStatistics statistics, IntToDoubleFunction measure) {
    return IntStream.range(0, statistics.units()).mapToDouble(measure).toArray();
  }
}
