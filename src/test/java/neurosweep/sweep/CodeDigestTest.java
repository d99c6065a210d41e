package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class CodeDigestTest {

  @TempDir Path directory;

  private Path jar(String name, long time, List<String> entries) throws IOException {
    Path jar = directory.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (String entry : entries) {
        ZipEntry header = new ZipEntry(entry.substring(0, entry.indexOf('=')));
        header.setTime(time);
        zip.putNextEntry(header);
        zip.write(entry.substring(entry.indexOf('=') + 1).getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  @Test
  void aBuildOfTheSameClassesIsTheSameProgram() throws IOException {
    String first =
        CodeDigest.of(jar("a.jar", 1, List.of("p/A.class=a", "p/B.class=b")), name -> true);
    Path again = jar("b.jar", 99_999_999L, List.of("p/B.class=b", "p/A.class=a", "x.txt=t"));
    assertEquals(first, CodeDigest.of(again, name -> true));
    Path classes = Files.createDirectories(directory.resolve("classes/p"));
    Files.writeString(classes.resolve("A.class"), "a");
    Files.writeString(classes.resolve("B.class"), "b");
    Files.writeString(classes.resolve("notes"), "not code");
    assertEquals(first, CodeDigest.of(classes.getParent(), name -> true));
    for (List<String> other :
        List.of(
            List.of("p/A.class=a"),
            List.of("p/A.class=a", "p/B.class=c"),
            List.of("p/A.class=a", "p/C.class=b"),
            List.of("p/A.class=ab", "p/B.class="),
            List.of("p/A.class=b", "p/B.class=a"))) {
      assertNotEquals(first, CodeDigest.of(jar("c.jar", 1, other), name -> true), other.toString());
    }
  }

  @Test
  void onlyClassesThatComputeAreInTheDigestOfThose() throws IOException {
    Predicate<String> learn = name -> name.startsWith("neurosweep/learn/");
    List<String> before = List.of("neurosweep/learn/A.class=a", "neurosweep/cli/B.class=b");
    List<String> shown = List.of("neurosweep/learn/A.class=a", "neurosweep/cli/B.class=c");
    List<String> computed = List.of("neurosweep/learn/A.class=b", "neurosweep/cli/B.class=b");
    String first = CodeDigest.of(jar("a.jar", 1, before), learn);
    assertEquals(first, CodeDigest.of(jar("b.jar", 1, shown), learn));
    assertNotEquals(first, CodeDigest.of(jar("c.jar", 1, computed), learn));
    assertNotEquals(CodeDigest.program(), CodeDigest.computing());
  }

  /** A package that experiments use and the digest leaves out could change numbers unseen. */
  @Test
  void allThatExperimentsUseComputes() {
    String base = "neurosweep.";
    JavaClasses classes = new ClassFileImporter().importPath(Path.of("target/classes"));
    Set<String> used = new TreeSet<>(Set.of("experiment"));
    int before;
    do {
      before = used.size();
      for (JavaClass type : classes) {
        if (used.contains(room(type.getName(), base))) {
          type.getDirectDependenciesFromSelf()
              .forEach(to -> used.add(room(to.getTargetClass().getName(), base)));
        }
      }
      used.remove("");
    } while (used.size() > before);
    used.remove("store"); // brings bytes from files to readers that check them
    assertEquals(List.copyOf(used), CodeDigest.COMPUTING);
  }

  private static String room(String name, String base) {
    if (!name.startsWith(base)) {
      return "";
    }
    String below = name.substring(base.length());
    return below.substring(0, Math.max(0, below.indexOf('.')));
  }

  @Test
  void theProgramHasOne() throws IOException {
    assertTrue(CodeDigest.program().matches("[0-9a-f]{64}"), CodeDigest.program());
    assertEquals(CodeDigest.program(), CodeDigest.of(Path.of("target/classes"), name -> true));
  }
}
