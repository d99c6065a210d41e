package neurosweep.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A copy of the scripts with a JDK and a Maven that are scripts themselves, so that what the
 * launcher decides is seen without a build and without a JVM.
 */
public final class Installation {
  /** Says with which options it was started; makes the class archive that it is asked for. */
  private static final String JAVA =
      """
      #!/bin/sh
      for word; do
        case $word in
          -XX:ArchiveClassesAtExit=*) echo archive >>"$CALLS"; echo "$0" >"${word#*=}"; exit ;;
        esac
      done
      echo run >>"$CALLS"
      printf '%s\\n' "$@"
      """;

  /** Leaves what a build leaves. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "build by ${0##*/} $*" >>"$CALLS"
      build=target/launcher/build
      mkdir -p "$build" && echo jar >"$build/neurosweep-0.1.0.jar"
      printf '%s' "$PWD/spark-core_2.13-4.2.0.jar:$PWD/other.jar" >"$build/spark.classpath"
      """;

  private static final List<String> SCRIPTS =
      List.of(
          "scripts/neurosweep",
          "scripts/submit",
          "scripts/local-cluster",
          "scripts/lib/launch.sh",
          "scripts/lib/processes.sh");

  private static final List<String> PROGRAMS =
      List.of(
          ("awk basename bash cat chmod cksum cp curl cut date df dirname env find flock grep head"
                  + " id ln locale mkdir mktemp mv od readlink rm rmdir sed setpriv sha256sum sh"
                  + " shasum sleep sort tar touch tr uname unzip wget")
              .split(" ", -1));

  public final Path root;
  private final Path programs;
  private final Path calls;
  private final Path home;

  /** What a script answered. */
  public record Answer(int code, String out, String err) {
    public List<String> said() {
      return err.lines().toList();
    }
  }

  /**
   * @param directory holds everything; its path may have any letters
   * @param name of the installation
   */
  public Installation(Path directory, String name) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    this.root = Files.createDirectories(directory.resolve(name));
    this.programs = directory.resolve("programs");
    this.calls = directory.resolve("calls");
    this.home = Files.createDirectories(directory.resolve("home"));
    for (String script : SCRIPTS) {
      Files.createDirectories(root.resolve(script).getParent());
      Files.copy(Path.of(script), root.resolve(script));
      Files.setPosixFilePermissions(
          root.resolve(script), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    for (String file :
        List.of("pom.xml", "src/main/resources/log4j2.properties", "spark-core_2.13-4.2.0.jar")) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), "");
    }
    Files.writeString(root.resolve("other.jar"), "");
    if (!Files.exists(programs)) {
      linkPrograms();
    }
    program("mvn", MAVEN);
    jdk("jdk", "17.0.1", true);
    clearCalls();
  }

  /** A PATH with what the scripts may count on, and neither Java nor Maven. */
  private void linkPrograms() throws IOException {
    Files.createDirectory(programs);
    for (String name : PROGRAMS) {
      for (String place : System.getenv("PATH").split(":", -1)) {
        Path program = Path.of(place, name);
        if (Files.isExecutable(program)) {
          program(name, "#!/bin/sh\nexec '" + program + "' \"$@\"\n");
          break;
        }
      }
    }
  }

  /** Puts a script into the PATH in place of the program of that name. */
  public void program(String name, String text) throws IOException {
    executable(programs.resolve(name), text);
  }

  public void removeProgram(String name) throws IOException {
    Files.deleteIfExists(programs.resolve(name));
  }

  /** Puts a script into the installation, such as {@code mvnw}. */
  public void file(String name, String text) throws IOException {
    executable(root.resolve(name), text);
  }

  public static String maven() {
    return MAVEN;
  }

  /** A directory that a JAVA_HOME can name. */
  public Path jdk(String name, String version, boolean compiler) throws IOException {
    Path jdk = root.resolveSibling(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(jdk.resolve("bin/java"), JAVA);
    if (compiler) {
      executable(jdk.resolve("bin/javac"), JAVA);
    }
    return jdk;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What was called since the last time it was asked: {@code build by ...}, archive, run. */
  public List<String> calls() throws IOException {
    List<String> made = Files.readAllLines(calls);
    clearCalls();
    return made;
  }

  private void clearCalls() throws IOException {
    Files.writeString(calls, "");
    Files.setPosixFilePermissions(calls, PosixFilePermissions.fromString("rw-rw-rw-"));
  }

  public ProcessBuilder command(Map<String, String> environment, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> variables = builder.environment();
    variables
        .keySet()
        .removeIf(name -> name.matches("(NEUROSWEEP|XDG|MAVEN|SPARK|JAVA|HADOOP|YARN).*"));
    variables.put("PATH", programs.toString());
    variables.put("HOME", home.toString());
    variables.put("JAVA_HOME", root.resolveSibling("jdk").toString());
    variables.put("CALLS", calls.toString());
    variables.putAll(new TreeMap<>(environment));
    return builder.directory(root.getParent().toFile());
  }

  /** Runs a command to its end. */
  public Answer answer(Map<String, String> environment, String... command) {
    try {
      Process process = command(environment, command).start();
      process.getOutputStream().close();
      // What is said fits into the pipes.
      int code = process.waitFor();
      return new Answer(
          code,
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code scripts/neurosweep plan}. */
  public Answer start(Map<String, String> environment) {
    return answer(environment, root.resolve("scripts/neurosweep").toString(), "plan");
  }

  public Answer start() {
    return start(Map.of());
  }

  /** The command as somebody who may read the installation and write nothing of it. */
  public Answer startAsReader(Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>();
    permit("r-xr-xr-x");
    try {
      if (Files.isWritable(root)) { // root may always
        command.addAll(List.of("setpriv", "--reuid", "65534", "--regid", "65534"));
        command.add("--clear-groups");
      }
      command.addAll(List.of(root.resolve("scripts/neurosweep").toString(), "plan"));
      return answer(environment, command.toArray(String[]::new));
    } finally {
      permit("rwxr-xr-x");
    }
  }

  private void permit(String mode) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The class archives below a cache directory. */
  public static List<Path> archives(Path cache) throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).sorted().toList();
    }
  }

  /** A directory that everybody may write, for those who have no other. */
  public Path open(String name) throws IOException {
    Path directory = Files.createDirectories(root.resolveSibling(name));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    return directory;
  }
}
