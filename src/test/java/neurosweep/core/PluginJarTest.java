package neurosweep.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import neurosweep.testing.PluginProject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a plugin is said under its name, before anything else happens. */
@Tag("environment")
class PluginJarTest {

  private static final String FAMILY = "neurosweep.core.Member";

  @TempDir Path directory;

  private static final String MEMBER =
      """
      package own;
      public final class Mine implements neurosweep.core.Member {
        public Mine() {}
        @Override public String name() { return "mine"; }
        @Override public String doc() { return "a member"; }
      }
      """;

  /** A jar with one class that is registered in some family. */
  private Path jar(String source, String family, String registered) throws IOException {
    Path project = Files.createDirectory(directory.resolve("project"));
    write(project.resolve("src/main/java/own/Mine.java"), source);
    write(project.resolve("src/main/resources/META-INF/services/" + family), registered);
    return PluginProject.build(project, directory.resolve("mine.jar"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> faults(Path jar) throws IOException {
    Problems problems = new Problems();
    PluginJar read = PluginJar.read(jar, problems);
    URL[] place = {jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(place, PluginJar.class.getClassLoader())) {
      if (problems.lines().isEmpty()) {
        read.checkClasses(loader, problems);
      }
      if (problems.lines().isEmpty()) {
        read.makeMembers(loader, problems);
      }
    }
    return problems.lines();
  }

  @Test
  void aPluginIsItsFileWithWhatItBrings() throws IOException {
    Path jar = PluginProject.damped(directory, "nothing", "nothing");

    assertEquals(List.of(), faults(jar));
    Plugin plugin = PluginJar.read(jar, new Problems()).plugin();
    assertEquals("damped.jar", plugin.name());
    assertEquals(List.of("neurosweep.learn.LearningRule"), plugin.families());
    assertEquals(Sha256.hex(Files.readAllBytes(jar)), plugin.digest());
    assertTrue(plugin.computes());
    assertFalse(new Plugin("p", "", List.of("neurosweep.report.table.ReportTable")).computes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "public final class|final class|own.Mine is not public",
        "public Mine() {}|private Mine() {}|own.Mine has no public constructor without arguments",
        "public Mine() {}|public Mine(int n) {}|own.Mine has no public constructor without",
        "public Mine() {}|public Mine() { throw new IllegalStateException(\"no\"); }|own.Mine cannot"
            + " be made: java.lang.IllegalStateException: no; build it against",
        "static int|static int|own.Mine does not implement neurosweep.learn.Loss",
        "\"mine\"|\"My Rule\"|own.Mine has the name My Rule, must be lower-case letters",
        "\"mine\"|null|own.Mine has the name null, must be",
        "\"a member\"|\" \"|own.Mine has no doc()",
      })
  void whatIsWrongWithAMemberIsSaid(String text, String other, String message) throws IOException {
    boolean form = message.contains("Loss");
    String source = MEMBER.replace(text, other);
    Problems problems = new Problems();
    Path jar = jar(source, form ? "neurosweep.learn.Loss" : FAMILY, "own.Mine # comment\n\n");
    PluginJar read = PluginJar.read(jar, form ? problems : new Problems());
    URL[] place = {jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(place, PluginJar.class.getClassLoader())) {
      read.checkClasses(loader, problems);
      if (problems.lines().isEmpty()) {
        read.makeMembers(loader, problems);
      }
    }

    assertEquals(1, problems.lines().size(), problems.lines().toString());
    assertTrue(
        problems.lines().get(0).startsWith("--plugin mine.jar: " + message),
        problems.lines().toString());
  }

  @Test
  void whatIsNoPluginIsSaid() throws IOException {
    Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
    Path nowhere = directory.resolve("nowhere.jar");

    assertTrue(
        faults(text)
            .get(0)
            .matches(
                Pattern.quote("--plugin " + text + ": cannot be read as a jar: ")
                    + ".*; build it anew"));
    assertEquals(
        List.of("--plugin " + nowhere + ": is not a file; build the jar or correct the path"),
        faults(nowhere));
    assertTrue(
        faults(jar(MEMBER, "java.lang.Runnable", "own.Mine"))
            .get(0)
            .contains(": registers nothing: it has no file META-INF/services/neurosweep."));
  }

  @Test
  void familiesAndClassesThatDoNotExistAreSaid() throws IOException {
    assertTrue(
        faults(jar(MEMBER, "neurosweep.learn.LaerningRule", "own.Mine"))
            .get(0)
            .endsWith(": registers members of neurosweep.learn.LaerningRule, which is no family"));
  }

  @Test
  void aClassThatIsNotThereIsSaid() throws IOException {
    assertEquals(
        List.of("--plugin mine.jar: own.Other is registered, and the jar does not hold it"),
        faults(jar(MEMBER, "neurosweep.learn.Loss", "own.Other")));
  }
}
