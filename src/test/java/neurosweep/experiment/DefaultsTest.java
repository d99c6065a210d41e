package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import neurosweep.core.Param;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.Test;

/**
 * Pins the default of every knob. A cell's key leaves defaults out, so a changed default gives old
 * keys a new meaning: raise the experiment's version. With {@code -Dregenerate=true} {@code
 * defaults.txt} is written anew, for knobs that are new.
 */
class DefaultsTest {

  @Test
  void everyDefaultIsTheOneThatIsWrittenDown() throws IOException {
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(Path.of("src/test/resources/defaults.txt"), current());
      return;
    }
    String written;
    try (InputStream in = DefaultsTest.class.getResourceAsStream("/defaults.txt")) {
      written = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(written, current());
  }

  private static String current() {
    StringBuilder text = new StringBuilder();
    for (Experiment experiment : SmallCells.ALL.members()) {
      text.append("# ").append(experiment.name()).append(", version ");
      text.append(experiment.version()).append('\n');
      Param.declarations(experiment.params()).values().stream()
          .flatMap(List::stream)
          .map(param -> param + " " + param.kind().name().toLowerCase(Locale.ROOT))
          .distinct()
          .sorted()
          .forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }
}
