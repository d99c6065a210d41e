package neurosweep.learn;

import java.util.Arrays;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.UserError;
import neurosweep.core.Values;

/** Layers that narrow towards the output; units that no layer reads are auxiliary (Fig. 3). */
public final class TowerNet implements NetShape {
  private static final Param<String> WIDTHS =
      Param.text(
          "widths",
          "784-784-500-200-10",
          "input and layer widths, never growing; on data of another width all but the last scale"
              + " in proportion, to no fewer units than the last");

  @Override
  public String name() {
    return "tower";
  }

  @Override
  public String doc() {
    return "narrowing layers with square weights; units that no layer reads are auxiliary";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(WIDTHS);
  }

  @Override
  public Layout layout(Values values, int features, int outputs) {
    String text = WIDTHS.of(values);
    if (!text.matches("[1-9][0-9]{0,5}(-[1-9][0-9]{0,5})+")) {
      throw new UserError(
          "widths is \"" + text + "\", must be numbers joined by hyphens such as 784-500-200-10");
    }
    int[] widths = Arrays.stream(text.split("-")).mapToInt(Integer::parseInt).toArray();
    requireNoGrowth(text, widths);
    int written = widths[0];
    int last = widths[widths.length - 1];
    widths[0] = features;
    for (int i = 1; i < widths.length - 1; i++) {
      widths[i] = (int) Math.max(last, Math.round((double) widths[i] * features / written));
    }
    requireNoGrowth(text, widths);
    return Layout.invertible(widths);
  }

  private static void requireNoGrowth(String text, int[] widths) {
    for (int i = 1; i < widths.length; i++) {
      if (widths[i] > widths[i - 1]) {
        throw new UserError(
            "widths is "
                + text
                + " ("
                + Arrays.toString(widths)
                + " on this data), must not grow from layer to layer");
      }
    }
  }
}
