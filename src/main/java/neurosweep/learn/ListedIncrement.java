package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;

/**
 * A gamma_l for each layer that carries an error down; {@code s_l} is the product of those above.
 */
public final class ListedIncrement implements Increment {
  private static final Param<String> GAMMAS =
      Param.text(
          "gammas", "", "gamma of layers 2 to the last, joined by slashes such as 0.1/0.1/0.001");

  @Override
  public String name() {
    return "by-layer";
  }

  @Override
  public String doc() {
    return "a gamma of its own for each layer from the second";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(GAMMAS);
  }

  @Override
  public TargetStep step(int layer, int layers, int power, Values values) {
    List<Double> gammas = gammas(values, layers);
    double scale = 1;
    for (int above = layers; above > layer; above--) {
      scale *= gammas.get(above - 2);
    }
    return new TargetStep(scale, gammas.get(layer - 2), power);
  }

  @Override
  public void check(Layout layout, int power, Values values, Problems problems, String where) {
    try {
      gammas(values, layout.layers());
    } catch (UserError e) {
      problems.add(where, e.getMessage());
    }
  }

  /** Of layer l at index l - 2. */
  private static List<Double> gammas(Values values, int layers) {
    String text = GAMMAS.of(values);
    String[] parts = text.split("/", -1);
    if (parts.length != layers - 1) {
      throw new UserError(
          "gammas is \""
              + text
              + "\", must hold "
              + (layers - 1)
              + " numbers joined by slashes: one for each of the "
              + layers
              + " layers but the first");
    }
    List<Double> gammas = new ArrayList<>();
    for (String part : parts) {
      try {
        gammas.add((Double) GAMMA.parse(part));
      } catch (UserError e) {
        throw new UserError("gammas is \"" + text + "\": " + e.getMessage(), e);
      }
    }
    return gammas;
  }
}
