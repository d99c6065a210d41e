package neurosweep.math;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import neurosweep.core.CacheDirectory;
import neurosweep.core.UserError;

/**
 * The native BLAS of this process: one library, loaded once, kept to one thread. Every way in which
 * that can fail is a {@link UserError} of one line.
 */
final class NativeBlas {
  /** What each system's loader is asked for. */
  private static final String SYSTEM_LIBRARY =
      Platform.isMac() ? "Accelerate" : Platform.isWindows() ? "libopenblas" : "libblas.so.3";

  /** Of the box, in the order in which they need each other; the BLAS is the last. */
  private static final List<String> BOXED =
      Platform.isMac()
          ? List.of(
              "libgcc_s.1.1.dylib",
              "libquadmath.0.dylib",
              "libgfortran.5.dylib",
              "libopenblas.0.dylib")
          : Platform.isWindows()
              ? List.of("libopenblas.dll")
              : List.of(
                  "libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");

  private static final String PROPERTIES = "META-INF/maven/org.bytedeco/openblas/pom.properties";

  /** How libraries are told to keep to one thread before they are loaded and start some. */
  private static final List<String> THREADS =
      List.of(
          "OPENBLAS_NUM_THREADS",
          "OMP_NUM_THREADS",
          "MKL_NUM_THREADS",
          "BLIS_NUM_THREADS",
          "VECLIB_MAXIMUM_THREADS");

  /**
   * Netlib warns of every other implementation that it does not find; held, or the level is lost.
   */
  private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");

  private static BlasChoice choice = BlasChoice.DEFAULT;
  private static NativeBlas loaded;
  private static String fault;

  private final BlasVendor vendor;
  private final String version;
  private final String place;
  private final String kernel;
  private final int threads;
  private final Binding binding;

  /** How Java calls the library. */
  private record Binding(
      String name, Supplier<BlasFloat64> float64, Supplier<BlasFloat32> float32) {}

  private NativeBlas(NativeLibrary library, String file) throws IOException {
    this.vendor = BlasVendor.of(library);
    this.threads = vendor.oneThread(library);
    this.version = vendor.version(library, file);
    this.kernel = vendor.kernel(library);
    this.place = choice.library().equals(BlasChoice.BOX) ? "in the box" : file;
    this.binding = bind(library, file);
  }

  /**
   * Says which library this process is to load; the default is that of the box.
   *
   * @throws UserError if it has loaded another one
   */
  static synchronized void choose(BlasChoice wanted) {
    boolean open = loaded == null && fault == null;
    if (open) {
      choice = wanted;
      return;
    }
    boolean fits =
        wanted.library().equals(choice.library())
            && (wanted.kernel().equalsIgnoreCase(choice.kernel())
                || wanted.kernel().isEmpty()
                || (loaded != null && wanted.kernel().equalsIgnoreCase(loaded.kernel)));
    if (!fits) {
      throw new UserError(
          "this process has "
              + choice.library()
              + " for its BLAS"
              + (loaded == null ? "" : ", kernel " + loaded.kernel)
              + ", and cannot change to "
              + wanted.library()
              + (wanted.kernel().isEmpty() ? "" : ", kernel " + wanted.kernel())
              + "; start another one");
    }
  }

  /** What was chosen. */
  static synchronized BlasChoice choice() {
    return choice;
  }

  /**
   * The library, loaded on first use.
   *
   * @throws UserError if it cannot be used, the same every time
   */
  static synchronized NativeBlas get() {
    if (loaded == null && fault == null) {
      try {
        loaded = load();
        loaded.verify();
      } catch (UserError e) {
        fault = e.getMessage();
      } catch (IOException | RuntimeException | LinkageError e) { // a broken library is no end
        fault = words(e) + "; name another one with --blas, or install one";
      }
      if (fault != null) {
        loaded = null;
      }
    }
    if (fault != null) {
      throw new UserError(fault);
    }
    return loaded;
  }

  /** One line of what systems say in several. */
  private static String words(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    List<String> lines = message.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    return String.join(" ", lines.subList(0, Math.min(2, lines.size())));
  }

  private static NativeBlas load() throws IOException {
    KernelNames.fault(choice.kernel())
        .ifPresent(
            why -> {
              throw new UserError(why);
            });
    startJna();
    THREADS.forEach(name -> ProcessEnvironment.set(name, "1"));
    if (!choice.kernel().isEmpty()) {
      ProcessEnvironment.set("OPENBLAS_CORETYPE", choice.kernel());
    }
    String file =
        switch (choice.library()) {
          case BlasChoice.BOX -> unpacked();
          case BlasChoice.SYSTEM -> SYSTEM_LIBRARY;
          default -> choice.library();
        };
    NativeBlas blas = new NativeBlas(NativeLibrary.getInstance(file), file);
    if (!choice.kernel().isEmpty() && !choice.kernel().equalsIgnoreCase(blas.kernel)) {
      throw new UserError(
          "kernel "
              + choice.kernel()
              + " was asked for, "
              + blas.version
              + " has taken "
              + (blas.kernel.isEmpty() ? "none by that name" : blas.kernel)
              + "; choose another one with --kernel, or leave it out");
    }
    return blas;
  }

  /** Lets JNA load its own part from the cache directory, never from the temporary one. */
  private static void startJna() {
    String prefix = Platform.RESOURCE_PREFIX;
    String name =
        Platform.isMac()
            ? "libjnidispatch.jnilib"
            : Platform.isWindows() ? "jnidispatch.dll" : "libjnidispatch.so";
    Path directory = cache("jna-" + Native.VERSION + "-" + prefix);
    UnpackedFiles files = new UnpackedFiles(directory, "com/sun/jna/" + prefix + "/");
    unpack(files, List.of(name));
    System.setProperty("jna.boot.library.path", directory.toString());
    System.setProperty("jna.nounpack", "true");
    System.setProperty("jna.nosys", "true");
  }

