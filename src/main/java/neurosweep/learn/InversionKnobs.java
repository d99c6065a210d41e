package neurosweep.learn;

import java.util.List;
import java.util.Locale;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Inversion;

/**
 * What the rules of Podlaski and Machens (NeurIPS 2020) share.
 *
 * <p>{@code compatibility: authors} reproduces what the authors' published program does where it
 * differs from the mathematics: {@code di} and {@code sdi} do not multiply their errors by f',
 * {@code fa} uses negative feedback as it is, against the gradient, and feedback is optimised
 * without the leak. What belongs to one of their tasks and not to a rule is a knob of its own, such
 * as {@link LearningRule#REPEATED_DERIVATIVE}.
 */
public final class InversionKnobs {
  /** Leak of the population that receives the error. */
  public static final Param<Double> ALPHA =
      Param.real("alpha", 0.01, "leak of the population that receives the error, or damping")
          .called("α")
          .atLeast(0);

  /** Where the program differs from the mathematics. */
  public static final Param<String> COMPATIBILITY =
      Param.choice(
          "compatibility",
          List.of("none", "authors"),
          "authors repeats the quirks of the published program of Podlaski and Machens");

  /** The feedback weights. */
  public static final Param<String> FEEDBACK =
      Param.member("feedback", Feedback.CATALOG, "negative-transpose", "feedback weights");

  /** Step of the simulated loop. */
  public static final Param<Double> DT =
      Param.real("dt", 0.5, "step of the simulated loop in its time constants")
          .called("Δt")
          .within(1e-6, 2);

  static final Param<Long> STEPS =
      Param.integer("inversion_steps", 999, "updates of the simulated loop").within(1, 1_000_000);
  static final Param<Double> TOLERANCE =
      Param.real(
              "inversion_tolerance",
              0,
              "relative change of an update at which the loop ends early; 0 makes all updates")
          .within(0, 1);

  private InversionKnobs() {}

  /** Whether the authors' quirks are asked for. */
  public static boolean authors(Values values) {
    return COMPATIBILITY.of(values).equals("authors");
  }

  /** The knobs of a rule that simulates a loop of a given transfer. */
  static List<Param<?>> loop(Param<String> transfer) {
    return List.of(ALPHA, FEEDBACK, DT, STEPS, TOLERANCE, transfer, COMPATIBILITY);
  }

  /** How the loop is simulated. */
  static Inversion.Settings settings(Values values, Param<String> transfer) {
    return new Inversion.Settings(
        ALPHA.of(values),
        DT.of(values),
        (int) (long) STEPS.of(values),
        TOLERANCE.of(values),
        Inversion.Transfer.valueOf(transfer.of(values).toUpperCase(Locale.ROOT)));
  }
}
