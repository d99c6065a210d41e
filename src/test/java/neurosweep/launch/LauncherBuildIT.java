package neurosweep.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import neurosweep.testing.Installation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's real build, of sources that a build with checks refuses. */
@Tag("environment")
class LauncherBuildIT {
  /** Line breaks of its own, a raw type, and a fall-through. */
  private static final String ODD =
      """
      package neurosweep.learn;
      class Odd { java.util.List
        raw = new java.util.ArrayList();
      int f(int i) { switch (i) { case 1: i++; case 2: i++; } return i; }
      }
      """;

  @TempDir Path directory;

  /** A rule that somebody tries out was refused for a line break. */
  @Test
  void aBuildDoesNotLint() throws Exception {
    Path root = Files.createDirectory(directory.resolve("ein größeres Labor"));
    for (String part : List.of("src/main", "scripts", ".mvn", "pom.xml", "mvnw")) {
      copy(Path.of(part), root.resolve(part));
    }
    Files.writeString(root.resolve("src/main/java/neurosweep/learn/Odd.java"), ODD);
    Path cache = Files.createDirectories(directory.resolve("cache"));
    String repository = System.getProperty("localRepository");
    if (repository != null) { // for a user without a home
      Files.createDirectory(cache.resolve("maven"));
      Files.createSymbolicLink(cache.resolve("maven/repository"), Path.of(repository));
    }
    Path said = directory.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("scripts/neurosweep").toString(), "--version")
            .redirectError(said.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(NEUROSWEEP|MAVEN|SPARK).*"));
    builder.environment().put("NEUROSWEEP_CACHE", cache.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));

    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();

    String err = Files.readString(said);
    assumeFalse(err.contains("building needs to download"), err);
    assertEquals(0, code, err);
    assertEquals("neurosweep 0.1.0\n", out);
    try (Stream<Path> files = Files.list(root.resolve("target/launcher"))) {
      Path jar = files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
      try (JarFile classes = new JarFile(jar.toFile())) {
        assertNotNull(classes.getEntry("neurosweep/learn/Odd.class"));
      }
    }
    assertEquals(1, Installation.archives(cache).size(), err);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
