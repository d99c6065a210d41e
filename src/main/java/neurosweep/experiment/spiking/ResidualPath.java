package neurosweep.experiment.spiking;

import java.util.List;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.Observer;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.solver.Objective;
import neurosweep.core.Metric;
import neurosweep.core.Plot;
import neurosweep.core.Table;
import neurosweep.experiment.Rows;

/**
 * How the conditions of a saddle point are approached: their residual at the present activity and
 * at the mean since the start, at times that grow by a constant factor.
 */
final class ResidualPath implements Observer {
  static final Metric<Double> TIME = Metric.real("time", "s", "since the start");
  static final Metric<Double> RESIDUAL =
      Metric.real("residual", "Hz", "largest |min(r, theta - V)| / tau, present r and x~");
  static final Metric<Double> RESIDUAL_OF_MEAN =
      Metric.real("residual_of_mean", "Hz", "the same at their means since the start");
  static final Metric<Double> OBJECTIVE = Metric.real("objective", "", "S at the present r and x~");

  static final Table TABLE =
      new Table("residuals", List.of(TIME, RESIDUAL, RESIDUAL_OF_MEAN, OBJECTIVE));
  static final Plot PLOT =
      Plot.of(
              Plot.Kind.LINE,
              "residuals",
              "residual of the saddle-point conditions over time",
              TABLE,
              TIME,
              RESIDUAL,
              RESIDUAL_OF_MEAN)
          .logX()
          .logY();

  private static final double FACTOR = 1.2;

  private final double tau;
  private final double[] sumE;
  private final double[] sumI;
  private final double[] sumX;
  private final Rows rows = new Rows(TABLE);
  private long next = 100;

  ResidualPath(Simulation simulation) {
    tau = simulation.time().tauE();
    sumE = new double[simulation.circuit().excitatory()];
    sumI = new double[simulation.circuit().inhibitory()];
    sumX = new double[simulation.filteredInput().length];
  }

  @Override
  public void after(Simulation now) {
    add(now.activityE(), sumE);
    add(now.activityI(), sumI);
    add(now.filteredInput(), sumX);
    if (now.steps() >= next) {
      next = (long) Math.ceil(next * FACTOR);
      record(now);
    }
  }

  private static void add(double[] values, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += values[i];
    }
  }

  private void record(Simulation now) {
    Circuit circuit = now.circuit();
    Objective present = objective(circuit, now.filteredInput(), 1);
    double share = 1.0 / now.steps();
    double residual = present.residuals(now.activityE(), now.activityI()).natural();
    double ofMean =
        objective(circuit, sumX, share)
            .residuals(scaled(sumE, share), scaled(sumI, share))
            .natural();
    rows.add()
        .set(TIME, now.steps() * now.time().dt())
        .set(RESIDUAL, residual / tau)
        .set(RESIDUAL_OF_MEAN, ofMean / tau)
        .set(OBJECTIVE, present.value(now.activityE(), now.activityI()));
  }

  private static Objective objective(Circuit circuit, double[] x, double factor) {
    double[] h = new double[circuit.excitatory()];
    circuit.input().addProduct(x, factor, h);
    return new Objective(circuit, h);
  }

  private static double[] scaled(double[] values, double factor) {
    double[] to = values.clone();
    for (int i = 0; i < to.length; i++) {
      to[i] *= factor;
    }
    return to;
  }

  Rows rows() {
    return rows;
  }
}
