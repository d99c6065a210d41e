package neurosweep.sweep;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import neurosweep.core.UserError;

/**
 * The heap of a process in which cells run or through which their data pass.
 *
 * @param where such as "this process"
 * @param heapBytes its heap at most
 * @param programBytes what the program itself takes of it
 * @param copies of the data sets it holds at once
 * @param cells how many run in it at a time
 * @param remedy how to make it larger, such as {@code -Xmx%s in NEUROSWEEP_JAVA_OPTS}
 * @param fewer how to run fewer cells in it, such as {@code --parallelism %d}
 */
public record Heap(
    String where,
    double heapBytes,
    double programBytes,
    double copies,
    int cells,
    String remedy,
    String fewer) {

  /** What a collector needs beside what lives, by measurement. */
  private static final double HEADROOM = 1.25;

  private static final double MEGABYTE = 1 << 20;

  /**
   * Heap for cells on threads of this process.
   *
   * @param programBytes what the program takes, with Spark or without
   */
  public static Heap here(double programBytes, int threads, String fewer) {
    return new Heap(
        "this process",
        Runtime.getRuntime().maxMemory(),
        programBytes,
        1,
        threads,
        "NEUROSWEEP_JAVA_OPTS=-Xmx%s",
        fewer);
  }

  /** The heap that so many of these cells need at once, in bytes. */
  public double needs(Demand demand, int atOnce) {
    return programBytes + HEADROOM * (copies * demand.dataBytes() + demand.cellBytes(atOnce));
  }

  /** Whether one cell at a time has room. */
  public boolean holds(Demand demand) {
    return needs(demand, 1) <= heapBytes;
  }

  /**
   * Refuses cells that would run out of memory.
   *
   * @throws UserError with need, what there is, and remedies
   */
  public void require(Demand demand) {
    double need = needs(demand, cells);
    if (need <= heapBytes) {
      return;
    }
    int fitting =
        (int) IntStream.rangeClosed(1, cells).filter(n -> needs(demand, n) <= heapBytes).count();
    String less = fitting > 0 ? ", or run fewer at a time with " + fewer.formatted(fitting) : "";
    throw new UserError(
        List.of(
            "memory: "
                + where
                + " would need "
                + text(need)
                + " for "
                + (cells == 0
                    ? "the data sets"
                    : cells + (cells == 1 ? " cell" : " cells") + " at a time")
                + " ("
                + text(demand.cellBytes())
                + " a cell, "
                + text(demand.dataBytes())
                + " data) and has a heap of "
                + text(heapBytes)
                + "; give it more with "
                + remedy.formatted(megabytes(need) + "m")
                + less),
        UserError.USAGE);
  }

  private static long megabytes(double bytes) {
    return (long) Math.ceil(bytes / MEGABYTE);
  }

  /** Megabytes, or gigabytes from ten on. */
  public static String text(double bytes) {
    return bytes < 10_000 * MEGABYTE
        ? megabytes(bytes) + " MB"
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1024 / MEGABYTE);
  }
}
