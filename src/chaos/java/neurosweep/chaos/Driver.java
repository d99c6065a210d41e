package neurosweep.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One process of {@code neurosweep run}. */
final class Driver {
  private static final Pattern DONE = Pattern.compile("(?m)^([\\d,]+)/[\\d,]+ done");

  private final Process process;
  private final Path log;

  private Driver(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param environment added to this process's
   * @param log where its output goes
   */
  static Driver start(List<String> command, Map<String, String> environment, Path log, Leash leash)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(Settings.ROOT.toFile());
    builder.environment().putAll(environment);
    builder.environment().remove("SPARK_HOME");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new Driver(leash.driver(builder), log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** How it ended; waits for that. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Whether it has begun to write the final tables. */
  boolean isWriting() throws IOException {
    return output().contains("writing results");
  }

  /** The least number of cells that it has said are done, or -1. */
  int firstDone() throws IOException {
    Matcher done = DONE.matcher(output());
    return done.find() ? Integer.parseInt(done.group(1).replace(",", "")) : -1;
  }

  /** The last lines of its output. */
  String tail() throws IOException {
    List<String> lines = output().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
  }

  private String output() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }
}
