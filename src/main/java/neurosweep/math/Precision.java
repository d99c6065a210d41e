package neurosweep.math;

import java.util.List;
import java.util.Locale;
import neurosweep.core.Param;

/** Floating-point width of a cell's arithmetic. */
public enum Precision {
  /** IEEE 754 binary32, the default. */
  FLOAT32,
  /** IEEE 754 binary64. */
  FLOAT64;

  /** The knob that chooses it. */
  public static final Param<String> PARAM =
      Param.choice(
          "precision", List.of("float32", "float64"), "floating-point width of all arithmetic");

  /** The precision of that name, as {@link #PARAM} has checked it. */
  public static Precision named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
