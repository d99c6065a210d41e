package neurosweep.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class FilesTest {
  private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "newer".getBytes(StandardCharsets.UTF_8);

  @TempDir java.nio.file.Path root;
  private final Files files = new Files();

  private Path path(String name) {
    return files.resolve("DIR", root.resolve(name).toString());
  }

  private List<String> names(java.nio.file.Path directory) {
    List<String> names = new ArrayList<>(List.of(directory.toFile().list()));
    Collections.sort(names);
    return names;
  }

  private String messageOf(org.junit.jupiter.api.function.Executable action) {
    return assertThrows(UserError.class, action).getMessage();
  }

  @Test
  void aFileIsReplacedWithoutATrace() {
    files.writeAtomically(path("with space.json"), OLD);
    files.writeAtomically(path("with space.json"), NEW);
    assertArrayEquals(NEW, files.read(path("with space.json"), 100));
    assertEquals(List.of("with space.json"), names(root));
  }

  @Test
  void aFaultWhileWritingLeavesTheOldFile() {
    files.writeAtomically(path("a"), OLD);
    String message =
        messageOf(
            () ->
                files.writeAtomically(
                    path("a"),
                    out -> {
                      out.write(NEW);
                      throw new IOException("No space left on device");
                    }));
    assertTrue(message.contains("cannot write " + root.resolve("a")), message);
    assertTrue(message.contains("free some space"), message);
    assertThrows(
        IllegalStateException.class,
        () ->
            files.writeAtomically(
                path("a"),
                out -> {
                  throw new IllegalStateException("a bug");
                }));
    assertArrayEquals(OLD, files.read(path("a"), 100));
    assertEquals(List.of("a"), names(root));
  }

  @Test
  void whatAKilledProcessLeftLongAgoIsRemoved() throws IOException {
    java.nio.file.Path old = root.resolve(".results.aaaaaaaa.tmp");
    java.nio.file.Path recent = root.resolve(".results.bbbbbbbb.tmp");
    java.nio.file.Path other = root.resolve(".a-users.tmp");
    for (java.nio.file.Path litter : List.of(old, recent, other)) {
      java.nio.file.Files.createDirectory(litter);
    }
    FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    java.nio.file.Files.setLastModifiedTime(old, longAgo);
    java.nio.file.Files.setLastModifiedTime(other, longAgo);
    files.removeLitter(new Path(root.toUri()));
    assertFalse(old.toFile().exists());
    assertTrue(recent.toFile().exists());
    assertTrue(other.toFile().exists());
  }

  @Test
  void aLinkIsDeletedWithoutWhatItPointsTo() throws IOException {
    java.nio.file.Path kept = java.nio.file.Files.createDirectory(root.resolve("kept"));
    java.nio.file.Files.write(kept.resolve("a"), OLD);
    java.nio.file.Path given = java.nio.file.Files.createDirectory(root.resolve("given"));
    java.nio.file.Files.createSymbolicLink(given.resolve("link"), kept);
    files.delete(path("given"));
    assertEquals(List.of("kept"), names(root));
    assertEquals(List.of("a"), names(kept));
  }

  @Test
  void aLocalPathIsShownAsItIsTyped() {
    assertEquals(root + "/a b", path("a b").toString());
    assertEquals(root + "/a", files.resolve("DIR", "file:" + root + "/a").toString());
  }

  @Test
  void longFilesAreNotRead() {
    files.writeAtomically(path("a"), NEW);
    assertArrayEquals(NEW, files.read(path("a"), NEW.length));
    String message = messageOf(() -> files.read(path("a"), NEW.length - 1));
    assertTrue(message.contains("longer than 4 bytes"), message);
  }

  @Test
  void missingThingsAreNamed() {
    assertEquals(List.of(), files.list(path("none")));
    assertFalse(files.exists(path("none")));
    files.delete(path("none"));
    String message = messageOf(() -> files.read(path("none"), 9));
    assertTrue(message.contains("none") && message.contains("check the path"), message);
  }

  @Test
  void unknownFileSystemsAndEmptyPathsAreUserErrors() {
    assertTrue(
        messageOf(() -> files.resolve("DIR", "nosuch://host/a")).contains("nosuch://host/a"));
    assertTrue(messageOf(() -> files.resolve("DIR", " ")).contains("empty"));
    assertTrue(messageOf(() -> files.resolve("DIR", "a:b c")).contains("a:b c"));
  }

  @Test
  void writabilityIsCheckedBeforeAnythingIsCreated() throws IOException {
    files.requireWritable(path("fresh"));
    assertEquals(List.of(), names(root));
    assertTrue(messageOf(() -> files.requireWritable(path("a/b"))).contains("parent"));
    java.nio.file.Files.writeString(root.resolve("file"), "x");
    for (String place : List.of("file", "file/below")) {
      String message = messageOf(() -> files.requireWritable(path(place)));
      assertTrue(message.contains("file is not a directory"), message);
    }
  }

  @Test
  void aDirectoryBelowAFileIsRefusedWithItsRemedy() throws IOException {
    java.nio.file.Files.writeString(root.resolve("file"), "x");
    String message = messageOf(() -> files.createDirectory(path("file/below")));
    assertTrue(message.contains("choose another directory"), message);
  }

  @Test
  void aReadOnlyDirectoryIsRefused() throws IOException {
    java.nio.file.Path locked = java.nio.file.Files.createDirectory(root.resolve("locked"));
    assumeTrue(locked.toFile().setWritable(false), "permissions cannot be set here");
    assumeFalse(java.nio.file.Files.isWritable(locked), "this user may write anywhere");
    for (String place : List.of("locked", "locked/below")) {
      String message = messageOf(() -> files.requireWritable(path(place)));
      assertTrue(message.contains("permissions"), message);
    }
  }

  @Test
  void sweepDirectoriesAreCheckedWithoutCreatingAnything() {
    SweepDirectory sweep = SweepDirectory.at(files, "DIR", root.resolve("out/s").toString());
    assertEquals("s", sweep.name());
    sweep.requireWritable();
    assertTrue(messageOf(sweep::requireExists).contains("no such directory"));
    assertEquals(List.of(), names(root));
    assertTrue(
        messageOf(
                SweepDirectory.at(files, "DIR", root.resolve("a/b/c").toString())::requireWritable)
            .contains("parent"));
    files.createDirectory(sweep.root());
    assertTrue(messageOf(sweep::requireExists).contains("manifest.json"));
    files.writeAtomically(sweep.manifest(), NEW);
    sweep.requireExists();
    assertTrue(sweep.exists());
    assertFalse(sweep.isComplete());
    files.writeAtomically(sweep.success(), new byte[0]);
    assertTrue(sweep.isComplete());
  }
}
