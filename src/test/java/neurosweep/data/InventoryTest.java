package neurosweep.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.core.Sha256;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.testing.IdxFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class InventoryTest {
  @TempDir Path directory;

  private Inventory.SetState state(String name) {
    return Inventory.of(IdxFiles.home(directory)).sets().stream()
        .filter(state -> state.set().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everythingIsMissingFromAnEmptyDirectory() {
    Inventory inventory = Inventory.of(IdxFiles.home(directory.resolve("nowhere")));
    assertEquals(PublicSet.ALL.size(), inventory.sets().size());
    for (Inventory.SetState set : inventory.sets()) {
      assertFalse(set.complete());
      assertEquals(4, set.files().size());
      assertTrue(set.files().stream().allMatch(f -> f.state() == Inventory.State.MISSING));
    }
  }

  private static final byte[] IMAGES = IdxFiles.images(20, 28, 28, 1);

  /** A set of four files that all hold the same pictures. */
  private static PublicSet known() {
    String decoded = Sha256.hex(IMAGES);
    List<PublicSet.PublicFile> files =
        Stream.of("gzipped", "plain", "more", "cut")
            .map(
                name ->
                    new PublicSet.PublicFile(
                        name + ".gz", "none", decoded, new PublicSet.Content(true, 20)))
            .toList();
    return new PublicSet("known", "none", List.of(), files);
  }

  @Test
  void verifiesWhatFilesHoldHoweverCompressed() throws IOException {
    Path set = Files.createDirectories(directory.resolve("known"));
    byte[] gzipped = IdxFiles.gzip(IMAGES);
    Files.write(set.resolve("gzipped.gz"), gzipped);
    Files.write(set.resolve("plain"), IMAGES);
    Files.write(set.resolve("more.gz"), IdxFiles.gzip(Arrays.copyOf(IMAGES, IMAGES.length + 1)));
    Files.write(set.resolve("cut.gz"), Arrays.copyOf(gzipped, gzipped.length / 2));
    Inventory inventory = Inventory.of(IdxFiles.home(directory), List.of(known()));
    assertEquals(
        List.of(
            Inventory.State.VERIFIED,
            Inventory.State.VERIFIED,
            Inventory.State.DIFFERENT,
            Inventory.State.DIFFERENT),
        inventory.sets().get(0).files().stream().map(Inventory.FileState::state).toList());
  }

  @Test
  void looksWhereADistributionInstallsSetsAndNeverMixesDirectories() throws IOException {
    Path installed = directory.resolve("installed");
    IdxFiles.writeSet(installed.resolve("mnist"), 20, 10, true);
    IdxFiles.writeSet(installed.resolve("kmnist"), 20, 10, true);
    Path own = directory.resolve("own");
    IdxFiles.writeSet(own.resolve("kmnist"), 30, 10, false);
    Files.delete(own.resolve("kmnist/t10k-labels-idx1-ubyte"));
    DataHome home =
        new DataHome(IdxFiles.hadoop(own), List.of(IdxFiles.hadoop(installed)), IdxFiles.FILES);
    assertEquals(20, new MnistSource().load(home, Values.NONE).train().labels().length);
    UserError error =
        assertThrows(UserError.class, () -> new KmnistSource().load(home, Values.NONE));
    assertTrue(error.getMessage().contains("own/kmnist/t10k-labels-idx1-ubyte"), error.toString());
    List<Boolean> complete =
        Inventory.of(home).sets().stream().map(Inventory.SetState::complete).toList();
    assertEquals(List.of(true, false, false, false), complete);
  }

  @Test
  void tellsUnverifiedFromOtherAndMissingFiles() throws IOException {
    Path kmnist = directory.resolve("kmnist");
    IdxFiles.writeSet(kmnist, 20, 10, true);
    IdxFiles.writeSet(directory.resolve("mnist"), 20, 10, false);
    Files.delete(kmnist.resolve("t10k-labels-idx1-ubyte.gz"));
    Inventory.SetState set = state("kmnist");
    assertFalse(set.complete());
    assertEquals(
        List.of(
            Inventory.State.UNVERIFIED,
            Inventory.State.UNVERIFIED,
            Inventory.State.UNVERIFIED,
            Inventory.State.MISSING),
        set.files().stream().map(Inventory.FileState::state).toList());
    assertEquals(
        Files.size(kmnist.resolve("train-images-idx3-ubyte.gz")), set.files().get(0).bytes());
    assertTrue(state("mnist").complete());
    Inventory.FileState plain = state("mnist").files().get(1);
    assertEquals(Inventory.State.DIFFERENT, plain.state());
    assertEquals("train-labels-idx1-ubyte", plain.name());
    assertEquals(28, plain.bytes());
    assertEquals(64, plain.sha256().length());
  }
}
