package neurosweep.math;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * OpenBLAS's kernels for x86-64 and what a processor must have to run them. The library takes a
 * name on trust, and instructions that the processor lacks would end the whole process.
 */
final class KernelNames {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final List<String> AVX512 =
      List.of("avx512f", "avx512cd", "avx512dq", "avx512bw", "avx512vl");

  private static final Map<String, List<String>> FLAGS = new TreeMap<>();

  static {
    FLAGS.put("prescott", List.of("pni"));
    FLAGS.put("nehalem", List.of("sse4_2"));
    FLAGS.put("sandybridge", List.of("avx"));
    FLAGS.put("haswell", List.of("avx2", "fma"));
    FLAGS.put("zen", List.of("avx2", "fma"));
    FLAGS.put("skylakex", AVX512);
    FLAGS.put("cooperlake", List.of("avx512f", "avx512bw", "avx512vl", "avx512_bf16"));
  }

  private KernelNames() {}

  /** Why this processor cannot run a kernel, with the remedy; nothing if it can or is not known. */
  static Optional<String> fault(String kernel) {
    String architecture = System.getProperty("os.arch");
    boolean intel = architecture.equals("amd64") || architecture.equals("x86_64");
    return intel && !kernel.isEmpty() ? fault(kernel, flags()) : Optional.empty();
  }

  /**
   * As above.
   *
   * @param has what the processor has, in the words of {@code /proc/cpuinfo}; empty if not known
   */
  static Optional<String> fault(String kernel, Set<String> has) {
    List<String> needed = FLAGS.get(kernel.toLowerCase(Locale.ROOT));
    if (needed == null) {
      return Optional.of(
          "kernel " + kernel + " is not known; choose one of " + String.join(", ", FLAGS.keySet()));
    }
    List<String> lacking = needed.stream().filter(flag -> !has.contains(flag)).toList();
    return has.isEmpty() || lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "kernel "
                + kernel
                + " needs "
                + String.join(", ", lacking)
                + ", which this processor lacks; choose an older one with --kernel, such as haswell"
                + " or nehalem");
  }

  private static Set<String> flags() {
    try (var lines = Files.lines(PROCESSORS, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Set.copyOf(List.of(line.strip().split("\\s+"))))
          .orElse(Set.of());
    } catch (IOException | UncheckedIOException e) {
      return Set.of();
    }
  }
}
