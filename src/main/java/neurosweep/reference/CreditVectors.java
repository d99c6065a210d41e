package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import neurosweep.math.Backend;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;

/**
 * Rules beyond those of the two papers on targets and inversion, on nets whose rows are examples.
 * In float64 within the tolerance that a case states; in float32 within {@link #FLOAT32} of the
 * largest entry of a matrix, or {@link #OF_DIFFERENCES}.
 */
public final class CreditVectors implements ReferenceFamily {
  /** About 300 roundings, which the inverses of a small net's weights and slopes enlarge. */
  private static final double FLOAT32 = 2e-5;

  /** Of rules that divide the difference of two states that a small step has moved apart by it. */
  private static final double OF_DIFFERENCES = 1e-3;

  /** Runs one case. */
  private interface Check {
    void run(Kernels<?> kernels, ShapedFields inputs, CaseResults held);
  }

  private static final Map<String, Check> CHECKS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("inversion", (k, in, held) -> InversionCase.run(k, in, held)),
              Map.entry("dfa", (k, in, held) -> DirectFeedbackCase.run(k, in, held)),
              Map.entry(
                  "learning_feedback", (k, in, held) -> LearnedFeedbackCase.train(k, in, held)),
              Map.entry("weight_mirror", (k, in, held) -> LearnedFeedbackCase.mirror(k, in, held)),
              Map.entry("dtp", (k, in, held) -> DifferenceTargetsCase.targets(k, in, held)),
              Map.entry(
                  "dtp_feedback", (k, in, held) -> DifferenceTargetsCase.learning(k, in, held)),
              Map.entry("decorrelation", (k, in, held) -> DecorrelationCase.learning(k, in, held)),
              Map.entry("decorrelated_net", (k, in, held) -> DecorrelationCase.net(k, in, held)),
              Map.entry("gait_learned", (k, in, held) -> ImperfectInverseCase.learned(k, in, held)),
              Map.entry("inverse_noise", (k, in, held) -> ImperfectInverseCase.noisy(k, in, held)),
              Map.entry(
                  "inverse_feedback", (k, in, held) -> ImperfectInverseCase.feedback(k, in, held)),
              Map.entry("dfc", (k, in, held) -> ControlCase.run(k, in, held)),
              Map.entry("ep", (k, in, held) -> EquilibriumCase.run(k, in, held)),
              Map.entry("pc", (k, in, held) -> PredictiveCase.run(k, in, held))));

  private static final Set<String> DIFFERENCES = Set.of("dfc", "dtp", "ep");

  @Override
  public String name() {
    return "credit";
  }

  @Override
  public String doc() {
    return "other ways to carry errors down, feedback and inverses that learn, decorrelation";
  }

  @Override
  public boolean recognises(JsonNode aCase) {
    return CHECKS.containsKey(aCase.path("algorithm").asText());
  }

  @Override
  public void check(JsonNode aCase, Backend backend, Deviations found) {
    Fields fields = new Fields(aCase);
    String algorithm = fields.text("algorithm");
    Check check = CHECKS.get(algorithm);
    double float32 = DIFFERENCES.contains(algorithm) ? OF_DIFFERENCES : FLOAT32;
    ShapedFields inputs = new ShapedFields(fields.get("inputs"));
    for (Precision precision : Precision.values()) {
      CaseResults held =
          precision == Precision.FLOAT64
              ? new CaseResults(aCase, found)
              : new CaseResults(aCase, precision, float32, found);
      check.run(backend.kernels(precision), inputs, held);
    }
  }
}
