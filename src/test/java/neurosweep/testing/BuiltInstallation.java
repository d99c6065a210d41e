package neurosweep.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A copy of the scripts whose build is this one, so that they run the real program and build
 * nothing.
 */
public final class BuiltInstallation {
  public final Path root;
  private final Path directory;

  /** What a process answered, on both outputs. */
  public record Answer(int code, String said) {}

  /**
   * @param directory holds it, and what its commands write; open to other users
   */
  public BuiltInstallation(Path directory) throws IOException {
    this.directory = directory;
    this.root = Files.createDirectory(directory.resolve("root"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    copy(Path.of("scripts"), root.resolve("scripts"));
    copy(Path.of("src/main/resources"), root.resolve("src/main/resources"));
    Files.createFile(root.resolve("pom.xml"));
    Path home = Files.createDirectories(root.resolve("target/launcher"));
    Path jars = Files.createDirectories(home.resolve("spark-1/jars"));
    copy(
        Path.of("src/main/resources/log4j2.properties"),
        home.resolve("spark-1/conf/log4j2.properties"));
    List<String> names = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      Path jar = Path.of(entry);
      if (entry.endsWith(".jar") && !Files.exists(jars.resolve(jar.getFileName()))) {
        link(jar, jars.resolve(jar.getFileName()));
        names.add(jar.getFileName().toString());
      }
    }
    Files.write(home.resolve("spark-1/list"), names);
    jar(Path.of("target/classes"), home.resolve("neurosweep-1.jar"));
    Files.write(home.resolve("stamp"), List.of("neurosweep-1.jar", "spark-1", "now"));
  }

  /** Copies a file or a directory with all below it. */
  public static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void link(Path jar, Path to) throws IOException {
    try {
      Files.createLink(to, jar);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(jar, to);
    }
  }

  /** Puts everything below a directory into a jar. */
  public static void jar(Path classes, Path to) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(to));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
  }

  /**
   * One of the scripts.
   *
   * @param as words before it that make it run as somebody else, or none
   * @param cache where it keeps what it makes
   */
  public ProcessBuilder command(List<String> as, Path cache, String script, String... arguments) {
    List<String> command = new ArrayList<>(as);
    command.add(root.resolve("scripts").resolve(script).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(NEUROSWEEP|SPARK|XDG|HADOOP|YARN).*"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("NEUROSWEEP_CACHE", cache.toString());
    // A tiny run is over before the second compiler has paid for itself.
    builder.environment().put("NEUROSWEEP_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    return builder.directory(directory.toFile());
  }

  /** Runs a script to its end. */
  public Answer answer(String script, String... arguments)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile(directory, "said", "");
    Process process =
        command(List.of(), directory.resolve("cache"), script, arguments)
            .redirectOutput(said.toFile())
            .start();
    int code = process.waitFor();
    return new Answer(code, Files.readString(said));
  }
}
