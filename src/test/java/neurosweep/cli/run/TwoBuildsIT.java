package neurosweep.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is compiled with one changed line between two runs of a sweep. */
@Tag("environment")
class TwoBuildsIT {
  private static final Path SOURCE = Path.of("src/main/java/neurosweep/learn/PaperAdam.java");
  private static final Path CLASSES = Path.of("target/classes");
  private static final String JOB =
      """
      name: s
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, depth: 1, algorithm: bp}
      grid: {learning_rate: [1.0e-3, 1.0e-2]}
      seeds: 1..2
      select: {stable: ignored}
      """;

  @TempDir Path directory;
  private Path changed;
  private Path sweep;

  @BeforeEach
  void compile() throws IOException {
    sweep = directory.resolve("out/s");
    Shell.job(directory, JOB);
    Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
    changed = Files.createDirectory(directory.resolve("classes"));
    Shell.copy(CLASSES, changed);
    String source = Files.readString(SOURCE);
    String other = source.replace("values, false)", "values, true)");
    assertNotEquals(source, other, "the bias correction is where it was");
    Path file = Files.writeString(directory.resolve("PaperAdam.java"), other);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertNotNull(compiler, "tests run on a JDK");
    String[] options = {"-proc:none", "-cp", classPath(changed), "-d", changed.toString()};
    String[] words = Arrays.copyOf(options, options.length + 1);
    words[options.length] = file.toString();
    assertEquals(0, compiler.run(null, null, null, words));
  }

  /** That of the tests with other classes of the program. */
  private static String classPath(Path classes) {
    String separator = File.pathSeparator;
    String own = CLASSES.toAbsolutePath().toString();
    List<String> entries =
        List.of(System.getProperty("java.class.path").split(separator, -1)).stream()
            .map(entry -> Path.of(entry).toAbsolutePath().toString().equals(own) ? "" : entry)
            .filter(entry -> !entry.isEmpty())
            .toList();
    return classes + separator + String.join(separator, entries);
  }

  private Shell.Answer call(Path classes, String... args) throws Exception {
    return Shell.answer(new ProcessBuilder(Shell.commandOf(classPath(classes), args)));
  }

  private Shell.Answer run(Path classes, String... more) throws Exception {
    String[] run = {
      "run", directory + "/job.yaml", "-o", directory + "/out", "--master", "in-process"
    };
    String[] args = Arrays.copyOf(run, run.length + more.length);
    System.arraycopy(more, 0, args, run.length, more.length);
    return call(classes, args);
  }

  private String table(String name) throws IOException {
    return Files.readString(sweep.resolve("tables").resolve(name));
  }

  /** Used to end with exit code 0 and no word, with the numbers of two programs in one mean. */
  @Test
  void aSweepThatAnotherBuildBeganIsRefusedOrMixedInWords() throws Exception {
    run(CLASSES).ends(0);
    SortedMap<String, CellResult> first = MeasuredBits.results(sweep);
    String code = first.values().iterator().next().origin().computing().substring(0, 16);
    SortedMap<String, String> before = Shell.contents(sweep);

    Shell.Answer refused = run(changed, "seeds=1..4").ends(3);

    assertTrue(refused.err().contains("the classes that compute: "), refused.err());
    assertTrue(refused.err().contains(" of 4 cells"), refused.err());
    assertTrue(refused.err().contains("--mix-builds"), refused.err());
    assertEquals(before, Shell.contents(sweep));

    Shell.Answer mixed = run(changed, "seeds=1..4", "--mix-builds").ends(0);

    assertTrue(mixed.err().contains("mixed builds: the classes that compute: "), mixed.err());
    SortedMap<String, CellResult> both = MeasuredBits.results(sweep);
    assertEquals(8, both.size());
    first.forEach((id, cell) -> assertEquals(cell.origin(), both.get(id).origin()));
    String other =
        both.entrySet().stream()
            .filter(each -> !first.containsKey(each.getKey()))
            .map(each -> each.getValue().origin().computing().substring(0, 16))
            .findFirst()
            .orElseThrow();
    assertNotEquals(code, other);
    requireAll(table("main.md"), "Mixed: 4 cells by code ", "by code " + code, "by code " + other);
    requireAll(table("provenance.md"), code + " (4 cells)", other + " (4 cells)");
    requireAll(Files.readString(sweep.resolve("figures/captions.md")), code, other);
    requireAll(call(changed, "status", sweep + "").ends(0).out(), code, other);
    Shell.Answer compared = call(changed, "compare", sweep + "", sweep + "");
    requireAll(compared.ends(0).out(), "builds within A: Mixed: ", "within B: ", code, other);
    String main = sweep + "/tables/main.csv";
    Shell.Answer explained = call(changed, "explain", main, "--entry", "#1:peak test").ends(0);
    requireAll(explained.out(), code, other);
    Shell.Answer verified = call(changed, "verify", sweep + "", "--sample", "100%").ends(1);
    assertTrue(verified.out().contains("different: 4 of 8"), verified.out());
    assertFalse(verified.err().contains("\tat "), verified.err());
    run(CLASSES, "seeds=1..4").ends(0);
  }

  private static void requireAll(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> part + " is not in:\n" + text);
    }
  }
}
