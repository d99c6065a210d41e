package neurosweep.circuit.simulation;

import neurosweep.circuit.synapse.Matrices;
import neurosweep.circuit.synapse.Weights;

/**
 * Scheme "voltage" (sections 3, 4.1, 4.2 and 6 of the method): all units leak with one time
 * constant, and with k = dt / tau a step is s = V > V_th; V += -k V + W s + F x; r += -k r + s; x~
 * += -k x~ + x.
 */
public final class VoltageSimulation extends Simulation {
  private final Weights weights;
  private final double keep;
  private InputCurrents currents;

  /**
   * At rest: V = 0, r = 0.
   *
   * @throws IllegalArgumentException if the time constants differ
   */
  public VoltageSimulation(Circuit circuit, TimeConstants time, Drive drive) {
    super(circuit, time, drive);
    if (time.tauE() != time.tauI() || time.tauE() != time.tauX()) {
      throw new IllegalArgumentException("the voltage scheme has one time constant, not " + time);
    }
    this.weights = circuit.weights();
    this.keep = time.keepE();
  }

  @Override
  void step() {
    countE = detect(vE, thresholdE, firedE);
    countI = detect(vI, thresholdI, firedI);
    receive(keep);
    for (int i = 0; i < vE.length; i++) {
      vE[i] = keep * vE[i] + push[i];
    }
    Matrices.scale(vI, keep);
    weights.ee().addColumns(firedE, countE, 1, vE);
    weights.ei().addColumns(firedI, countI, -1, vE);
    weights.ie().addColumns(firedE, countE, 1, vI);
    weights.ii().addColumns(firedI, countI, -1, vI);
    addNoise();
    count(rE, keep, firedE, countE);
    count(rI, keep, firedI, countI);
    if (currents != null) {
      currents.advance(firedE, countE, firedI, countI);
      currents.receive(push);
    }
  }

  @Override
  public InputCurrents currents() {
    if (currents == null) {
      if (steps() > 0) {
        throw new IllegalStateException("currents must be asked for before the first step");
      }
      currents = new InputCurrents(weights, time());
    }
    return currents;
  }
}
