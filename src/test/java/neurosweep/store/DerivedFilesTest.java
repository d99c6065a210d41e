package neurosweep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import neurosweep.core.UserError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what was written, and is as it was written, is replaced or deleted. */
@Tag("environment")
class DerivedFilesTest {
  @TempDir Path root;
  @TempDir Path elsewhere;

  private final neurosweep.store.Files files = new neurosweep.store.Files();

  private DerivedFiles batch() {
    return new DerivedFiles(files, new org.apache.hadoop.fs.Path(root.toUri()));
  }

  private List<String> write(Map<String, String> tables) {
    try (DerivedFiles batch = batch()) {
      new TreeMap<>(tables)
          .forEach((name, text) -> batch.put("t", name, text.getBytes(StandardCharsets.UTF_8)));
      return batch.commit(Set.of("t"));
    }
  }

  private String text(String name) throws IOException {
    return Files.readString(root.resolve(name));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> found = Files.list(root.resolve("t"))) {
      return found.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void oursAreReplacedAndDeletedOnceTheyAreNotWrittenAnyMore() throws IOException {
    assertEquals(List.of(), write(Map.of("a", "1", "b", "2")));
    assertEquals(List.of(), write(Map.of("a", "3")));

    assertEquals(List.of("a"), names());
    assertEquals("3", text("t/a"));
    assertEquals(Set.of("t/a"), batch().listed());
  }

  @Test
  void aUsersFileStays() throws IOException {
    write(Map.of("a", "1", "b", "2"));
    Files.writeString(root.resolve("t/mine"), "mine");
    Files.writeString(root.resolve("t/b"), "2, and a word of mine");

    assertEquals(List.of("t/b"), write(Map.of("a", "3", "b", "4")));
    assertEquals("2, and a word of mine", text("t/b"));
    assertEquals(List.of(), write(Map.of("a", "3")));
    assertEquals(List.of("a", "b", "mine"), names());
  }

  @Test
  void whatMustBeWrittenTakesItsPlaceAndMovesTheOtherAside() throws IOException {
    write(Map.of("a", "1"));
    for (int i = 1; i <= 2; i++) {
      Files.writeString(root.resolve("t/a"), "mine " + i);
      try (DerivedFiles batch = batch()) {
        batch.put("t", "a", new byte[] {'2'});
        assertEquals(
            List.of("t/a was not as neurosweep wrote it and is now a.aside-" + i),
            batch.commitAll(Set.of("t")));
      }
      assertEquals("2", text("t/a"));
      assertEquals("mine " + i, text("t/a.aside-" + i));
    }
  }

  /** Killed between the list and the renames: the old file is still ours. */
  @Test
  void aBatchThatDiedIsWrittenAgain() throws IOException {
    write(Map.of("a", "1"));
    String before = text(DerivedFiles.LIST);
    write(Map.of("a", "2"));
    String after = text(DerivedFiles.LIST);
    String digestBefore = before.replaceAll("(?s).*\"([0-9a-f]{64})\".*", "$1");
    String digestAfter = after.replaceAll("(?s).*\"([0-9a-f]{64})\".*", "$1");
    String both = "\"" + digestBefore + "\", \"" + digestAfter + "\"";
    Files.writeString(
        root.resolve(DerivedFiles.LIST), after.replace("\"" + digestAfter + "\"", both));
    Files.writeString(root.resolve("t/a"), "1");

    assertEquals(List.of(), write(Map.of("a", "3")));
    assertEquals("3", text("t/a"));
  }

  @Test
  void aSweepWithoutAListIsOneOfAnOlderVersion() throws IOException {
    Files.createDirectory(root.resolve("t"));
    Files.writeString(root.resolve("t/a"), "old");
    Files.writeString(root.resolve("t/mine"), "mine");

    try (DerivedFiles first = batch()) {
      first.put("results", "r", new byte[0]);
      first.commit(Set.of("results"));
    }
    assertEquals(List.of(), write(Map.of("a", "1")));
    assertEquals(List.of("a", "mine"), names());
  }

  /** A list that came by mail could name anything. */
  @Test
  void aListLeadsNowhereElse() throws IOException {
    Path victim = elsewhere.resolve("victim");
    Files.writeString(victim, "1");
    write(Map.of("a", "1"));
    String list = text(DerivedFiles.LIST);
    for (String path :
        List.of(victim.toString(), "../" + elsewhere.getFileName() + "/victim", "t/../../x")) {
      Files.writeString(root.resolve(DerivedFiles.LIST), list.replace("t/a", path));
      write(Map.of("b", "1"));
      batch().deleteAll();
      assertEquals("1", Files.readString(victim), path);
    }
  }

  @Test
  void noLinkIsFollowed() throws IOException {
    write(Map.of("a", "1", "b", "1"));
    Path victim = elsewhere.resolve("a");
    Files.writeString(victim, "1");
    Files.delete(root.resolve("t/a"));
    Files.createSymbolicLink(root.resolve("t/a"), victim);

    assertEquals(List.of("t/a"), write(Map.of("a", "2", "b", "2")));
    assertEquals("1", Files.readString(victim));

    Files.move(root.resolve("t"), elsewhere.resolve("t"));
    Files.createSymbolicLink(root.resolve("t"), elsewhere.resolve("t"));
    UserError refused = assertThrows(UserError.class, () -> write(Map.of("b", "3")));
    assertTrue(refused.getMessage().contains("is a link"), refused.getMessage());
    assertThrows(UserError.class, () -> batch().deleteAll());
    assertEquals("2", Files.readString(elsewhere.resolve("t/b")));
  }

  @Test
  void namesAreOneComponent() {
    for (String name : List.of("../x", "/x", "a/b", "..", ".x", "", "a\nb", "c:d", "a\\b")) {
      assertThrows(UserError.class, () -> batch().put("t", name, new byte[0]), name);
    }
    assertFalse(Files.exists(root.resolve("t")));
  }
}
