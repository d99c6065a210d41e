package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.UserError;
import neurosweep.core.Values;

/** Layers of any width, each of which reads all units of the one below. */
public final class LayeredNet implements NetShape {
  /** Widths of the hidden layers. */
  public static final Param<String> HIDDEN =
      Param.text("hidden", "100", "widths of the hidden layers, such as 500-250-30, or none");

  @Override
  public String name() {
    return "layered";
  }

  @Override
  public String doc() {
    return "hidden layers of any width between the input and as many outputs as targets";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(HIDDEN);
  }

  @Override
  public Layout layout(Values values, int features, int outputs) {
    String text = HIDDEN.of(values);
    String number = "[1-9][0-9]{0,5}";
    if (!text.equals("none") && !text.matches(number + "(-" + number + ")*")) {
      throw new UserError(
          "hidden is \""
              + text
              + "\", must be numbers joined by hyphens such as 500-250-30, or none");
    }
    String[] hidden = text.equals("none") ? new String[0] : text.split("-");
    int[] widths = new int[hidden.length + 2];
    widths[0] = features;
    for (int i = 0; i < hidden.length; i++) {
      widths[i + 1] = Integer.parseInt(hidden[i]);
    }
    widths[hidden.length + 1] = outputs;
    return Layout.layered(widths);
  }
}
