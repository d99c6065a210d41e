package neurosweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What sees the environment (files, locale, time zone, user, PATH) is run by {@code .ci/run} once
 * more in a hostile one, and is known by its tag.
 */
class EnvironmentTagTest {
  private static final Path SOURCES = Path.of("src/test/java");

  @Test
  void everyTestWithFilesOrProcessesHasTheTag() throws IOException {
    List<Path> seeing;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      seeing =
          files
              .filter(file -> file.getFileName().toString().matches(".*(Test|IT)\\.java"))
              .filter(file -> read(file).matches("(?s).*(@Temp" + "Dir|new Process" + "Builder).*"))
              .toList();
    }
    assertTrue(seeing.size() > 50, seeing.size() + " tests with files");
    assertEquals(
        List.of(),
        seeing.stream().filter(file -> !read(file).contains("@Tag(\"environment\")\n")).toList(),
        "give these classes @Tag(\"environment\")");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
