package neurosweep.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Starts sweeps, each start with a log of its own. */
final class Sweeps {
  private static final String NAME = "chaos";
  private static final String OPTIONS = "NEUROSWEEP_JAVA_OPTS";

  private final Settings settings;
  private final Leash leash;
  private final List<String> overrides;
  private int starts;

  Sweeps(Settings settings, Leash leash, String... overrides) {
    this.settings = settings;
    this.leash = leash;
    this.overrides = List.of(overrides);
  }

  /** The sweep directory below an output directory. */
  static Path sweep(Path out) {
    return out.resolve(NAME);
  }

  /**
   * Starts a sweep, or continues it.
   *
   * @param cluster where {@link Mode#CLUSTER} runs; may be null for the other modes
   */
  Driver start(Mode mode, Path out, Cluster cluster) throws IOException {
    List<String> command = new ArrayList<>(mode.command(cluster == null ? "" : cluster.url()));
    command.addAll(List.of("run", Settings.JOB.toString(), "-o", out.toString()));
    command.addAll(List.of("--backend", settings.backend()));
    command.addAll(mode.options());
    command.addAll(overrides);
    Files.createDirectories(out);
    Path log = settings.logs().resolve(out.getFileName() + "-driver-" + ++starts + ".log");
    String options = mode.jvmOptions() + " -Djava.io.tmpdir=" + settings.temporary();
    if (cluster == null) {
      return Driver.start(command, Map.of(OPTIONS, options), log, leash);
    }
    Map<String, String> member =
        Map.of(
            OPTIONS,
            options + " " + cluster.mark("driver"),
            "SPARK_CONF_DIR",
            cluster.conf().toString());
    Driver driver = Driver.start(command, member, log, leash);
    cluster.adopt("driver", driver.handle().pid());
    return driver;
  }

  /** Runs it once without any kill; returns the sweep directory. */
  Path undisturbed() throws IOException, InterruptedException {
    Path out = settings.directory().resolve("undisturbed");
    long start = System.nanoTime();
    Driver driver = start(Mode.LOCAL, out, null);
    int code = driver.exitCode();
    if (code != 0) {
      throw new Failure("the undisturbed sweep ended with " + code + ":\n" + driver.tail());
    }
    System.out.printf(
        Locale.ROOT, "undisturbed sweep in %.0f s%n", (System.nanoTime() - start) * 1e-9);
    return sweep(out);
  }
}
