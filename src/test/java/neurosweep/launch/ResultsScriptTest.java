package neurosweep.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import neurosweep.cli.Shell;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of results that a script makes of sweeps. */
@Tag("environment")
class ResultsScriptTest {
  @TempDir Path directory;

  @BeforeAll
  static void thereIsAShell() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "scripts are not run on this system");
  }

  private Path page() {
    return directory.resolve("docs/results/page.md");
  }

  private Shell.Answer results(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("scripts/results", "-o", page().toString()));
    command.addAll(List.of(words));
    return Shell.answer(new ProcessBuilder(command));
  }

  private String sweep(String... more) throws IOException {
    String out = directory.resolve("out").toString();
    List<String> words = List.of("run", "jobs/quickstart.yaml", "-o", out, "--backend", "ejml");
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--master", "in-process", "-q", "seeds=1..2", "glyphs_train=60"));
    all.addAll(List.of("glyphs_test=10", "pool=7"));
    all.addAll(List.of(more));
    Shell.call(all.toArray(String[]::new)).ends(0);
    return out + "/quickstart";
  }

  @Test
  void aSectionOfASweepHasItsCommandSizeVerdictsTableAndFigure() throws Exception {
    String sweep = sweep("epochs=1");
    results(sweep).ends(0);
    String text = Files.readString(page());
    assertTrue(text.contains("\n## quickstart\n"), text);
    assertTrue(text.contains("run jobs/quickstart.yaml -o out --data DIR seeds=1..2"), text);
    assertTrue(
        text.contains("| size | 56 cells: 28 configurations, 2 seeds each, epochs 1; "), text);
    assertTrue(text.contains("| at a depth of 2 GAIT-prop is better than target prop"), text);
    assertTrue(text.contains("| GAIT-prop | "), text);
    assertFalse(text.contains(directory.toString()), "no path of this machine");
    Path figure = directory.resolve("docs/results/images/quickstart.svg");
    assertEquals(
        Files.readString(Path.of(sweep, "figures/comparison-by-depth.svg")),
        Files.readString(figure));
    Path note = Files.createDirectories(page().resolveSibling("notes")).resolve("small.md");
    Files.writeString(note, "Smaller than the paper's.\n");
    results("-t", "Both", sweep + ":curves", "small=" + sweep).ends(0);
    String both = Files.readString(page());
    assertTrue(both.startsWith("# Both\n"), both);
    assertTrue(both.contains("![quickstart: curves](images/quickstart.svg)"), both);
    assertTrue(both.contains("\n## small\n") && both.contains("(images/small.svg)"), both);
    assertEquals(both.indexOf("Smaller than"), both.lastIndexOf("Smaller than"), both);
    assertTrue(both.indexOf("## small") < both.indexOf("Smaller than"), both);
    for (String name : List.of("quickstart", "small")) {
      String row = "at a depth of 2 .*\\| \\[" + name + "\\]\\(#" + name + "\\) \\| ";
      assertTrue(Pattern.compile(row).matcher(both).find(), both);
    }
  }

  /** Its cost was left empty, and its cells were those that had gone to the end. */
  @Test
  void aSearchIsCountedWhole() throws Exception {
    results(sweep("epochs=2", "search=halving", "search.eta=2")).ends(0);
    String text = Files.readString(page());
    assertTrue(text.contains(" cells: a search among 28 configurations, of which "), text);
    assertTrue(Pattern.compile("\\| cost \\| [0-9.e-]+ core-hours \\|").matcher(text).find(), text);
  }

  @Test
  void whatIsNoCompleteSweepIsRefusedAndLeavesThePage() throws Exception {
    Files.createDirectories(page().getParent());
    Files.writeString(page(), "as it was");
    Shell.Answer answer = results(directory.resolve("out/missing").toString());
    assertEquals(2, answer.code());
    assertTrue(answer.err().contains("is no complete sweep"), answer.err());
    assertEquals("as it was", Files.readString(page()));
    try (var left = Files.list(page().getParent())) {
      assertEquals(List.of(page()), left.toList());
    }
  }
}
