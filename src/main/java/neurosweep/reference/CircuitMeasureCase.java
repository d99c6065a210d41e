package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import neurosweep.circuit.simulation.BumpPath;
import neurosweep.circuit.simulation.IntervalStatistics;
import neurosweep.circuit.simulation.PopulationVector;
import neurosweep.core.UserError;

/** Interspike intervals and the place of a bump. */
final class CircuitMeasureCase {
  private CircuitMeasureCase() {}

  static void intervals(CircuitInputs inputs, Expectations expect) {
    JsonNode trains = inputs.fields().get("spike_steps");
    if (!trains.isArray() || trains.isEmpty()) {
      throw new UserError("field \"spike_steps\" must be a list of lists of steps");
    }
    IntervalStatistics statistics = new IntervalStatistics(trains.size());
    for (int unit = 0; unit < trains.size(); unit++) {
      long before = -1;
      for (JsonNode step : trains.get(unit)) {
        if (!step.canConvertToLong() || step.asLong() <= before) {
          throw new UserError("field \"spike_steps\" holds " + step + ", must be ascending steps");
        }
        before = step.asLong();
        statistics.add(before, new int[] {unit}, 1);
      }
    }
    if (expect.asks("per_neuron")) {
      perNeuron(statistics, expect);
    }
    expect.number("mean_cv", IntervalStatistics.meanVariation(statistics));
  }

  private static void perNeuron(IntervalStatistics statistics, Expectations expect) {
    JsonNode units = expect.get("per_neuron");
    if (units.size() != statistics.units()) {
      throw new UserError("expects " + units.size() + " units, there are " + statistics.units());
    }
    for (int unit = 0; unit < units.size(); unit++) {
      Fields want = new Fields(units.get(unit));
      boolean included = want.get("included").asBoolean();
      double[] got = {
        statistics.intervals(unit),
        statistics.mean(unit),
        statistics.deviation(unit),
        statistics.counts(unit) ? 1 : 0
      };
      double[] numbers = {
        want.number("n_intervals"), want.number("mean"), want.number("sd"), included ? 1 : 0
      };
      for (int k = 0; k < got.length; k++) {
        expect.pair("per_neuron", numbers[k], got[k]);
      }
    }
  }

  static void populationVector(CircuitInputs inputs, Expectations expect) {
    double[] r = inputs.vector("r");
    PopulationVector vector = new PopulationVector(r.length);
    expect.number("angle", vector.angle(r));
    expect.number("coherence", vector.coherence(r));
    double[] phases = inputs.vector("phases");
    BumpPath path = BumpPath.unwrapped(inputs.vector("times", phases.length), phases);
    expect.number("unwrapped_last", path.angles()[phases.length - 1]);
    expect.number("slope_least_squares", path.speed());
  }
}