  private static List<Path> unpack(UnpackedFiles files, List<String> names) {
    try {
      List<Path> unpacked = files.unpack(names);
      unpacked.forEach(NativeBlas::requireExecutable);
      return unpacked;
    } catch (IOException e) {
      throw new UserError(
          "its library cannot be unpacked to "
              + files.directory()
              + " ("
              + words(e)
              + "); make room or name another directory with NEUROSWEEP_CACHE",
          e);
    }
  }

  private static Path cache(String name) {
    return CacheDirectory.path(name)
        .orElseThrow(
            () ->
                new UserError(
                    "there is no directory to unpack its library to; name one that can be written"
                        + " with NEUROSWEEP_CACHE"));
  }

  /** Where a file system is mounted noexec, the loader's own words do not say so. */
  private static void requireExecutable(Path file) {
    if (!Files.isExecutable(file)) {
      throw new UserError(
          "libraries cannot be loaded from "
              + file.getParent()
              + ", which is mounted noexec; name another directory with NEUROSWEEP_CACHE");
    }
  }

  /** The library of the box, unpacked, and what it needs loaded. */
  private static String unpacked() throws IOException {
    String platform = platform();
    Properties known = new Properties();
    try (var in = NativeBlas.class.getClassLoader().getResourceAsStream(PROPERTIES)) {
      if (in != null) {
        known.load(in);
      }
    }
    String folder = "org/bytedeco/openblas/" + platform + "/";
    String version = known.getProperty("version", "unknown");
    UnpackedFiles files = new UnpackedFiles(cache("openblas-" + version + "-" + platform), folder);
    List<String> names = files.present(BOXED);
    if (!names.contains(BOXED.get(BOXED.size() - 1))) {
      throw new UserError(
          "this build has no BLAS for "
              + platform
              + " in its box; build it on such a machine or with the Maven profile all-platforms,"
              + " or name one with --blas");
    }
    List<Path> unpacked = unpack(files, names);
    if (Platform.isLinux()) { // elsewhere libraries find their neighbours
      unpacked.subList(0, unpacked.size() - 1).forEach(NativeBlas::preload);
    }
    return unpacked.get(unpacked.size() - 1).toString();
  }

  /** GCC's own library is in the process already, as a rule, and must not be there twice. */
  private static void preload(Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.startsWith("libgcc")) {
      try {
        NativeLibrary.getInstance(name);
        return;
      } catch (UnsatisfiedLinkError e) {
        // not on this system
      }
    }
    NativeLibrary.getInstance(file.toString());
  }

  private static String platform() {
    String system = Platform.isMac() ? "macosx" : Platform.isWindows() ? "windows" : "linux";
    String architecture = System.getProperty("os.arch");
    return system
        + "-"
        + switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          default -> architecture;
        };
  }

  /** Netlib's binding, which does not copy, or where it has none or cannot be unpacked JNA's. */
  private static Binding bind(NativeLibrary library, String file) {
    try {
      System.setProperty("dev.ludovic.netlib.blas.nativeLibPath", file);
      NETLIB.setLevel(Level.OFF);
      BLAS blas = NativeBLAS.getInstance();
      BlasFloat64 float64 = new DirectFloat64(blas);
      BlasFloat32 float32 = new DirectFloat32(blas);
      return new Binding("in place", () -> float64, () -> float32);
    } catch (RuntimeException | LinkageError e) {
      CopyingFloat64.bind(library);
      CopyingFloat32.bind(library);
      return new Binding("by copies", CopyingFloat64::new, CopyingFloat32::new);
    }
  }

  /** A library that loads and computes nonsense is a broken one. */
  private void verify() {
    double[] c = {1, 1, 1, 1};
    double[] a = {1, 2, 3, 4};
    float64().dgemm("N", "T", 2, 2, 2, 1, a, 0, 2, a, 0, 2, -1, c, 0, 2);
    float[] d = {1, 1, 1, 1};
    float[] b = {1, 2, 3, 4};
    float32().sgemm("N", "T", 2, 2, 2, 1, b, 0, 2, b, 0, 2, -1, d, 0, 2);
    double[] expected = {9, 13, 13, 19};
    for (int i = 0; i < expected.length; i++) {
      if (c[i] != expected[i] || d[i] != (float) expected[i]) {
        throw new UserError(version + " computes wrong products; name another one with --blas");
      }
    }
  }

  /** Routines of float64, for one thread. */
  BlasFloat64 float64() {
    return binding.float64.get();
  }

  /** Routines of float32, for one thread. */
  BlasFloat32 float32() {
    return binding.float32.get();
  }

  /** Name and version, such as {@code OpenBLAS 0.3.31}. */
  String version() {
    return version;
  }

  /** Its code for this kind of processor, such as {@code Haswell}; empty if it does not tell. */
  String kernel() {
    return kernel;
  }

  /** How many threads a call takes; 0 if the library does not tell. */
  int threads() {
    return threads;
  }

  /** All of it in one line. */
  String description() {
    return version
        + (kernel.isEmpty() ? "" : ", kernel " + kernel)
        + (threads == 0 ? "" : ", " + threads + " thread" + (threads == 1 ? "" : "s"))
        + ", "
        + place
        + ", arrays passed "
        + binding.name;
  }
}
