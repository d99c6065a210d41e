package neurosweep.circuit.synapse;

/**
 * The four weight matrices of a circuit. All are magnitudes: in V_E = W_EE r_E - W_EI r_I + F x and
 * V_I = W_IE r_E - W_II r_I (equations 1 and 2 of the paper) the sign belongs to the population.
 *
 * @param ee excitatory to excitatory (NE x NE); its diagonal may be negative: the reset
 * @param ei inhibitory to excitatory (NE x NI)
 * @param ie excitatory to inhibitory (NI x NE)
 * @param ii inhibitory to inhibitory (NI x NI), with the reset on its diagonal
 */
public record Weights(Synapses ee, Synapses ei, Synapses ie, Synapses ii) {

  /** Checks the shapes. */
  public Weights {
    int excitatory = ee.targets();
    int inhibitory = ii.targets();
    checkShape("W_EE", ee, excitatory, excitatory);
    checkShape("W_EI", ei, excitatory, inhibitory);
    checkShape("W_IE", ie, inhibitory, excitatory);
    checkShape("W_II", ii, inhibitory, inhibitory);
  }

  /** Without structure. */
  public static Weights dense(double[][] ee, double[][] ei, double[][] ie, double[][] ii) {
    return new Weights(
        DenseSynapses.of(ee), DenseSynapses.of(ei), DenseSynapses.of(ie), DenseSynapses.of(ii));
  }

  private static void checkShape(String name, Synapses synapses, int targets, int sources) {
    if (synapses.targets() != targets || synapses.sources() != sources) {
      String found = synapses.targets() + " x " + synapses.sources();
      throw new IllegalArgumentException(
          name + " is " + found + ", must be " + targets + " x " + sources);
    }
  }

  /** NE. */
  public int excitatory() {
    return ee.targets();
  }

  /** NI. */
  public int inhibitory() {
    return ii.targets();
  }

  /**
   * Dale's law: no synapse has a sign other than its source's. The diagonal of W_EE is the reset,
   * not a synapse.
   */
  public boolean obeyDale() {
    return ee.atLeast(0, true)
        && ei.atLeast(0, false)
        && ie.atLeast(0, false)
        && ii.atLeast(0, false);
  }

  /**
   * W_EE - W_EI W_II^-1 W_IE, what excitation feels of itself once inhibition has followed; null if
   * W_II is singular. Keeps the structure of W_EE if inhibition is uniform.
   */
  public Synapses effective() {
    if (ie instanceof RankOneSynapses in
        && ei instanceof RankOneSynapses out
        && ii instanceof DiagonalSynapses self
        && in.targetsAreEqual()
        && in.sourcesAreEqual()
        && out.targetsAreEqual()
        && out.sourcesAreEqual()
        && self.isScaledIdentity()) {
      double loop = ei.get(0, 0) * ie.get(0, 0) * inhibitory() / ii.get(0, 0);
      if (ee instanceof CirculantSynapses ring) {
        return ring.plus(-loop);
      }
      if (ee instanceof TorusSynapses torus) {
        return torus.plus(-loop);
      }
    }
    return denseEffective();
  }

  private Synapses denseEffective() {
    double[][] followed = Spectrum.solve(ii.dense(), ie.dense());
    if (followed == null) {
      return null;
    }
    double[][] loop = Spectrum.product(ei.dense(), followed);
    double[][] effective = ee.dense();
    for (int i = 0; i < loop.length; i++) {
      for (int j = 0; j < loop.length; j++) {
        effective[i][j] -= loop[i][j];
      }
    }
    return DenseSynapses.of(effective);
  }

  /**
   * Excitation alone, under the effective weights: what is left of the objective when inhibition
   * has been maximised over without the bound r_I >= 0. Signed, so that Dale's law is broken where
   * inhibition did anything.
   *
   * @throws NullPointerException if W_II is singular
   */
  public Weights folded() {
    int excitatory = excitatory();
    return new Weights(
        effective(),
        DenseSynapses.none(excitatory),
        new DenseSynapses(new double[0][], excitatory),
        new DenseSynapses(new double[0][], 0));
  }

  /** Whether all inhibitory units are the same, so that from equal voltages they fire together. */
  public boolean inhibitionIsIdentical() {
    return ie instanceof RankOneSynapses in
        && ei instanceof RankOneSynapses out
        && ii instanceof DiagonalSynapses self
        && in.targetsAreEqual()
        && out.sourcesAreEqual()
        && self.isScaledIdentity();
  }

  /**
   * The same dynamics with one inhibitory unit for all, each of whose spikes stands for one of
   * every unit. Exact if their voltages start equal.
   *
   * @throws IllegalStateException if the units are not identical
   */
  public Weights merged() {
    if (!inhibitionIsIdentical()) {
      throw new IllegalStateException("the inhibitory units are not identical");
    }
    return new Weights(
        ee,
        ((RankOneSynapses) ei).fromMergedSources(),
        ((RankOneSynapses) ie).toFirstTarget(),
        DiagonalSynapses.scaledIdentity(1, ii.get(0, 0)));
  }
}
