package neurosweep.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.testing.IdxFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class IdxSourceTest {
  @TempDir Path directory;

  private RawData load(DataSource source) {
    return source.load(IdxFiles.home(directory), Values.NONE);
  }

  private List<String> faults() {
    return assertThrows(UserError.class, () -> load(new KmnistSource())).problems();
  }

  @Test
  void gzippedAndPlainFilesHaveOneDigest() throws IOException {
    IdxFiles.writeSet(directory.resolve("mnist"), 20, 10, true);
    IdxFiles.writeSet(directory.resolve("kmnist"), 20, 10, false);
    IdxFiles.writeSet(directory.resolve("fashion-mnist"), 30, 10, false);
    String digest = RawDigest.of(load(new MnistSource()));
    assertEquals(digest, RawDigest.of(load(new KmnistSource())));
    assertNotEquals(digest, RawDigest.of(load(new FashionMnistSource())));
  }

  @Test
  void keepsShapesAndLabels() throws IOException {
    IdxFiles.writeSet(directory.resolve("kmnist"), 20, 10, true);
    RawData raw = load(new KmnistSource());
    assertEquals("kmnist", raw.name());
    assertEquals(28, raw.rows());
    assertEquals(28, raw.columns());
    assertEquals(10, raw.classes());
    assertEquals(20 * 784, raw.train().bytes().length);
    assertEquals(10 * 784, raw.test().bytes().length);
    assertEquals(9, raw.test().labels()[9]);
  }

  @Test
  void listsEveryMissingFileWithTheRemedy() {
    List<String> faults = faults();
    assertEquals(4, faults.size());
    assertTrue(faults.get(0).contains("kmnist/train-images-idx3-ubyte.gz"), faults.get(0));
    assertTrue(faults.get(0).contains("data fetch kmnist"), faults.get(0));
    String unpublished =
        assertThrows(UserError.class, () -> load(new Mnist10kSource())).problems().get(0);
    assertTrue(!unpublished.contains("data fetch"), unpublished);
  }

  @Test
  void tellsDifferentCountsAndDamageAtOnce() throws IOException {
    Path set = directory.resolve("kmnist");
    IdxFiles.writeSet(set, 20, 10, false);
    Files.write(set.resolve("train-labels-idx1-ubyte"), IdxFiles.labels(19));
    Files.write(set.resolve("t10k-labels-idx1-ubyte"), new byte[] {1, 2});
    List<String> faults = faults();
    assertEquals(2, faults.size());
    assertTrue(faults.get(0).contains("has 20 pictures"), faults.get(0));
    assertTrue(faults.get(0).contains("19 labels"), faults.get(0));
    assertTrue(faults.get(1).contains("t10k-labels"), faults.get(1));
  }

  @Test
  void refusesPartsOfDifferentShapes() throws IOException {
    Path set = directory.resolve("kmnist");
    IdxFiles.writeSet(set, 20, 10, false);
    Files.write(set.resolve("t10k-images-idx3-ubyte"), IdxFiles.images(10, 14, 14, 3));
    assertTrue(faults().get(0).contains("28 x 28 and test pictures 14 x 14"));
  }
}
