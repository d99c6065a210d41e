package neurosweep.learn;

import java.util.List;
import java.util.Optional;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/** What {@code off-diagonal} and {@code full} share: {@link DecorrelationMatrix} and its knobs. */
abstract class CorrelationDescent implements Decorrelation {
  private static final Param<String> SIDE =
      Param.choice(
          "decorrelation_side",
          List.of("left", "right"),
          "left is C R, the mathematics; right is R C, what the published program computes");
  private static final Param<Boolean> NORMALISE =
      Param.flag(
          "decorrelation_normalise", false, "keeps the size of what a layer reads as it was");
  static final Param<Boolean> DEMEAN =
      Param.flag("decorrelation_demean", false, "subtracts the mean of every unit first");
  private static final Param<Double> MOMENTUM =
      Param.real("decorrelation_momentum", 0.1, "share of a batch in the running mean")
          .within(0, 1);
  private static final double GUARD = 1e-8;

  /** Whether variances take part, which makes R shrink unless sizes are kept. */
  abstract boolean full();

  /** Whether the cell subtracts means. */
  static boolean demeans(Values values) {
    return CATALOG.get(KIND.of(values)).params().contains(DEMEAN) && DEMEAN.of(values);
  }

  private Param<Boolean> normalise() {
    return NORMALISE.byDefault(full());
  }

  @Override
  public final List<Param<?>> params() {
    return List.of(RATE, SIDE, normalise(), DEMEAN, MOMENTUM);
  }

  @Override
  public final <M extends ReshapeMatrix> Optional<Decorrelator<M>> start(
      Kernels<M> kernels, int units, Values values) {
    return Optional.of(
        new DecorrelationMatrix<>(
            kernels,
            units,
            new DecorrelationMatrix.Settings(
                RATE.of(values),
                full(),
                SIDE.of(values).equals("right"),
                normalise().of(values),
                DEMEAN.of(values),
                MOMENTUM.of(values),
                GUARD)));
  }
}
