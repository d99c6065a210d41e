package neurosweep.data;

import java.util.List;
import neurosweep.core.Param;

/** Weights of an attractor network and the states that it stores. */
public final class AttractorFiles extends MatrixSource {
  /** W_EE with its reset (NE x NE). */
  public static final Param<String> W_EE =
      file("w_ee_file", "fp_W_EE", "n_e x n_e, reset included");

  /** W_EI (NE x NI). */
  public static final Param<String> W_EI = file("w_ei_file", "fp_W_EI", "n_e x n_i");

  /** W_IE (NI x NE). */
  public static final Param<String> W_IE = file("w_ie_file", "fp_W_IE", "n_i x n_e");

  /** W_II with its reset (NI x NI). */
  public static final Param<String> W_II =
      file("w_ii_file", "fp_W_II", "n_i x n_i, reset included");

  /** theta_E and theta_I. */
  public static final Param<String> THETA = file("theta_file", "fp_theta", "theta_E, theta_I");

  /** Stored activities of excitatory units (NE x states), filtered counts. */
  public static final Param<String> STATES_E =
      file("states_e_file", "optim_r_e", "stored r_E, n_e x states");

  /** The same of inhibitory units (NI x states). */
  public static final Param<String> STATES_I =
      file("states_i_file", "optim_r_i", "stored r_I, n_i x states");

  /** For the catalogue. */
  public AttractorFiles() {
    super(
        "attractor-files",
        "weights, thetas and stored states of an attractor network, as matrices",
        List.of(W_EE, W_EI, W_IE, W_II, THETA, STATES_E, STATES_I));
  }

  private static Param<String> file(String knob, String stem, String shape) {
    return Param.text(knob, "balanced/" + stem + ".csv", shape + ", in the data directory");
  }
}
