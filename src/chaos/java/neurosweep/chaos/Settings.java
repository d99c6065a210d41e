package neurosweep.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.core.Problems;
import neurosweep.core.UserError;

/**
 * The command line.
 *
 * @param kills how many must land
 * @param seed of the draws
 * @param backend of the sweeps
 * @param directory for everything that is written
 * @param kept whether it stays
 * @param fullDisk whether the disk is full before each kill of a driver
 * @param selfTest whether to test the checks instead
 */
record Settings(
    int kills,
    long seed,
    String backend,
    Path directory,
    boolean kept,
    boolean fullDisk,
    boolean selfTest) {

  /** The project. */
  static final Path ROOT = Path.of(System.getProperty("neurosweep.root"));

  /** The sweep that is disturbed. */
  static final Path JOB = ROOT.resolve("src/chaos/chaos.yaml");

  static Settings read(String[] args) {
    Problems problems = new Problems();
    int kills = 20;
    long seed = 1;
    String backend = "vector";
    Path kept = null;
    boolean fullDisk = false;
    boolean selfTest = false;
    Iterator<String> rest = List.of(args).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (option.equals("--self-test")) {
        selfTest = true;
        continue;
      }
      if (option.equals("--full-disk")) {
        fullDisk = true;
        continue;
      }
      String value = rest.hasNext() ? rest.next() : "";
      switch (option) {
        case "--kills" -> kills = (int) number("--kills", value, 1, 10_000, problems);
        case "--seed" -> seed = number("--seed", value, 0, Integer.MAX_VALUE, problems);
        case "--backend" -> backend = value;
        case "--keep" -> kept = Path.of(value).toAbsolutePath().normalize();
        default -> problems.add(option, "is unknown; see scripts/chaos --help");
      }
    }
    problems.throwIfAny();
    String name = "run-" + ProcessHandle.current().pid();
    Path directory = kept != null ? kept : ROOT.resolve("target/chaos").resolve(name);
    if (directory.toString().contains(" ")) {
      throw new UserError(directory + " has a space in it, which JVM options do not survive");
    }
    return new Settings(kills, seed, backend, directory, kept != null, fullDisk, selfTest);
  }

  private static long number(String name, String value, long least, long most, Problems problems) {
    long number = value.matches("\\d{1,12}") ? Long.parseLong(value) : -1;
    if (number < least || number > most) {
      problems.add(name, "is '" + value + "', must be from " + least + " to " + most);
    }
    return number;
  }

  /** Creates a directory, which must not hold anything. */
  static void requireEmpty(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (Stream<Path> held = Files.list(directory)) {
      if (held.findAny().isPresent()) {
        throw new UserError(directory + " is not empty; choose another with --keep");
      }
    }
  }

  /** For what the drivers say. */
  Path logs() throws IOException {
    return Files.createDirectories(directory.resolve("logs"));
  }

  /** For temporary files of every process, so that a kill leaves none elsewhere. */
  Path temporary() throws IOException {
    return Files.createDirectories(directory.resolve("tmp"));
  }
}
