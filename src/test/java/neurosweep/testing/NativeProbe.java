package neurosweep.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.UserError;
import neurosweep.math.Backend;
import neurosweep.math.BackendPin;
import neurosweep.math.BlasChoice;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** A process of its own that loads the native backend and computes, since a JVM loads it once. */
public final class NativeProbe {
  private NativeProbe() {}

  /**
   * What came of it.
   *
   * @param fault why it is not available, or empty
   * @param threads that a call takes
   * @param bits of products, Gram matrices and solutions in both precisions
   */
  public record Answer(
      String fault, String library, String kernel, int threads, String detail, String bits) {}

  /** A process that runs; {@link #answer} waits for it. */
  public static Process start(
      BlasChoice choice, Map<String, String> environment, List<String> options, Path said)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(NativeProbe.class.getName(), choice.library(), choice.kernel()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().values().removeIf(String::isEmpty);
    return builder
        .redirectOutput(said.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static Answer answer(Process process, Path said) throws IOException, InterruptedException {
    int code = process.waitFor();
    List<String> lines = java.nio.file.Files.readAllLines(said, StandardCharsets.UTF_8);
    if (code != 0 || lines.size() != 6) {
      throw new AssertionError("exit code " + code + ": " + lines);
    }
    return new Answer(
        lines.get(0),
        lines.get(1),
        lines.get(2),
        Integer.parseInt(lines.get(3)),
        lines.get(4),
        lines.get(5));
  }

  /** Prints the parts of an answer, one a line. */
  public static void main(String[] args) throws IOException {
    List<String> lines = new ArrayList<>();
    try {
      Backend backend = BackendPin.of("auto", new BlasChoice(args[0], args[1])).choose();
      Optional<String> fault = Backend.catalog().get("native").unavailable();
      lines.add(fault.orElse(""));
      lines.add(backend.library());
      lines.add(backend.kernel());
      lines.add(Integer.toString(backend.threads()));
      lines.add(backend.detail());
      lines.add(
          bits(backend.kernels(Precision.FLOAT32)) + bits(backend.kernels(Precision.FLOAT64)));
    } catch (UserError e) {
      lines.addAll(List.of(e.getMessage(), "", "", "0", "", ""));
    }
    System.out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  private static <M extends ReshapeMatrix> String bits(Kernels<M> kernels) {
    int n = 70;
    int batch = 13;
    Rng rng = new Streams(0, 1).stream("probe", 0);
    M w = random(kernels, rng, n, n);
    M x = random(kernels, rng, batch, n);
    M y = kernels.matrix(batch, n);
    kernels.multiply(false, true, 1, x, w, 0, y);
    M gram = kernels.matrix(n, n);
    kernels.gram(false, w, gram);
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        kernels.set(gram, i, j, 0);
      }
    }
    M gradient = random(kernels, rng, n, n);
    M columns = kernels.matrix(n, n);
    kernels.gram(true, w, columns);
    kernels.addOrthogonalityGradient(true, 0.1, w, columns, gradient);
    long hash = 1;
    for (M each : List.of(y, gram, gradient)) {
      for (int i = 0; i < each.getNumRows(); i++) {
        for (int j = 0; j < each.getNumCols(); j++) {
          hash = 31 * hash + Double.doubleToLongBits(kernels.get(each, i, j));
        }
      }
    }
    return Long.toHexString(hash);
  }

  private static <M extends ReshapeMatrix> M random(
      Kernels<M> kernels, Rng rng, int rows, int columns) {
    M matrix = kernels.matrix(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        kernels.set(matrix, i, j, rng.nextDouble() - 0.5);
      }
    }
    return matrix;
  }
}
