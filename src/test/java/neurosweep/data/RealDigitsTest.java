package neurosweep.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import neurosweep.core.Values;
import neurosweep.testing.IdxFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the real digits where the system property neurosweep.data or ../shared/data has them. */
@Tag("environment")
class RealDigitsTest {
  private final Path directory =
      Path.of(System.getProperty("neurosweep.data", "../shared/data")).toAbsolutePath().normalize();

  @BeforeEach
  void skipWithoutFiles() {
    assumeTrue(
        Files.isDirectory(directory.resolve("mnist10k")), "no real digits under " + directory);
  }

  private static Inventory.SetState state(Path directory) {
    return Inventory.of(IdxFiles.home(directory), List.of(PublicSet.named("mnist10k")))
        .sets()
        .get(0);
  }

  private static void assertVerified(Path directory) {
    Inventory.SetState state = state(directory);
    assertTrue(
        state.files().stream().allMatch(f -> f.state() == Inventory.State.VERIFIED),
        state.toString());
  }

  @Test
  void theFilesAreTheKnownOnes() {
    assertVerified(directory);
  }

  @Test
  void soAreTheyPlainAndCompressedAnew(@TempDir Path copies) throws IOException {
    for (PublicSet.PublicFile file : PublicSet.named("mnist10k").files()) {
      byte[] content;
      try (InputStream in =
          new GZIPInputStream(
              Files.newInputStream(directory.resolve("mnist10k").resolve(file.name())))) {
        content = in.readAllBytes();
      }
      Path plain = Files.createDirectories(copies.resolve("plain/mnist10k"));
      Files.write(plain.resolve(file.plainName()), content);
      Path anew = Files.createDirectories(copies.resolve("anew/mnist10k"));
      Files.write(anew.resolve(file.name()), IdxFiles.gzip(content));
    }
    assertVerified(copies.resolve("plain"));
    assertVerified(copies.resolve("anew"));
  }

  @Test
  void readsAndPreparesThem() {
    RawData raw = new Mnist10kSource().load(IdxFiles.home(directory), Values.NONE);
    assertEquals(8000, raw.train().labels().length);
    assertEquals(2000, raw.test().labels().length);
    assertEquals(
        "8bf9f4cb3a8eb1dd61313c5dbd35f098d1737c42180bba540729c3e607d3d76a", RawDigest.of(raw));
    Dataset data =
        Preparation.prepare(raw, Values.of(Map.of("validation", 0.1, "subset", 1000L, "pool", 2L)));
    assertEquals(1000, data.train().size());
    assertEquals(800, data.validation().size());
    assertEquals(196, data.features());
  }
}
