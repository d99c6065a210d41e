package neurosweep.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import neurosweep.core.Origin;
import neurosweep.math.Backend;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import org.ejml.data.ReshapeMatrix;

/** What this machine is and how fast it multiplies. */
public final class Machine {
  private static final int WIDTH = 256;
  private static final double WARM_UP_SECONDS = 0.15;
  private static final double MEASURED_SECONDS = 0.1;
  private static final int PEAK_WIDTH = 784;
  private static final int PEAK_RUNS = 5;

  private record Speed(String backend, Precision precision) {}

  private static final Map<Speed, Double> MEASURED = new ConcurrentHashMap<>();

  /** As many digits of a digest as tell the builds of a lab apart. */
  private static final int DIGITS = 16;

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private static final Map<String, Origin> ORIGINS = new ConcurrentHashMap<>();

  private Machine() {}

  /**
   * Floating-point operations a second of one core in a square matrix product, measured once in a
   * process.
   */
  public static double flopsPerSecond(Backend backend, Precision precision) {
    return MEASURED.computeIfAbsent(
        new Speed(backend.name(), precision),
        speed -> measure(backend.kernels(precision), WIDTH, 1));
  }

  /** As above in a large product, the best of several runs: what training can reach at most. */
  public static double peakFlopsPerSecond(Backend backend, Precision precision) {
    return measure(backend.kernels(precision), PEAK_WIDTH, PEAK_RUNS);
  }

  private static <M extends ReshapeMatrix> double measure(Kernels<M> kernels, int width, int runs) {
    M a = kernels.matrix(width, width);
    M b = kernels.matrix(width, width);
    M c = kernels.matrix(width, width);
    kernels.fill(a, 0.5);
    kernels.fill(b, 0.25);
    products(kernels, a, b, c, WARM_UP_SECONDS);
    double best = 0;
    for (int i = 0; i < runs; i++) {
      best = Math.max(best, products(kernels, a, b, c, MEASURED_SECONDS));
    }
    return 2.0 * width * width * width * best;
  }

  /** Products a second. */
  private static <M extends ReshapeMatrix> double products(
      Kernels<M> kernels, M a, M b, M c, double seconds) {
    long start = busyNanos();
    double elapsed;
    int count = 0;
    do {
      kernels.multiply(false, true, 1, a, b, 0, c);
      count++;
      elapsed = (busyNanos() - start) * 1e-9;
    } while (elapsed < seconds);
    return count / elapsed;
  }

  /**
   * A clock in ns that stands still while the calling thread waits for a processor; an ordinary one
   * where that is not measured.
   */
  public static long busyNanos() {
    return Threads.TIMED ? Threads.BEAN.getCurrentThreadCpuTime() : System.nanoTime();
  }

  /** Processor time of this process in ns, all threads; 0 where that is not measured. */
  public static long processNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? Math.max(0, system.getProcessCpuTime())
        : 0;
  }

  /** Holds what tells the time of threads, loaded on first use. */
  private static final class Threads {
    private static final ThreadMXBean BEAN = ManagementFactory.getThreadMXBean();
    private static final boolean TIMED =
        BEAN.isCurrentThreadCpuTimeSupported() && BEAN.isThreadCpuTimeEnabled();
  }

  /** What computes cells in this process on a backend, which must be available. */
  public static Origin origin(String backend) {
    return ORIGINS.computeIfAbsent(
        backend,
        name -> {
          Backend chosen = Backend.choose(name);
          return new Origin(
              CodeDigest.program().substring(0, DIGITS),
              CodeDigest.computing().substring(0, DIGITS),
              name,
              chosen.library(),
              chosen.kernel(),
              Runtime.version() + " (" + System.getProperty("java.vm.name") + ")",
              system() + ", " + processor());
        });
  }

  private static String system() {
    return System.getProperty("os.name") + " " + System.getProperty("os.arch");
  }

  /** The processor's own name, where the system tells it. */
  private static String processor() {
    try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("processor of unknown name");
    } catch (IOException | UncheckedIOException e) {
      return "processor of unknown name";
    }
  }

  /** Processor, memory, operating system and Java, for the manifest. */
  public static Map<String, String> description() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("java", Runtime.version() + " (" + System.getProperty("java.vm.name") + ")");
    facts.put("processor", processor());
    facts.put(
        "os",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      facts.put("memory_bytes", Long.toString(system.getTotalMemorySize()));
    }
    facts.put("heap_bytes", Long.toString(Runtime.getRuntime().maxMemory()));
    return facts;
  }
}
