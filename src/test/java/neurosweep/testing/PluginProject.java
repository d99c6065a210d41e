package neurosweep.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Plugins that are compiled for a test. */
public final class PluginProject {
  private PluginProject() {}

  /** Builds a copy of {@code examples/plugin} in which a text of its rule is another one. */
  public static Path damped(Path directory, String text, String other) throws IOException {
    Path project = directory.resolve("project");
    BuiltInstallation.copy(Path.of("examples/plugin"), project);
    Path rule = project.resolve("src/main/java/example/DampedBackpropagation.java");
    Files.writeString(rule, Files.readString(rule).replace(text, other));
    return build(project, directory.resolve("damped.jar"));
  }

  /** Builds a project that has {@code src/main/java} and {@code src/main/resources}. */
  public static Path build(Path project, Path jar) throws IOException {
    Path classes = project.resolve("classes");
    List<String> arguments = new ArrayList<>(List.of("--release", "17", "-proc:none", "-cp"));
    arguments.addAll(List.of(System.getProperty("java.class.path"), "-d", classes.toString()));
    try (Stream<Path> files = Files.walk(project.resolve("src/main/java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> arguments.add(file.toString()));
    }
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, code, "the compiler's exit code");
    Path resources = project.resolve("src/main/resources");
    try (Stream<Path> files = Files.walk(resources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        BuiltInstallation.copy(file, classes.resolve(resources.relativize(file).toString()));
      }
    }
    BuiltInstallation.jar(classes, jar);
    return jar;
  }
}
