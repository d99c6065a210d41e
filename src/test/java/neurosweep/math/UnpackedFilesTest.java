package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class UnpackedFilesTest {
  private static final String FOLDER = "META-INF/services/";
  private static final String NAME = "neurosweep.math.Backend";
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path directory;

  private UnpackedFiles files;
  private Path file;
  private byte[] resource;

  @BeforeEach
  void unpack() throws IOException {
    files = new UnpackedFiles(directory, FOLDER);
    file = files.unpack(List.of(NAME)).get(0);
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(FOLDER + NAME)) {
      resource = in.readAllBytes();
    }
  }

  private Set<String> present() throws IOException {
    try (var all = Files.list(directory)) {
      return all.map(each -> each.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void aFileIsWhatTheProgramHas() throws IOException {
    assertArrayEquals(resource, Files.readAllBytes(file));
    assertEquals(Set.of("SHA256SUMS", NAME), present());
  }

  @Test
  void whatIsWholeIsLeftAlone() throws IOException {
    Files.setLastModifiedTime(file, LONG_AGO);

    files.unpack(List.of(NAME));

    assertEquals(LONG_AGO, Files.getLastModifiedTime(file));
  }

  @Test
  void aDamagedFileIsRepaired() throws IOException {
    byte[] damaged = resource.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);

    files.unpack(List.of(NAME));

    assertArrayEquals(resource, Files.readAllBytes(file));
    assertEquals(Set.of("SHA256SUMS", NAME), present());
  }

  @Test
  void aTornFileIsRepaired() throws IOException {
    Files.write(file, new byte[0]);

    files.unpack(List.of(NAME));

    assertArrayEquals(resource, Files.readAllBytes(file));
  }

  @Test
  void damagedDigestsAreRepaired() throws IOException {
    Files.write(directory.resolve("SHA256SUMS"), new byte[] {(byte) 0xff, 0, 10, 32, 32, 32});

    files.unpack(List.of(NAME));

    assertArrayEquals(resource, Files.readAllBytes(file));
    assertEquals(
        UnpackedFiles.digest(file) + "  " + NAME + "\n",
        Files.readString(directory.resolve("SHA256SUMS")));
  }

  @Test
  void whatTheProgramLacksIsNamed() {
    IOException fault =
        assertThrows(FileNotFoundException.class, () -> files.unpack(List.of("none")));
    assertEquals("the program has no META-INF/services/none", fault.getMessage());
  }
}
