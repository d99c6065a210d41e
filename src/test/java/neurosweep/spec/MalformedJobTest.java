package neurosweep.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import neurosweep.core.Catalog;
import neurosweep.core.Param;
import neurosweep.core.UserError;
import neurosweep.search.Search;
import neurosweep.testing.FakeExperiments;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a table of single faults, {@code bad-input/jobs.txt}, cannot show of malformed job files.
 */
@Tag("environment")
class MalformedJobTest {

  @Test
  void headIsChecked() {
    assertProblem("", "x.yaml: is empty");
    assertProblem("# nothing\n", "x.yaml: is empty");
    assertProblem("---\n", "x.yaml: is empty");
    assertProblem("~", "x.yaml: is empty");
    assertProblem("just text", "x.yaml:1: is a single value, must be a map of name, ");
    assertProblem("- a", "x.yaml:1: is a list, must be a map");
    assertProblem("experiment: circuit", "x.yaml:1: \"name\" is missing");
    assertProblem("name: n", "x.yaml:1: \"experiment\" is missing");
    assertProblem(
        "name: n\nexperiment: circus",
        "x.yaml:2: experiment: unknown experiment \"circus\"; did you mean \"circuit\"?");
    for (String name : List.of("a/b", ".hidden", "..", "a b", "-x", "\"\"", "x".repeat(101), "ä")) {
      assertProblem("name: " + name + "\nexperiment: circuit", "x.yaml:1: name: name is \"");
    }
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    String text =
        """
        name: a/b
        experiment: classification
        fixed: {epochs: -1, widht: 3}
        grid:
          depth: [0, 11]
          gamma: [1]
        variants:
          - {algorithm: bp, lambda: -1}
        seeds: [1, 1]
        select: {goal: up}
        extra: 1
        """;
    UserError error =
        assertThrows(UserError.class, () -> FakeExperiments.read(text, "foo", "nope=1"));
    List<String> starts =
        error.problems().stream()
            .map(line -> line.replaceFirst("^(\\S+?:\\d+|\\S+ \\S+): .*", "$1"))
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "override foo",
            "override nope=1",
            "x.yaml:1",
            "x.yaml:10",
            "x.yaml:11",
            "x.yaml:3",
            "x.yaml:3",
            "x.yaml:5",
            "x.yaml:5",
            "x.yaml:6",
            "x.yaml:8",
            "x.yaml:9"),
        starts,
        error.getMessage());
  }

  @Test
  void aliasBombIsOneLine() {
    StringBuilder bomb = new StringBuilder("name: n\nexperiment: classification\na0: &a0 [1, 1]\n");
    for (int i = 1; i < 28; i++) {
      bomb.append(String.format(Locale.ROOT, "a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1));
    }
    UserError error = assertThrows(UserError.class, () -> FakeExperiments.read(bomb.toString()));
    assertEquals(1, error.problems().size());
    assertTrue(error.getMessage().contains("aliases expand to more than"), error.getMessage());
  }

  @Test
  void hugeFileIsRefusedUnread() {
    assertProblem(
        "# " + "x".repeat(1 << 20), "x.yaml: is 1048578 characters long, must be at most");
  }

  @Test
  void hugeNumberOfFaultsIsReportedInLinearTime() {
    StringBuilder text =
        new StringBuilder("name: n\nexperiment: classification\ngrid:\n  depth:\n");
    for (int i = 0; i < 50_000; i++) {
      text.append("  - x\n");
    }
    UserError error = assertThrows(UserError.class, () -> FakeExperiments.read(text.toString()));
    assertEquals(50_000, error.problems().size());
  }

  @Test
  void hugeGridIsRefusedWithItsCount() {
    String body =
        "grid: {width: {range: {from: 1, to: 100000}}, epochs: {range: {from: 1, to: 100000}}}";
    assertProblem(
        "name: n\nexperiment: classification\n" + body,
        "x.yaml: has 10000000000 combinations of values, more than the 5000000 that fit in memory");
  }

  /** Whatever is wrong with a text, it is the user's fault and said in lines. */
  @Test
  void mangledJobsNeverFailOtherwise() {
    String job =
        """
        name: n
        experiment: classification
        fixed: &f {epochs: 5, note: "a"}
        grid: {depth: 1..3, learning_rate: {logspace: {from: 1e-5, to: 1e-3, count: 5}}}
        variants:
          - {algorithm: gait, gamma: &h [0, 1]}
          - {algorithm: tp, gamma: *h, init: orthogonal}
        zip: {wb: {width: [1, 2], batch_size: [3, 4]}}
        exclude: [{depth: 1, lambda: 0}]
        seeds: [1, 2]
        select: {metric: train_accuracy, over: [depth]}
        report: {reference: bp, equivalence_margin: 0.5pp}
        """;
    String noise = "{}[]:,-&*!|>'\"%@`#?~<=.0123456789eE \n\tgf";
    assertTrue(FakeExperiments.read(job).cells() > 0);
    Random random = new Random(1);
    int accepted = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder(job);
      for (int edits = random.nextInt(4); edits >= 0; edits--) {
        int at = random.nextInt(text.length());
        text.replace(at, at + random.nextInt(2), "" + noise.charAt(random.nextInt(noise.length())));
      }
      try {
        assertTrue(FakeExperiments.read(text.toString()).cells() > 0);
        accepted++;
      } catch (UserError e) {
        assertTrue(e.problems().stream().noneMatch(line -> line.contains("\n")), e.getMessage());
      }
    }
    assertTrue(accepted > 20 && accepted < 2900, "accepted " + accepted);
  }

  @Test
  void longListsOfKnownNamesAreCut() {
    List<Param<?>> many = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      many.add(Param.real("knob_" + i, 0, ""));
    }
    SpecReader reader =
        new SpecReader(
            Catalog.of("experiment", List.of(new FakeExperiments.Fake("many", many))),
            Search.CATALOG);
    String text = "name: n\nexperiment: many\nfixed: {zzz: 1}";
    UserError error = assertThrows(UserError.class, () -> reader.read(text, "x.yaml", List.of()));
    assertTrue(error.getMessage().endsWith("knob_38, knob_39 and 20 more)"), error.getMessage());
  }

  @Test
  void excludingEverythingIsAProblem() {
    assertProblem(
        "name: n\nexperiment: classification\nexclude: [{algorithm: bp}]",
        "x.yaml: exclude leaves no configuration");
  }

  private static void assertProblem(String text, String expected) {
    UserError error = assertThrows(UserError.class, () -> FakeExperiments.read(text));
    assertTrue(
        error.problems().stream().anyMatch(line -> line.contains(expected)), error.getMessage());
  }
}
