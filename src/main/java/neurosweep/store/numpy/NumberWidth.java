package neurosweep.store.numpy;

import java.nio.ByteBuffer;

/** How numbers of an array are stored, lowest byte first. */
public enum NumberWidth {
  /** IEEE 754 binary32. */
  FLOAT32("<f4", Float.BYTES) {
    @Override
    void put(ByteBuffer to, double number) {
      to.putFloat((float) number);
    }
  },
  /** IEEE 754 binary64. */
  FLOAT64("<f8", Double.BYTES) {
    @Override
    void put(ByteBuffer to, double number) {
      to.putDouble(number);
    }
  };

  private final String descriptor;
  private final int bytes;

  NumberWidth(String descriptor, int bytes) {
    this.descriptor = descriptor;
    this.bytes = bytes;
  }

  abstract void put(ByteBuffer to, double number);

  /** What NumPy calls it in a file. */
  public String descriptor() {
    return descriptor;
  }

  /** Of one number. */
  public int bytes() {
    return bytes;
  }
}
