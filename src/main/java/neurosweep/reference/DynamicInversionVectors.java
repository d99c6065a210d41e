package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.UserError;
import neurosweep.math.Backend;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;

/**
 * What the program of Podlaski and Machens (NeurIPS 2020) computes: single propagations, inversion
 * loops, stability optimisation, abscissae, angles and its four training loops with their quirks,
 * each within the tolerance that its case states. In float64 only: the tolerances are those of
 * float64, and loops near the limit of stability amplify rounding.
 */
public final class DynamicInversionVectors implements ReferenceFamily {

  /** Runs one case. */
  private interface Check {
    void run(Kernels<?> kernels, ShapedFields inputs, CaseResults held);
  }

  private static final Map<String, Check> CHECKS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("backprop_error", (k, in, held) -> Propagated.backpropError(k, in, held)),
              Map.entry("run_di_net", (k, in, held) -> Propagated.singleLayer(k, in, held)),
              Map.entry("run_2L_di_net", (k, in, held) -> Propagated.singleLoop(k, in, held)),
              Map.entry("SSA_opt", (k, in, held) -> StabilityCase.steps(in, held)),
              Map.entry("SSA_opt_full", (k, in, held) -> StabilityCase.whole(in, held)),
              Map.entry("SSA_opt_outcome", (k, in, held) -> StabilityCase.outcome(in, held)),
              Map.entry("get_maxreal_eig", (k, in, held) -> StabilityCase.abscissa(in, held)),
              Map.entry("get_mat_angle", (k, in, held) -> StabilityCase.matrixAngle(in, held)),
              Map.entry("get_vec_angle", (k, in, held) -> StabilityCase.vectorAngle(in, held)),
              Map.entry("train_linear", (k, in, held) -> RegressionCase.linear(k, in, held)),
              Map.entry("train_nonlinear", (k, in, held) -> RegressionCase.nonlinear(k, in, held)),
              Map.entry(
                  "train_classification", (k, in, held) -> ClassificationCase.run(k, in, held)),
              Map.entry("train_autoencoder", (k, in, held) -> AutoencoderCase.run(k, in, held))));

  @Override
  public String name() {
    return "dynamic-inversion";
  }

  @Override
  public String doc() {
    return "bp, fa, pbp, ndi, di and sdi, stability optimisation, angles, whole training loops";
  }

  @Override
  public boolean recognises(JsonNode aCase) {
    return CHECKS.containsKey(aCase.path("algorithm").asText());
  }

  @Override
  public void check(JsonNode aCase, Backend backend, Deviations found) {
    Fields fields = new Fields(aCase);
    CaseResults held = new CaseResults(aCase, found);
    ShapedFields inputs = new ShapedFields(fields.get("inputs"));
    CHECKS.get(fields.text("algorithm")).run(backend.kernels(Precision.FLOAT64), inputs, held);
  }

  /** The rule that a model of the program is. */
  static String rule(String model) {
    String rule =
        switch (model.replaceFirst("-[0-9]+$", "")) {
          case "BP" -> "bp";
          case "FA" -> "fa";
          case "PBP" -> "pbp";
          case "NDI" -> "ndi";
          case "DI" -> "di";
          case "SDI" -> "sdi";
          default -> "";
        };
    if (rule.isEmpty()) {
      throw new UserError("model is \"" + model + "\", must be one of BP, FA, PBP, NDI, DI, SDI");
    }
    return rule;
  }
}
