package neurosweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import neurosweep.core.Cell;

/** What a user at a shell does: writes a job file, gives a command, looks at files. */
public final class Shell {
  /** Eight cells of a few milliseconds. */
  public static final String TINY =
      """
      name: tiny
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, depth: 1, epochs: 2}
      grid: {learning_rate: [1.0e-4, 1.0e-3]}
      variants: [{algorithm: bp}, {algorithm: gait, lambda: 0.1}]
      seeds: 1..2
      report: {reference: bp}
      """;

  private Shell() {}

  /** What a command answered. */
  public record Answer(int code, String out, String err) {
    public Answer ends(int expected) {
      assertEquals(expected, code, () -> "exit code; out:\n" + out + "\nerr:\n" + err);
      return this;
    }

    /** Without the notice of machines that have no native BLAS. */
    public List<String> errors() {
      return err.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("the faster backend "))
          .toList();
    }
  }

  public static Answer call(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(args, new PrintWriter(out), new PrintWriter(err));
    return new Answer(code, out.toString(), err.toString());
  }

  /**
   * The program in a process of its own, with what it says on standard error to be read; without
   * the environment by which its launcher keeps it off the network.
   */
  public static Process start(String... args) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(args));
    builder.environment().remove("SPARK_LOCAL_IP");
    return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** The command line of a process of this program. */
  public static List<String> command(String... args) {
    return commandOf(System.getProperty("java.class.path"), args);
  }

  /** The same with other classes. */
  public static List<String> commandOf(String classPath, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String opened :
        List.of("java.nio", "java.util", "java.lang.invoke", "java.util.concurrent.atomic")) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    for (String property : List.of("user.language", "user.country", "java.io.tmpdir")) {
      command.add("-D" + property + "=" + System.getProperty(property));
    }
    // A tiny run is over before the second compiler has paid for itself.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx600m"));
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    command.addAll(Arrays.asList(args));
    return command;
  }

  /** Runs a command and reads what it says. */
  public static Answer answer(ProcessBuilder builder) throws IOException, InterruptedException {
    Path err = Files.createTempFile("err", "");
    try {
      Process process = builder.redirectError(err.toFile()).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(process.waitFor(), out, Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }

  /** {@code run}, on one thread without Spark, into {@code directory/out}. */
  public static Answer run(Path directory, String job, String... more) {
    return runFile(job(directory, job), directory, more);
  }

  /** The same of a job file that is there. */
  public static Answer runFile(String job, Path directory, String... more) {
    return call(
        Stream.concat(
                Stream.of(
                    "run",
                    job,
                    "-o",
                    directory.resolve("out").toString(),
                    "--master",
                    "in-process",
                    "--parallelism",
                    "1"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** Writes a job file. */
  public static String job(Path directory, String text) {
    return write(directory.resolve("job.yaml"), text);
  }

  public static String write(Path file, String text) {
    try {
      return Files.writeString(file, text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of every file and the name of every directory below a directory. */
  public static SortedMap<String, String> contents(Path directory) {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        String content = Files.isDirectory(file) ? "directory" : hash(file);
        contents.put(directory.relativize(file).toString(), content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contents;
  }

  private static String hash(Path file) throws IOException {
    return Cell.hash(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
  }

  /** Copies everything below a directory into another, which exists. */
  public static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(each -> !each.equals(from)).toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
