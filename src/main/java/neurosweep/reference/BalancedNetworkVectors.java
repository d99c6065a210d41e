package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import neurosweep.core.UserError;
import neurosweep.math.Backend;

/**
 * Balanced E-I networks: weight designs, objective, KKT residuals and solutions, the simulation
 * schemes, interval statistics, the population vector and MATLAB's random stream. Spikes must be
 * equal; numbers are held to 1e-9 of the largest entry of each array. Nothing here is computed by
 * the backend.
 */
public final class BalancedNetworkVectors implements ReferenceFamily {

  /** Kinds of cases by the input fields that tell them; the first that fits counts. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind(List.of("r0", "inner_steps"), ImageLoopCase::run),
          new Kind(List.of("x_spikes", "dt"), SimulationCase::run),
          new Kind(List.of("forced_spikes_E", "n_forced"), SimulationCase::run),
          new Kind(List.of("noise", "s", "W_EE"), SimulationCase::run),
          new Kind(List.of("pgda_step", "W_EE"), SaddleCase::solve),
          new Kind(List.of("r_E", "W_EE"), SaddleCase::evaluate),
          new Kind(List.of("R1", "R2"), WeightsCase::balanced),
          new Kind(List.of("w0", "w1"), WeightsCase::ring),
          new Kind(List.of("n", "lam"), WeightsCase::grid),
          new Kind(List.of("absN", "beta"), WeightsCase::reconstruction),
          new Kind(List.of("U", "beta"), WeightsCase::reconstruction),
          new Kind(List.of("A", "beta_coef"), WeightsCase::image),
          new Kind(List.of("spike_steps"), CircuitMeasureCase::intervals),
          new Kind(List.of("r", "phases"), CircuitMeasureCase::populationVector));

  private static final Kind MATLAB = new Kind(List.of("seed"), MatlabRandomCase::run);

  private record Kind(List<String> fields, Check check) {
    boolean fits(JsonNode inputs) {
      return fields.stream().allMatch(inputs::has);
    }
  }

  /** Runs one kind of case. */
  private interface Check {
    void run(CircuitInputs inputs, Expectations expect);
  }

  @Override
  public String name() {
    return "balanced-network";
  }

  @Override
  public String doc() {
    return "weights, saddle points, simulations and measures of balanced E-I spiking networks";
  }

  private static Kind kind(JsonNode aCase) {
    JsonNode inputs = aCase.path("inputs");
    boolean random =
        aCase.path("expect").properties().stream()
            .anyMatch(field -> MatlabRandomCase.isDrawn(field.getKey()));
    return KINDS.stream()
        .filter(kind -> kind.fits(inputs))
        .findFirst()
        .orElse(random && MATLAB.fits(inputs) ? MATLAB : null);
  }

  @Override
  public boolean recognises(JsonNode aCase) {
    return !aCase.has("algorithm") && kind(aCase) != null;
  }

  @Override
  public void check(JsonNode aCase, Backend backend, Deviations found) {
    Fields fields = new Fields(aCase);
    Expectations expect = new Expectations(fields.text("case"), fields.get("expect"), found);
    try {
      kind(aCase).check.run(new CircuitInputs(fields.in("inputs")), expect);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e); // sizes that do not fit each other
    }
    expect.end();
  }
}
