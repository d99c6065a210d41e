package neurosweep.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.testing.IdxFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Matrices from files: exact numbers, digests, and faults that name their place. */
@Tag("environment")
class MatrixSourceTest {
  private static final Values FILES =
      Values.of(Map.of("dictionary_file", "a.csv", "patches_file", "x.csv"));

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(directory.resolve("a.csv"), "0.1,-2e-3\n\n3,4\r\n5,6\n");
    Files.writeString(directory.resolve("x.csv"), "1\n2\n3\n");
  }

  private RawData load(Values values) {
    DataHome home = new DataHome(new org.apache.hadoop.fs.Path(directory.toUri()), IdxFiles.FILES);
    return DataSource.named("dictionary-files").load(home, values);
  }

  @Test
  void numbersAreReadAsTheyAre() {
    RawData raw = load(FILES);
    Matrix a = raw.matrices().get("dictionary_file");
    assertEquals(3, a.rows());
    assertEquals(2, a.columns());
    assertArrayEquals(new double[] {0.1, -2e-3, 3, 4, 5, 6}, a.values());
    assertArrayEquals(new double[] {-2e-3, 4, 6}, a.column(1));
    Dataset data = Preparation.prepare(raw, Values.NONE);
    assertEquals(0, data.train().size());
    assertEquals(raw.matrices(), data.matrices());
  }

  @Test
  void everyDigitIsInTheDigest() throws IOException {
    String before = RawDigest.of(load(FILES));
    assertEquals(before, RawDigest.of(load(FILES)));
    Files.writeString(directory.resolve("x.csv"), "1\n2\n3.0000000000000004\n");
    assertNotEquals(before, RawDigest.of(load(FILES)));
  }

  @Test
  void faultsNameFilePlaceAndRemedy() throws IOException {
    Files.writeString(directory.resolve("a.csv"), "1,2\n3,x\n");
    Files.writeString(directory.resolve("x.csv"), "1,2\n3\n");
    UserError error = assertThrows(UserError.class, () -> load(FILES));
    assertEquals(2, error.problems().size());
    assertTrue(error.getMessage().contains("a.csv, line 2: number 2 is \"x\", must be a finite"));
    assertTrue(error.getMessage().contains("x.csv, line 2: has 1 numbers, must have 2"));
    Values outside = Values.of(Map.of("dictionary_file", "../a.csv", "patches_file", "none.csv"));
    error = assertThrows(UserError.class, () -> load(outside));
    assertTrue(error.getMessage().contains("must be relative to the data directory"));
    assertTrue(error.getMessage().contains("none.csv does not exist"));
  }
}
