package neurosweep.circuit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import neurosweep.circuit.design.BalancedDesign;
import neurosweep.circuit.design.ImageDesign;
import neurosweep.circuit.design.ImageLoop;
import neurosweep.circuit.design.RatePrediction;
import neurosweep.circuit.synapse.DenseSynapses;
import neurosweep.math.random.MatlabRandom;
import org.junit.jupiter.api.Test;

/**
 * Published runs repeated number by number; skipped where the data beside the project are absent.
 */
class PublishedRunsTest {
  private static final Path DATA = Path.of("../shared/data/balanced");
  private static final int STEPS = 1_000_000;

  private static Path data(String file) {
    Path path = DATA.resolve(file);
    assumeTrue(Files.exists(path), path + " is absent");
    return path;
  }

  /** Simulated and predicted rates, Hz, of E units and then I units. */
  private static double[][] authors(double tau) throws IOException {
    double[][] rates = new double[2][40];
    for (String line : Files.readAllLines(data("fig1_rates_authors.csv"))) {
      String[] cells = line.split(",", -1);
      if (!cells[0].equals("tau") && Double.parseDouble(cells[0]) == tau) {
        int unit = 20 * Integer.parseInt(cells[1]) + Integer.parseInt(cells[2]);
        rates[0][unit] = Double.parseDouble(cells[3]);
        rates[1][unit] = Double.parseDouble(cells[4]);
      }
    }
    return rates;
  }

  /** Figure 1 with rng(1): the network, its input and voltages drawn in the program's order. */
  @Test
  void theRatesOfFigureOneAreMetToTheHundredMillionthHertz() throws IOException {
    double tau = 0.1;
    double[][] authors = authors(tau);
    double dt = 1e-4 * tau;
    MatlabRandom random = new MatlabRandom(1);
    BalancedDesign design = new BalancedDesign(random.uniforms(20, 20), random.uniforms(20, 20));
    double[] rates = new double[20];
    for (int i = 0; i < 20; i++) {
      rates[i] = 150 * random.nextDouble();
    }
    RecordedSpikes x = RecordedSpikes.of(new BernoulliSpikes(rates, dt, random), 20, STEPS);
    double[][] f = random.gaussians(20, 20);
    for (double[] row : f) {
      for (int j = 0; j < 20; j++) {
        row[j] = 0.1 + 0.5 * row[j];
      }
    }
    Circuit circuit = new Circuit(design.weights(), DenseSynapses.of(f));
    Simulation simulation =
        new VoltageSimulation(
            circuit, TimeConstants.shared(dt, tau), new SpikeDrive(circuit.input(), x));
    draw(simulation.voltageE(), random);
    for (long rest = 20L * STEPS; rest > 0; rest--) {
      random.nextGaussian(); // the program draws voltages for every step and uses the first
    }
    draw(simulation.voltageI(), random);
    MeanActivity mean = new MeanActivity(circuit, MeanActivity.secondHalf(STEPS));
    simulation.run(STEPS, mean);
    RatePrediction predicted = RatePrediction.of(circuit, mean.input()).orElseThrow();
    for (int i = 0; i < 20; i++) {
      assertEquals(authors[0][i], mean.excitatory()[i] / tau, 1e-8);
      assertEquals(authors[0][20 + i], mean.inhibitory()[i] / tau, 1e-8);
      assertEquals(authors[1][i], predicted.rE()[i] / tau, 1e-8);
      assertEquals(authors[1][20 + i], predicted.rI()[i] / tau, 1e-8);
    }
    assertEquals(2.009, predicted.publishedError(mean.excitatory(), tau), 5e-4);
  }

  private static void draw(double[] voltages, MatlabRandom random) {
    for (int i = 0; i < voltages.length; i++) {
      voltages[i] = random.nextGaussian();
    }
  }

  private static double[][] matrix(String file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(data(file)));
    assertEquals(0x0E02, bytes.getInt(), file);
    double[][] matrix = new double[bytes.getInt()][bytes.getInt()];
    for (double[] row : matrix) {
      for (int j = 0; j < row.length; j++) {
        row[j] = bytes.getDouble();
      }
    }
    return matrix;
  }

  @Test
  void theErrorsOfImagePatchFiftyAreMetToFourDigits() throws IOException {
    double[][] dictionary = matrix("A169_A.idx");
    double[][] patches = matrix("A169_X.idx");
    double[] patch = new double[patches.length];
    for (int p = 0; p < patch.length; p++) {
      patch[p] = patches[p][49];
    }
    int[] inhibitory = {10, 50};
    double[] errors = {0.1068, 0.0238};
    for (int k = 0; k < inhibitory.length; k++) {
      ImageDesign design = new ImageDesign(dictionary, inhibitory[k], 0.05);
      ImageLoop loop = new ImageLoop(design.circuit(), TimeConstants.shared(1e-3, 1), 1000, patch);
      for (int step = 0; step < 1000; step++) {
        loop.step();
      }
      double[][] estimate = {Reconstruction.readout(design.readout(), loop.meanActivityE())};
      double error = Reconstruction.of(estimate, new double[][] {patch}).meanSquare();
      assertEquals(errors[k], error, 5e-5, "N_I " + inhibitory[k]);
    }
  }
}
