package neurosweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import neurosweep.core.UserError;
import neurosweep.math.Backend;
import neurosweep.math.Precision;
import neurosweep.reference.Deviations;
import neurosweep.reference.ReferenceFile;
import neurosweep.store.BoundedJson;
import neurosweep.sweep.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what this machine offers and whether its numbers are right. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Says what this machine offers and whether its numbers are right.",
      "Prints Java, memory, linear-algebra backends with measured speed and the data sets that are"
          + " present; with --vectors, holds the production code against reference numbers and exits"
          + " 1 past their tolerance.",
      "Example: neurosweep doctor --vectors reference-gait.json"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final long MOST_BYTES = BoundedJson.MOST_BYTES;

  @Spec private CommandSpec command;
  @Mixin private SharedOptions shared;
  @Mixin private BlasOptions blas;

  @Option(
      names = "--vectors",
      arity = "1..*",
      paramLabel = "FILE",
      description = "reference files (JSON) to check")
  private List<Path> vectors = List.of();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "check vectors on this backend only (default: all that are available)")
  private String backend;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    boolean pass = true;
    blas.prepare();
    if (vectors.isEmpty()) {
      environment(out);
    }
    for (Path file : vectors) {
      String text = read(file);
      for (Backend each : backends()) {
        pass &= check(out, file, text, each);
      }
    }
    return pass ? 0 : 1;
  }

  private void environment(PrintWriter out) {
    out.println("neurosweep " + Version.text());
    Machine.description().forEach((name, value) -> out.printf("%-14s %s%n", name, value));
    for (Backend each : Backend.catalog().members()) {
      out.printf(
          "backend %-6s %s%n",
          each.name(),
          each.unavailable()
              .map(why -> "not available: " + why)
              .orElseGet(() -> each.detail() + speed(each)));
    }
    out.println("auto picks     " + Backend.choose("auto").name());
    InventoryText.print(out, shared.dataHome());
  }

  private static String speed(Backend backend) {
    return String.format(
        Locale.ROOT,
        ": %.1f Gflop/s float32, %.1f float64 on one core",
        Machine.flopsPerSecond(backend, Precision.FLOAT32) / 1e9,
        Machine.flopsPerSecond(backend, Precision.FLOAT64) / 1e9);
  }

  private List<Backend> backends() {
    return backend != null
        ? List.of(Backend.choose(backend))
        : Backend.catalog().members().stream()
            .filter(each -> each.unavailable().isEmpty())
            .toList();
  }

  private static String read(Path file) {
    try {
      if (Files.size(SharedOptions.existing(file)) > MOST_BYTES) {
        throw new UserError(file + " is larger than " + (MOST_BYTES >> 20) + " MiB");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UserError(file + " cannot be read as UTF-8 text", e);
    }
  }

  private static boolean check(PrintWriter out, Path file, String text, Backend backend) {
    Deviations found = ReferenceFile.check(file.toString(), text, backend);
    out.println(file + " on backend " + backend.name() + ":");
    for (Deviations.Deviation worst : found.all()) {
      out.printf(
          Locale.ROOT,
          "  %-4s %-38s worst error %.2e, allowed %.0e (%d comparisons, worst in %s)%n",
          worst.passes() ? "ok" : "FAIL",
          worst.quantity(),
          worst.error(),
          worst.tolerance(),
          worst.cases(),
          worst.worstCase());
    }
    return found.pass();
  }
}
