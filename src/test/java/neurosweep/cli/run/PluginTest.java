package neurosweep.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import neurosweep.cli.Shell;
import neurosweep.core.Sha256;
import neurosweep.core.Values;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.PluginProject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule in a jar of the user's, from the first list to the verified sweep. */
@Tag("environment")
class PluginTest {
  private static final String JOB =
      """
      name: mine
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, depth: 2, epochs: 2}
      variants: [{algorithm: bp}, {algorithm: damped-bp, kept: [0.1, 1]}]
      seeds: 1..2
      report: {reference: bp}
      """;

  @TempDir Path directory;

  /** In a process of its own: families are loaded once. */
  private static Shell.Answer call(String... arguments) throws Exception {
    Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"))); // verify needs it
    return Shell.answer(new ProcessBuilder(Shell.command(arguments)));
  }

  private Shell.Answer run(Path jar, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", Shell.job(directory, JOB), "-o"));
    arguments.addAll(List.of(directory.resolve("out").toString(), "--plugin=" + jar));
    arguments.addAll(List.of("--master", "in-process", "--backend", "vector"));
    arguments.addAll(List.of(more));
    return call(arguments.toArray(String[]::new));
  }

  @Test
  void aRuleInAJarIsOneAsOthers() throws Exception {
    Path jar = PluginProject.damped(directory, "no such text", "");
    String plugin = jar.toString();
    String sweep = directory.resolve("out/mine").toString();

    Shell.Answer listed = call("list", "damped-bp", "--plugin", plugin).ends(0);
    assertTrue(listed.out().startsWith("damped-bp: backpropagation that loses"), listed.out());
    assertTrue(listed.out().contains(" [plugin damped.jar]\nfamily: rules\n"), listed.out());
    assertTrue(listed.out().contains("\n    kept  "), listed.out());
    assertTrue(listed.out().contains("\n    algorithm: damped-bp  # in "), listed.out());

    run(jar).ends(0);

    Path main = Path.of(sweep, "tables/provenance.md");
    String digest = Sha256.hex(Files.readAllBytes(jar));
    assertTrue(Files.readString(main).contains(digest), Files.readString(main));
    assertTrue(Files.readString(main).contains("-o again --plugin damped.jar"), "to run it again");
    assertEquals(measured(""), measured("kept=1.0"), "nothing is lost at 1");
    assertNotEquals(measured(""), measured("kept=0.1"));

    Shell.Answer verified = call("verify", sweep, "--sample", "100%", "--plugin", plugin).ends(0);
    assertTrue(verified.out().contains("equal: 6 of 6"), verified.out());

    Shell.Answer without = call("verify", sweep).ends(2);
    assertEquals(
        List.of(
            "error: "
                + sweep
                + ": was computed with the plugin damped.jar, which is not loaded; give it with"
                + " --plugin, if you trust it"),
        without.errors());
  }

  /** The bits of the cells that differ from the job's others by this, in order of their seeds. */
  private List<String> measured(String knobs) {
    List<String> found =
        MeasuredBits.results(directory.resolve("out/mine")).values().stream()
            .filter(
                result -> {
                  Values values = result.cell().values();
                  return result.cell().values().text().contains(knobs)
                      && (values.get("algorithm") == null) == knobs.isEmpty();
                })
            .sorted(Comparator.comparingLong(result -> result.cell().seed()))
            .map(MeasuredBits::of)
            .toList();
    assertEquals(2, found.size(), knobs);
    return found;
  }

  /** Cells of two builds of a rule are not compared without a word. */
  @Test
  void anotherBuildOfThePluginIsAnotherProgram() throws Exception {
    run(PluginProject.damped(directory, "no such text", "")).ends(0);

    Path other = Files.createDirectory(directory.resolve("other"));
    Path jar =
        PluginProject.damped(
            other,
            "kernels.multiply(false, false, kept,",
            "kernels.multiply(false, false, kept * kept,");
    Shell.Answer mixed = run(jar, "seeds=1..3").ends(3);

    assertTrue(mixed.err().contains("build"), mixed.err());

    Path last = Files.createDirectory(directory.resolve("last"));
    Shell.Answer changed = run(PluginProject.damped(last, "0.5, \"part", "0.1, \"part")).ends(3);
    assertTrue(changed.err().contains("another plan"), changed.err());
    assertTrue(changed.err().contains("  plugin damped.jar: "), changed.err());
  }

  @Test
  void aNameThatIsTakenIsRefused() throws Exception {
    Path jar = PluginProject.damped(directory, "return \"damped-bp\"", "return \"bp\"");

    Shell.Answer refused = call("list", "rules", "--plugin", jar.toString()).ends(2);

    assertEquals(1, refused.errors().size(), refused.err());
    assertTrue(
        refused.err().contains(" cannot be taken: the algorithm bp exists twice: "), refused.err());
  }

  @Test
  void everyFaultOfEveryPluginIsSaidBeforeTheCommandRuns() throws Exception {
    Shell.Answer refused =
        call("list", "--plugin", "no.jar", "--plugin", directory.toString()).ends(2);

    assertEquals(
        List.of(
            "error: --plugin no.jar: is not a file; build the jar or correct the path",
            "error: --plugin " + directory + ": is not a file; build the jar or correct the path"),
        refused.errors());
    assertEquals("", refused.out());
  }
}
