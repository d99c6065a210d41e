package neurosweep.learn;

import java.util.Arrays;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;

/** Every layer has as many units as the input; the outputs beyond the classes are auxiliary. */
public final class SquareNet implements NetShape {
  private static final Param<Long> DEPTH =
      Param.integer("depth", 4, "number of hidden layers").within(0, 1000);

  private static final Param<String> AUXILIARY =
      Param.choice(
          "auxiliary",
          List.of("on", "off"),
          "outputs beyond the classes: on, their target is their own value; off, it is 0");

  @Override
  public String name() {
    return "square";
  }

  @Override
  public String doc() {
    return "every layer as wide as the input; outputs beyond the classes are auxiliary";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(DEPTH, AUXILIARY);
  }

  @Override
  public Layout layout(Values values, int features, int outputs) {
    int[] widths = new int[(int) (DEPTH.of(values) + 2)];
    Arrays.fill(widths, features);
    return Layout.invertible(widths);
  }

  @Override
  public int targeted(Values values, Layout layout, int classes) {
    return AUXILIARY.of(values).equals("on") ? classes : layout.outputs();
  }
}
