package neurosweep.circuit.simulation;

import java.util.Arrays;

/**
 * Scheme "current-delayed" (section 5 of the method): s(i) = V(i-1) > V_th; V(i) = W r(i-1) + F
 * x~(i-1); r(i) = (1 - dt/tau) r(i-1) + s(i-1). A spike is felt by a threshold three steps later,
 * so units fire in bursts. For a number of steps spikes can be forced while V rests at theta.
 */
public final class DelayedSimulation extends Simulation {

  /**
   * Spikes that are imposed from the start.
   *
   * @param steps for how long
   * @param excitatory of E units
   * @param inhibitory of I units
   */
  public record Forcing(long steps, SpikeSource excitatory, SpikeSource inhibitory) {
    /** Free from the start. */
    public static final Forcing NONE = new Forcing(0, SpikeSource.SILENT, SpikeSource.SILENT);
  }

  private final Forcing forcing;
  private final InputCurrents currents;
  private final int[] pastE;
  private final int[] pastI;
  private int pastCountE;
  private int pastCountI;

  /** At theta, without activity. */
  public DelayedSimulation(Circuit circuit, TimeConstants time, Drive drive, Forcing forcing) {
    super(circuit, time, drive);
    this.forcing = forcing;
    currents = new InputCurrents(circuit.weights(), time);
    pastE = new int[vE.length];
    pastI = new int[vI.length];
    rest();
  }

  private void rest() {
    Arrays.fill(vE, circuit().thetaE());
    Arrays.fill(vI, circuit().thetaI());
  }

  @Override
  void step() {
    System.arraycopy(firedE, 0, pastE, 0, countE);
    System.arraycopy(firedI, 0, pastI, 0, countI);
    pastCountE = countE;
    pastCountI = countI;
    if (steps() < forcing.steps()) {
      countE = forcing.excitatory().next(steps(), firedE);
      countI = forcing.inhibitory().next(steps(), firedI);
    } else {
      countE = detect(vE, thresholdE, firedE);
      countI = detect(vI, thresholdI, firedI);
      currents.sum(vE, vI);
      addNoise();
    }
    count(rE, time().keepE(), pastE, pastCountE);
    count(rI, time().keepI(), pastI, pastCountI);
    currents.advance(pastE, pastCountE, pastI, pastCountI);
    receive(time().keepX());
    currents.receive(push);
  }

  @Override
  public InputCurrents currents() {
    return currents;
  }
}
