package neurosweep.experiment.spiking;

import neurosweep.circuit.simulation.Drive;
import neurosweep.math.random.RandomSource;

/** Another drive, and normal noise on every voltage in every step. */
record NoisyDrive(Drive drive, double deviation, RandomSource random) implements Drive {

  @Override
  public void signal(long step, double[] push, double[] filtered) {
    drive.signal(step, push, filtered);
  }

  @Override
  public void noise(long step, double[] vE, double[] vI) {
    add(vE);
    add(vI);
  }

  private void add(double[] voltages) {
    for (int i = 0; i < voltages.length; i++) {
      voltages[i] += deviation * random.nextGaussian();
    }
  }
}
