package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import neurosweep.core.Persistent;
import org.ejml.data.ReshapeMatrix;

/**
 * What stands for the inverses of a net's layers, at work: {@code g_l(y) = V_l (f^-1(y) - c_l)}
 * with V_l (R_l x N_l) and c_l (N_l), l from 2.
 *
 * @param <M> the matrix type
 */
public interface Inverses<M extends ReshapeMatrix> extends Persistent {

  /**
   * Multiplies every row by V_l.
   *
   * @param difference of pre-activations (batch x N_l), to become that of units below (batch x R_l)
   * @return whether W_l could be used; false if it is singular
   */
  boolean carry(int layer, M difference);

  /**
   * {@code E = E + factor r_l} for what g_l fails to reconstruct, {@code r_l = y_{l-1} - g_l(y_l)}.
   * Called after {@link #carry} for the same layer.
   *
   * @param read y_{l-1} (batch x R_l). Not modified
   * @param drive W_l y_{l-1} (batch x N_l), the pre-activation without its bias. Used up
   * @param below E (batch x R_l). Modified
   */
  void addResidual(int layer, M read, M drive, double factor, M below);

  /** As {@link Learner#adapt}. */
  default void adapt(Activity<M> activity) {}

  /** As {@link Learner#share}. */
  default void share(LayerGram<M> gram) {}

  /** Writes what is kept from step to step; nothing by default. */
  @Override
  default void save(DataOutput out) throws IOException {}

  @Override
  default void load(DataInput in) throws IOException {}
}
