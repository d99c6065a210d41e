package neurosweep.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Where a user's cache is: the launcher has the same rule. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the places are written as on Unix")
class CacheDirectoryTest {

  private static List<String> places(String os, Map<String, String> environment) {
    Map<String, String> properties =
        Map.of(
            "os.name", os, "user.home", "/home/of", "java.io.tmpdir", "/tmp", "user.name", "ada");
    return CacheDirectory.candidates(environment, properties::get).stream()
        .map(Path::toString)
        .toList();
  }

  @Test
  void theSystemsPlaceThenOneInTheTemporaryDirectory() {
    assertEquals(
        List.of("/h/.cache/neurosweep", "/tmp/neurosweep-ada"),
        places("Linux", Map.of("HOME", "/h")));
    assertEquals(
        List.of("/h/Library/Caches/neurosweep", "/tmp/neurosweep-ada"),
        places("Mac OS X", Map.of("HOME", "/h", "XDG_CACHE_HOME", "/x")));
    assertEquals(
        List.of("/home/of/.cache/neurosweep", "/tmp/neurosweep-ada"), places("Linux", Map.of()));
    assertEquals(
        List.of("/x/neurosweep", "/h/.cache/neurosweep", "/tmp/neurosweep-ada"),
        places("Linux", Map.of("HOME", "/h", "XDG_CACHE_HOME", "/x")));
  }

  @Test
  void theVariableComesFirstAsItIs() {
    assertEquals(
        List.of("/c", "/h/.cache/neurosweep", "/tmp/neurosweep-ada"),
        places("Linux", Map.of("NEUROSWEEP_CACHE", "/c", "HOME", "/h")));
  }

  @Test
  void relativeAndUnknownPlacesAreNone() {
    assertEquals(
        List.of("/tmp/neurosweep-ada"),
        places("Linux", Map.of("HOME", "?", "XDG_CACHE_HOME", "cache", "NEUROSWEEP_CACHE", "")));
  }
}
