package neurosweep.circuit.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import neurosweep.circuit.design.GridDesign;
import neurosweep.circuit.design.RingDesign;
import neurosweep.circuit.synapse.Weights;
import neurosweep.math.random.MatlabRandom;
import neurosweep.math.random.Streams;
import org.junit.jupiter.api.Test;

/** What holds for runs beyond the reference vectors. */
class SimulationTest {
  private static final TimeConstants TIME = TimeConstants.shared(1e-3, 0.1);

  private static double[] rates(int units, double hz) {
    double[] rates = new double[units];
    Arrays.fill(rates, hz);
    return rates;
  }

  private static Simulation ring(Circuit circuit, long seed) {
    SpikeSource source =
        new SparseSpikes(rates(40, 10), TIME.dt(), new Streams(0, seed).stream("spikes", 0));
    return new VoltageSimulation(circuit, TIME, new SpikeDrive(circuit.input(), source));
  }

  @Test
  void oneInhibitoryUnitForAllChangesNoSpike() {
    Circuit whole = new RingDesign(40, 30, RingDesign.Profile.published(0)).circuit();
    Raster.Window window = new Raster.Window(0, 3000, 1, 100_000);
    Raster ofWhole = new Raster(window);
    Raster ofMerged = new Raster(window);
    ring(whole, 1).run(3000, ofWhole);
    ring(whole.merged(), 1).run(3000, ofMerged);
    assertTrue(ofMerged.excitatory().size() > 100);
    assertEquals(ofWhole.excitatory().size(), ofMerged.excitatory().size());
    assertEquals(ofWhole.inhibitory().size(), 30 * ofMerged.inhibitory().size());
    for (int k = 0; k < ofMerged.excitatory().size(); k++) {
      assertEquals(ofWhole.excitatory().step(k), ofMerged.excitatory().step(k));
      assertEquals(ofWhole.excitatory().unit(k), ofMerged.excitatory().unit(k));
    }
  }

  @Test
  void unitsThatDifferDoNotMerge() {
    double[][] some = {{1, 0.2}, {0.3, 1}};
    Weights weights = Weights.dense(some, some, some, some);
    assertFalse(weights.inhibitionIsIdentical());
    assertThrows(IllegalStateException.class, weights::merged);
  }

  @Test
  void voltageAndCurrentSchemesAgreeWhereTimeConstantsDo() {
    Circuit circuit = new RingDesign(40, 1, RingDesign.Profile.published(0.1)).circuit();
    Simulation voltage = ring(circuit, 2);
    SpikeSource source =
        new SparseSpikes(rates(40, 10), TIME.dt(), new Streams(0, 2).stream("spikes", 0));
    Simulation current =
        new ImmediateSimulation(circuit, TIME, new SpikeDrive(circuit.input(), source));
    Arrays.fill(current.voltageE(), 0);
    Arrays.fill(current.voltageI(), 0);
    voltage.currents();
    voltage.run(2000);
    current.run(2000);
    assertArrayEquals(current.activityE(), voltage.activityE(), 1e-9);
    assertArrayEquals(current.voltageE(), voltage.voltageE(), 1e-9);
    assertArrayEquals(current.currents().inhibitionE(), voltage.currents().inhibitionE(), 1e-9);
  }

  @Test
  void windowsDoubleAndAddUpToTheWhole() {
    Circuit circuit = new RingDesign(40, 1, RingDesign.Profile.published(0)).circuit();
    Simulation simulation = ring(circuit, 2);
    InputBalance windows = new InputBalance(simulation, 300, 4);
    InputBalance whole = new InputBalance(simulation, 300, 1);
    simulation.run(1250, windows, whole);
    assertEquals(
        List.of(400L, 400L, 150L),
        windows.windows().stream().map(BalanceStatistics::states).toList());
    BalanceStatistics sum = windows.excitatory();
    BalanceStatistics one = whole.excitatory();
    assertEquals(one.states(), sum.states());
    for (int unit = 0; unit < 40; unit++) {
      assertEquals(one.correlation(unit), sum.correlation(unit), 1e-12);
      assertEquals(one.ratio(unit), sum.ratio(unit), 1e-12);
      assertEquals(one.relativeNet(unit), sum.relativeNet(unit), 1e-12);
    }
  }

  @Test
  void equalSeedsGiveEqualBits() {
    Circuit circuit = new RingDesign(40, 1, RingDesign.Profile.published(0)).circuit();
    Simulation one = ring(circuit, 3);
    Simulation other = ring(circuit, 3);
    one.run(5000);
    other.run(2500);
    other.run(2500);
    assertArrayEquals(one.voltageE(), other.voltageE());
  }

  @Test
  void differentTimeConstantsNeedTheCurrentScheme() {
    Circuit circuit = new RingDesign(4, 1, RingDesign.Profile.published(0)).circuit();
    TimeConstants different = new TimeConstants(1e-3, 0.5, 0.2, 0.5);
    assertThrows(
        IllegalArgumentException.class,
        () -> new VoltageSimulation(circuit, different, Drive.NONE));
    assertThrows(IllegalArgumentException.class, () -> TimeConstants.shared(0.2, 0.1));
  }

  @Test
  void currentsCannotBeAskedForTooLate() {
    Simulation simulation =
        ring(new RingDesign(40, 1, RingDesign.Profile.published(0)).circuit(), 1);
    simulation.run(1);
    assertThrows(IllegalStateException.class, simulation::currents);
  }

  /** Of the published seeds 1 to 21 these four stay in the first volley. */
  @Test
  void theGridRunsAwayForTheSeedsThatDoSoInThePaper() {
    for (int seed : new int[] {1, 3, 14}) {
      Circuit circuit = GridDesign.published(63).circuit().merged();
      TimeConstants time = new TimeConstants(1e-3, 0.5, 0.2, 0.5);
      SpikeSource source =
          new BernoulliSpikes(rates(63 * 63, 4), time.dt(), new MatlabRandom(seed));
      Simulation simulation =
          new ImmediateSimulation(circuit, time, new SpikeDrive(circuit.input(), source));
      Saturation saturation = new Saturation(simulation);
      simulation.run(500, saturation);
      assertEquals(seed != 1, saturation.runaway(), "seed " + seed);
    }
  }

  @Test
  void recordingIsBounded() {
    Simulation simulation =
        ring(new RingDesign(40, 1, RingDesign.Profile.published(0)).circuit(), 1);
    Raster raster = new Raster(new Raster.Window(100, 2000, 5, 20));
    Trace trace = new Trace(50, 100, 10, 1, (now, values) -> values[0] = now.voltageE()[3]);
    simulation.run(3000, raster, trace);
    assertEquals(20, raster.excitatory().size());
    assertTrue(raster.excitatory().dropped() > 0);
    for (int k = 0; k < 20; k++) {
      assertEquals(0, raster.excitatory().unit(k) % 5);
      assertTrue(raster.excitatory().step(k) >= 100);
    }
    assertEquals(10, trace.samples().length);
    assertEquals(950, trace.step(9));
  }
}
