package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import neurosweep.journal.History;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.store.lease.Lease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a driver says that it is at, as onlookers read it. */
@Tag("environment")
class ActivityTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

  @TempDir Path directory;
  private SweepDirectory sweep;

  @BeforeEach
  void begin() {
    sweep = SweepDirectory.at(new Files(), "DIR", directory.resolve("s").toString());
  }

  private Optional<Activity> told(String text) {
    try (Lease lease = Lease.acquire(sweep, notice -> {})) {
      lease.tell(text.getBytes(StandardCharsets.UTF_8));
      return Activity.of(sweep, History.NONE);
    }
  }

  @Test
  void itComesBackAsItWasSaidAndGoesWithTheLease() throws IOException {
    Activity said =
        new Activity(
            "2026-01-01T00:00:00Z",
            30,
            1,
            List.of(
                new Activity.Running("id", "depth=2", "2026-01-01T00:00:50Z", "", 0, "id", "")));

    Activity seen = told(new String(said.json(), StandardCharsets.UTF_8)).orElseThrow();

    assertEquals(said, seen);
    assertEquals(0.5, seen.rate(NOW));
    assertEquals(10, seen.cells().get(0).seconds(NOW));
    assertEquals(Optional.empty(), Activity.of(sweep, History.NONE));
    assertTrue(!java.nio.file.Files.exists(directory.resolve("s")));
  }

  /** Clocks that were set back, and moments that no clock has shown. */
  @ParameterizedTest
  @ValueSource(strings = {"2026-01-02T00:00:00Z", "-999999999-01-01T00:00:00Z"})
  void anyMomentGivesANumber(String begun) {
    Activity seen =
        told("{\"begun\":\"" + begun + "\",\"ended\":1,\"running\":0,\"cells\":[]}").orElseThrow();
    double rate = seen.rate(NOW);
    assertTrue(rate >= 0 && rate < 1, Double.toString(rate));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"begun\":\"yesterday\",\"ended\":1,\"running\":0,\"cells\":[]}",
        "{\"begun\":\"2026-01-01T00:00:00Z\",\"ended\":-1,\"running\":0,\"cells\":[]}",
        "{\"begun\":\"2026-01-01T00:00:00Z\",\"ended\":1,\"running\":0,\"cells\":[null]}",
        "{\"begun\":\"2026-01-01T00:00:00Z\",\"ended\":1,\"running\":0,\"cells\":[{}]}",
        "{\"begun\":\"2026-01-01T00:00:00Z\",\"ended\":1,\"running\":0}"
      })
  void whatIsDamagedIsNothing(String text) {
    assertEquals(Optional.empty(), told(text));
  }
}
