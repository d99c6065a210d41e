package neurosweep.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void tellsPlainFromOtherAndMissingFiles() throws IOException {
    Path kmnist = directory.resolve("kmnist");
    IdxFiles.writeSet(kmnist, 20, 10, true);
    IdxFiles.writeSet(directory.resolve("mnist"), 20, 10, false);
    Files.delete(kmnist.resolve("t10k-labels-idx1-ubyte.gz"));
    Inventory.SetState set = state("kmnist");
    assertFalse(set.complete());
    assertEquals(
        List.of(
            Inventory.State.DIFFERENT,
            Inventory.State.DIFFERENT,
            Inventory.State.DIFFERENT,
            Inventory.State.MISSING),
        set.files().stream().map(Inventory.FileState::state).toList());
    assertEquals(
        Files.size(kmnist.resolve("train-images-idx3-ubyte.gz")), set.files().get(0).bytes());
    assertTrue(state("mnist").complete());
    Inventory.FileState plain = state("mnist").files().get(1);
    assertEquals(Inventory.State.PLAIN, plain.state());
    assertEquals("train-labels-idx1-ubyte", plain.name());
    assertEquals(28, plain.bytes());
    assertEquals(64, plain.sha256().length());
  }
}
