package neurosweep.math;

/** Floating-point width of a cell's arithmetic. */
public enum Precision {
  /** IEEE 754 binary32, the default. */
  FLOAT32,
  /** IEEE 754 binary64. */
  FLOAT64;
}
