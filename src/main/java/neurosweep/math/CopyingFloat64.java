package neurosweep.math;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * A BLAS through JNA, where netlib has no binding (macOS, Windows) or cannot unpack its own (a
 * temporary directory without the right to execute): operands are copied out of Java's arrays and
 * results back, which costs a tenth of a large product and half of a small one. Belongs to one
 * thread.
 */
final class CopyingFloat64 implements BlasFloat64 {
  private static final int SLOT = 8;

  private final Memory words = new Memory(10 * SLOT);
  private final Pointer[] slots = new Pointer[10];
  private Memory a = new Memory(SLOT);
  private Memory b = new Memory(SLOT);
  private Memory c = new Memory(SLOT);

  CopyingFloat64() {
    for (int i = 0; i < slots.length; i++) {
      slots[i] = words.share((long) i * SLOT);
    }
  }

  /** Binds the routines below to a library, once a process. */
  static void bind(NativeLibrary library) {
    Native.register(Routines.class, library);
  }

  /** By their Fortran names, which every BLAS has: all arguments are addresses. */
  private static final class Routines {
    private Routines() {}

    static native void dgemm_(
        Pointer transposeA,
        Pointer transposeB,
        Pointer m,
        Pointer n,
        Pointer k,
        Pointer alpha,
        Pointer a,
        Pointer lda,
        Pointer b,
        Pointer ldb,
        Pointer beta,
        Pointer c,
        Pointer ldc);

    static native void dsyrk_(
        Pointer triangle,
        Pointer transpose,
        Pointer n,
        Pointer k,
        Pointer alpha,
        Pointer a,
        Pointer lda,
        Pointer beta,
        Pointer c,
        Pointer ldc);

    static native void dsymm_(
        Pointer side,
        Pointer triangle,
        Pointer m,
        Pointer n,
        Pointer alpha,
        Pointer a,
        Pointer lda,
        Pointer b,
        Pointer ldb,
        Pointer beta,
        Pointer c,
        Pointer ldc);

    static native void dtrsm_(
        Pointer side,
        Pointer triangle,
        Pointer transpose,
        Pointer diagonal,
        Pointer m,
        Pointer n,
        Pointer alpha,
        Pointer a,
        Pointer lda,
        Pointer b,
        Pointer ldb);
  }

  @Override
  public void dgemm(
      String transposeA,
      String transposeB,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aAt,
      int lda,
      double[] b,
      int bAt,
      int ldb,
      double beta,
      double[] c,
      int cAt,
      int ldc) {
    boolean plainA = transposeA.equals("N");
    boolean plainB = transposeB.equals("N");
    this.a = copied(this.a, a, aAt, lda, plainA ? m : k, plainA ? k : m);
    this.b = copied(this.b, b, bAt, ldb, plainB ? k : n, plainB ? n : k);
    this.c = packed(this.c, c, cAt, ldc, m, n);
    Routines.dgemm_(
        word(0, transposeA),
        word(1, transposeB),
        word(2, m),
        word(3, n),
        word(4, k),
        word(5, alpha),
        this.a,
        word(6, lda),
        this.b,
        word(7, ldb),
        word(8, beta),
        this.c,
        word(9, m));
    unpack(this.c, c, cAt, ldc, m, n);
  }

  @Override
  public void dsyrk(
      String triangle,
      String transpose,
      int n,
      int k,
      double alpha,
      double[] a,
      int aAt,
      int lda,
      double beta,
      double[] c,
      int cAt,
      int ldc) {
    boolean plain = transpose.equals("N");
    this.a = copied(this.a, a, aAt, lda, plain ? n : k, plain ? k : n);
    this.c = packed(this.c, c, cAt, ldc, n, n);
    Routines.dsyrk_(
        word(0, triangle),
        word(1, transpose),
        word(2, n),
        word(3, k),
        word(4, alpha),
        this.a,
        word(5, lda),
        word(6, beta),
        this.c,
        word(7, n));
    unpack(this.c, c, cAt, ldc, n, n);
  }

  @Override
  public void dsymm(
      String side,
      String triangle,
      int m,
      int n,
      double alpha,
      double[] a,
      int aAt,
      int lda,
      double[] b,
      int bAt,
      int ldb,
      double beta,
      double[] c,
      int cAt,
      int ldc) {
    int order = side.equals("L") ? m : n;
    this.a = copied(this.a, a, aAt, lda, order, order);
    this.b = copied(this.b, b, bAt, ldb, m, n);
    this.c = packed(this.c, c, cAt, ldc, m, n);
    Routines.dsymm_(
        word(0, side),
        word(1, triangle),
        word(2, m),
        word(3, n),
        word(4, alpha),
        this.a,
        word(5, lda),
        this.b,
        word(6, ldb),
        word(7, beta),
        this.c,
        word(8, m));
    unpack(this.c, c, cAt, ldc, m, n);
  }

  @Override
  public void dtrsm(
      String side,
      String triangle,
      String transpose,
      String diagonal,
      int m,
      int n,
      double alpha,
      double[] a,
      int aAt,
      int lda,
      double[] b,
      int bAt,
      int ldb) {
    int order = side.equals("L") ? m : n;
    this.a = copied(this.a, a, aAt, lda, order, order);
    this.c = packed(this.c, b, bAt, ldb, m, n);
    Routines.dtrsm_(
        word(0, side),
        word(1, triangle),
        word(2, transpose),
        word(3, diagonal),
        word(4, m),
        word(5, n),
        word(6, alpha),
        this.a,
        word(7, lda),
        this.c,
        word(8, m));
    unpack(this.c, b, bAt, ldb, m, n);
  }

  private Pointer word(int slot, String letter) {
    slots[slot].setByte(0, (byte) letter.charAt(0));
    return slots[slot];
  }

  private Pointer word(int slot, int value) {
    slots[slot].setInt(0, value);
    return slots[slot];
  }

  private Pointer word(int slot, double value) {
    slots[slot].setDouble(0, value);
    return slots[slot];
  }

  private static Memory room(Memory old, long elements) {
    long bytes = Math.max(1, elements) * Double.BYTES;
    return old.size() >= bytes ? old : new Memory(bytes);
  }

  /** An operand as it lies in the array, with what lies between its columns. */
  private static Memory copied(Memory old, double[] array, int at, int ld, int rows, int columns) {
    int length = rows == 0 || columns == 0 ? 0 : ld * (columns - 1) + rows;
    Memory memory = room(old, length);
    memory.write(0, array, at, length);
    return memory;
  }

  /** The result without what lies between its columns, which others may be changing. */
  private static Memory packed(Memory old, double[] array, int at, int ld, int rows, int columns) {
    Memory memory = room(old, (long) rows * columns);
    if (ld == rows) {
      memory.write(0, array, at, rows * columns);
    } else {
      for (int j = 0; j < columns; j++) {
        memory.write((long) j * rows * Double.BYTES, array, at + j * ld, rows);
      }
    }
    return memory;
  }

  private static void unpack(Memory memory, double[] array, int at, int ld, int rows, int columns) {
    if (ld == rows) {
      memory.read(0, array, at, rows * columns);
    } else {
      for (int j = 0; j < columns; j++) {
        memory.read((long) j * rows * Double.BYTES, array, at + j * ld, rows);
      }
    }
  }
}
