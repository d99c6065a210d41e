package neurosweep.circuit.simulation;

/**
 * Scheme "current-immediate" (section 7 of the method): time constants may differ, and a step is s
 * = V > V_th; r = (1 - dt/tau) r + s; x~ = (1 - dt/tau_x) x~ + x; V = W r + F x~. Starts at
 * threshold, where no unit fires.
 */
public final class ImmediateSimulation extends Simulation {
  private final InputCurrents currents;

  /** At threshold, without activity. */
  public ImmediateSimulation(Circuit circuit, TimeConstants time, Drive drive) {
    super(circuit, time, drive);
    currents = new InputCurrents(circuit.weights(), time);
    System.arraycopy(thresholdE, 0, vE, 0, vE.length);
    System.arraycopy(thresholdI, 0, vI, 0, vI.length);
  }

  @Override
  void step() {
    countE = detect(vE, thresholdE, firedE);
    countI = detect(vI, thresholdI, firedI);
    count(rE, time().keepE(), firedE, countE);
    count(rI, time().keepI(), firedI, countI);
    currents.advance(firedE, countE, firedI, countI);
    receive(time().keepX());
    currents.receive(push);
    currents.sum(vE, vI);
    addNoise();
  }

  @Override
  public InputCurrents currents() {
    return currents;
  }
}
