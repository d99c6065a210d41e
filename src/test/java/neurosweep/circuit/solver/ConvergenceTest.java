package neurosweep.circuit.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import neurosweep.circuit.design.BalancedDesign;
import neurosweep.circuit.design.GridDesign;
import neurosweep.circuit.design.ReconstructionDesign;
import neurosweep.circuit.design.RingDesign;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.circuit.synapse.Weights;
import neurosweep.math.random.MatlabRandom;
import org.junit.jupiter.api.Test;

/** The table of conditions in the method's section 2. */
class ConvergenceTest {

  @Test
  void theRingMeetsLyapunovAndFailsSchurInItsBump() {
    Circuit ring = new RingDesign(100, 100, RingDesign.Profile.published(0)).circuit();
    Convergence found = Convergence.of(ring.weights());
    assertEquals(2.7, found.lambdaMaxEE(), 1e-9);
    assertEquals(3, found.lambdaMinII(), 1e-9);
    assertEquals(-0.35, found.lambdaMinSchur(), 1e-9);
    assertTrue(found.lyapunov(TimeConstants.shared(1e-3, 0.1)));
    assertFalse(found.schur());
  }

  @Test
  void theGridOfThePaperMeetsLyapunov() {
    Convergence found = Convergence.of(GridDesign.published(63).circuit().weights());
    assertEquals(160.8, found.lambdaMaxEE(), 0.05);
    assertEquals(201, found.lambdaMinII(), 1e-9);
    assertEquals(-0.497, found.lambdaMinSchur(), 5e-4);
    assertTrue(found.lyapunov(new TimeConstants(1e-3, 0.5, 0.2, 0.5)));
  }

  @Test
  void theBalancedNetworkOfThePaperFailsLyapunovAndMeetsSchur() {
    MatlabRandom random = new MatlabRandom(1);
    double[][] r1 = random.uniforms(20, 20);
    Weights weights = new BalancedDesign(r1, random.uniforms(20, 20)).weights();
    Convergence found = Convergence.of(weights);
    assertEquals(3.986, found.lambdaMaxEE(), 5e-4);
    assertEquals(7.9e-4, found.lambdaMinII(), 5e-6);
    assertEquals(2.36, found.lambdaMinSchur(), 5e-3);
    assertFalse(found.lyapunov(TimeConstants.shared(1e-3, 1)));
    assertTrue(found.schur());
    assertTrue(weights.obeyDale());
  }

  @Test
  void reconstructionHasItsThresholdAsSchurMargin() {
    double[][] u = new MatlabRandom(1).uniforms(30, 3);
    ReconstructionDesign design = ReconstructionDesign.timeVarying(u, 1e-3 / 30);
    Convergence found = Convergence.of(design.circuit().weights());
    assertEquals(0.0708, found.lambdaMaxEE(), 5e-5);
    assertEquals(1, found.lambdaMinII(), 1e-12);
    assertEquals(1e-3 / 30, found.lambdaMinSchur(), 1e-9);
    assertEquals(0, design.identityError(), 1e-14);
  }
}
