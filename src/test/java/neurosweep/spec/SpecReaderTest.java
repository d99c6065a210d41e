package neurosweep.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Goal;
import neurosweep.core.Param;
import neurosweep.core.Stable;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.search.Search;
import neurosweep.statistics.Looks;
import neurosweep.testing.FakeExperiments;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class SpecReaderTest {

  @Test
  void readsTheDocumentedJob() {
    SweepSpec spec =
        FakeExperiments.read(
            """
            name: gait-mnist-supplement
            description: "as in the paper: supplement"
            experiment: classification
            fixed:   {dataset: mnist, epochs: 50}
            grid:
              depth:         [1, 2, 3, 4]
              learning_rate: {logspace: {from: 1.0e-5, to: 1.0e-3, count: 5}}
              lambda:        [0, 1.0e-3, 1.0e-1, 10, 1000]
            variants:
              - {algorithm: bp,   lambda: [0]}
              - {algorithm: gait, init: orthogonal}
              - {algorithm: tp,   init: orthogonal, learning_rate: [1.0e-6, 1.0e-5]}
            zip:     {width_batch: {width: [256, 784], batch_size: [100, 60]}}
            exclude: [{algorithm: tp, depth: 4}]
            seeds:   1..5
            sweep_seed: 7
            select:  {metric: validation_accuracy, goal: max, stable: preferred, over: [lambda]}
            report:  {reference: bp, equivalence_margin: 0.5pp, tables: [a, b], figures: c}
            """);
    assertEquals("gait-mnist-supplement", spec.name());
    assertEquals("as in the paper: supplement", spec.description());
    int bp = 4 * 5 * 1 * 2;
    int gait = 4 * 5 * 5 * 2;
    int tp = 3 * 2 * 5 * 2;
    assertEquals(bp + gait + tp, spec.configurations().size());
    assertEquals(1 * 2 * 5 * 2, spec.configurations().excluded());
    assertEquals(0, spec.configurations().duplicates());
    assertEquals((bp + gait + tp) * 5L, spec.cells());
    assertEquals(
        List.of("depth", "learning_rate", "lambda", "algorithm", "init", "width", "batch_size"),
        List.copyOf(spec.axes().keySet()));
    assertEquals(
        List.of(1e-5, 3.1623e-5, 1e-4, 3.1623e-4, 1e-3, 1e-6), spec.axes().get("learning_rate"));
    assertEquals(List.of("bp", "gait", "tp"), spec.axes().get("algorithm"));
    assertEquals(List.of("xavier", "orthogonal"), spec.axes().get("init"));
    assertEquals(Map.of("dataset", "mnist", "epochs", 50L), spec.fixed());
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), spec.seeds());
    assertEquals(7, spec.grid().sweepSeed());
    assertEquals(7L, spec.configurations().get(0).get("sweep_seed"));
    assertEquals(
        new Selection(
            Optional.of("validation_accuracy"),
            Optional.of(Goal.MAX),
            Optional.of(Stable.PREFERRED),
            List.of("lambda")),
        spec.selection());
    assertEquals(
        new ReportSettings(
            Optional.empty(),
            Optional.of("bp"),
            Optional.of(new Margin(0.005, true)),
            List.of("a", "b"),
            List.of("c"),
            Looks.NONE,
            Map.of()),
        spec.report());
  }

  /** It was {@code max} for every metric: the worst loss was selected without a word. */
  @Test
  void theGoalIsTheMetricsOwnWhereTheJobNamesNone() {
    SweepSpec least = FakeExperiments.classification("select: {metric: train_loss}");
    assertEquals(Optional.of(Goal.MIN), least.selection().goal());
    SweepSpec asked = FakeExperiments.classification("select: {metric: train_loss, goal: max}");
    assertEquals(Optional.of(Goal.MAX), asked.selection().goal());
  }

  @Test
  void defaultsOfEverythingOptional() {
    SweepSpec spec = FakeExperiments.classification("grid: {learning_rate: [1, 2], depth: [1, 2]}");
    assertEquals(List.of(1L), spec.seeds());
    assertEquals("", spec.description());
    assertEquals(
        new Selection(
            Optional.of("validation_accuracy"),
            Optional.of(Goal.MAX),
            Optional.empty(),
            List.of("learning_rate")),
        spec.selection());
    assertEquals(
        new ReportSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Looks.NONE,
            Map.of()),
        spec.report());
    assertEquals(List.of(""), FakeExperiments.texts(FakeExperiments.classification("")));
  }

  @Test
  void metricIsOpenWhereObjectivesDiffer() {
    SweepSpec spec = FakeExperiments.classification("grid: {dataset: [mnist, glyphs]}");
    assertEquals(Optional.empty(), spec.selection().metric());
    spec = FakeExperiments.classification("fixed: {dataset: glyphs}");
    assertEquals(Optional.of("train_accuracy"), spec.selection().metric());
  }

  @Test
  void firstAxisIsSlowest() {
    SweepSpec spec = FakeExperiments.classification("grid: {lambda: [1, 2], depth: [3, 2]}");
    assertEquals(
        List.of(
            "depth=3 lambda=1.0", "depth=2 lambda=1.0", "depth=3 lambda=2.0", "depth=2 lambda=2.0"),
        FakeExperiments.texts(spec));
  }

  @Test
  void growingAnAxisKeepsTheOrderOfTheOldConfigurations() {
    List<String> old =
        FakeExperiments.texts(
            FakeExperiments.classification(
                "grid: {lambda: [1, 2], depth: [3, 2]}\nvariants: [{algorithm: bp}]"));
    List<String> grown =
        new ArrayList<>(
            FakeExperiments.texts(
                FakeExperiments.classification(
                    "grid: {lambda: [1, 2, 4], depth: [3, 2, 5]}\nvariants: [{algorithm: bp}, {algorithm: gait}]")));
    grown.retainAll(old);
    assertEquals(old, grown);
  }

  @Test
  void configurationsAreCanonicalAndDistinct() {
    String body =
        """
        grid: {algorithm: [bp, gait, tp], gamma: [0.5, 1], lambda: [0, 1]}
        """;
    SweepSpec spec = FakeExperiments.classification(body);
    assertEquals(
        List.of(
            "",
            "lambda=1.0",
            "algorithm=gait",
            "algorithm=gait lambda=1.0",
            "algorithm=gait gamma=1.0",
            "algorithm=gait gamma=1.0 lambda=1.0",
            "algorithm=tp gamma=0.5",
            "algorithm=tp gamma=0.5 lambda=1.0",
            "algorithm=tp gamma=1.0",
            "algorithm=tp gamma=1.0 lambda=1.0"),
        FakeExperiments.texts(spec));
    assertEquals(2, spec.configurations().duplicates());
    for (Values values : spec.configurations()) {
      assertEquals(values, values.canonical(Param.effective(FakeExperiments.KNOBS, values)));
    }
  }

  @Test
  void variantsAreAUnionAndOverrideAnything() {
    String body =
        """
        fixed: {epochs: 5}
        grid: {depth: [2, 3]}
        zip: {wb: {width: [8, 9], batch_size: [1, 2]}}
        variants:
          - {depth: 2, epochs: 6, width: 7}
          - {depth: [2, 3]}
          - {depth: 3}
        """;
    SweepSpec spec = FakeExperiments.classification(body);
    assertEquals(
        List.of(
            "batch_size=1 depth=2 epochs=6 width=7", "batch_size=2 depth=2 epochs=6 width=7",
            "batch_size=1 depth=2 epochs=5 width=8", "batch_size=2 depth=2 epochs=5 width=9",
            "batch_size=1 depth=3 epochs=5 width=8", "batch_size=2 depth=3 epochs=5 width=9"),
        FakeExperiments.texts(spec));
    assertEquals(2, spec.configurations().duplicates());
    assertEquals(List.of(8L, 9L, 7L), spec.axes().get("width"));
  }

  @Test
  void exclusionsMatchDefaultsAndListsButNotKnobsThatDoNotApply() {
    String body =
        """
        grid: {algorithm: [bp, gait], depth: [1, 2, 3]}
        exclude:
          - {init: xavier, algorithm: bp, depth: [1, 3]}
          - {gamma: 0.5, depth: 2}
          - {init: orthogonal}
        """;
    SweepSpec spec = FakeExperiments.classification(body);
    assertEquals(
        List.of("depth=2", "algorithm=gait", "algorithm=gait depth=3"),
        FakeExperiments.texts(spec));
    assertEquals(3, spec.configurations().excluded());
  }

  @Test
  void exclusionForgivesValuesThatAMemberCannotHave() {
    String body = "grid: {algorithm: [gait, tp], gamma: [0.1, 50]}\n";
    assertThrows(UserError.class, () -> FakeExperiments.classification(body));
    SweepSpec spec =
        FakeExperiments.classification(body + "exclude: [{algorithm: gait, gamma: 50}]");
    assertEquals(3, spec.configurations().size());
  }

  @Test
  void axesKeepTheOrderOfTheFileWhateverIsExcluded() {
    SweepSpec spec =
        FakeExperiments.classification(
            "grid: {depth: [1, 2], lambda: [5, 6, 7]}\nexclude: [{depth: 1, lambda: 5}]");
    assertEquals(List.of(5.0, 6.0, 7.0), spec.axes().get("lambda"));
  }

  @Test
  void zipMayRepeatAValue() {
    SweepSpec spec =
        FakeExperiments.classification("zip: {wb: {width: [8, 8, 9], batch_size: [1, 2, 2]}}");
    assertEquals(
        List.of("batch_size=1 width=8", "batch_size=2 width=8", "batch_size=2 width=9"),
        FakeExperiments.texts(spec));
  }

  @Test
  void axisFormsAgree() {
    List<Object> expected = List.of(2L, 3L, 4L);
    for (String form :
        List.of(
            "[2, 3, 4]",
            "{range: {from: 2, to: 4}}",
            "2..4",
            "\"range(2,4)\"",
            "\"range(2, 4, 1)\"",
            "{linspace: {from: 2, to: 4, count: 3}}")) {
      assertEquals(
          expected,
          FakeExperiments.classification("grid: {depth: " + form + "}").axes().get("depth"),
          form);
    }
    assertEquals(
        List.of(0.1, 0.2, 0.3),
        FakeExperiments.classification("grid: {lambda: {range: {from: 0.1, to: 0.3, step: 0.1}}}")
            .axes()
            .get("lambda"));
    assertEquals(
        List.of(3L, 2L, 1L),
        FakeExperiments.classification("grid: {depth: {range: {from: 3, to: 1, step: -1}}}")
            .axes()
            .get("depth"));
    assertEquals(
        List.of(1L, 5L, 9L),
        FakeExperiments.classification("grid: {depth: {range: {from: 1, to: 10, step: 4}}}")
            .axes()
            .get("depth"));
    assertEquals(
        List.of(0.0, 0.333333333333, 0.666666666667, 1.0),
        FakeExperiments.classification("grid: {lambda: {linspace: {from: 0, to: 1, count: 4}}}")
            .axes()
            .get("lambda"));
  }

  @Test
  void logspaceHasExactEndsAndShortDecimalsBetween() {
    assertEquals(
        List.of(1e-5, 3.1623e-5, 1e-4, 3.1623e-4, 1e-3),
        FakeExperiments.classification(
                "grid: {lambda: {logspace: {from: 1e-5, to: 1e-3, count: 5}}}")
            .axes()
            .get("lambda"));
    List<Object> odd =
        FakeExperiments.classification(
                "grid: {lambda: {logspace: {from: 7.123456789, to: 1.23456789e-5, count: 3}}}")
            .axes()
            .get("lambda");
    assertEquals(List.of(7.123456789, 0.0093778, 1.23456789e-5), odd);
  }

  @Test
  void oneValueInGridIsAnAxisOfOne() {
    SweepSpec spec = FakeExperiments.classification("grid: {depth: 3, bias: True}");
    assertEquals(Map.of("depth", 3L, "bias", true), spec.fixed());
    assertEquals(Map.of(), spec.axes());
  }

  @Test
  void sweepSeedIsTheDeclaredKnobWhereThereIsOne() {
    String head = "name: n\nexperiment: seeded\nsweep_seed: ";
    assertEquals(List.of("sweep_seed=3"), FakeExperiments.texts(FakeExperiments.read(head + "3")));
    assertEquals(List.of(""), FakeExperiments.texts(FakeExperiments.read(head + "0")));
    UserError error = assertThrows(UserError.class, () -> FakeExperiments.read(head + "10"));
    assertEquals("x.yaml:3: sweep_seed: sweep_seed is 10, must be from 0 to 9", error.getMessage());
  }

  @Test
  void aliasesShareValues() {
    SweepSpec spec =
        FakeExperiments.classification(
            "variants:\n  - {algorithm: gait, lambda: &l [1, 2]}\n  - {algorithm: tp, lambda: *l}");
    assertEquals(4, spec.configurations().size());
  }

  @Test
  void carriageReturnsAndByteOrderMarksDoNotMatter() {
    SweepSpec spec =
        FakeExperiments.read(
            "\uFEFFname: n\r\nexperiment: classification\r\ngrid: {depth: [2, 3]}\r\n");
    assertEquals(List.of("depth=2", "depth=3"), FakeExperiments.texts(spec));
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                FakeExperiments.read(
                    "\uFEFFname: n\r\nexperiment: classification\r\ngrid: {dept: 2}"));
    assertTrue(error.getMessage().startsWith("x.yaml:3: grid.dept: "), error.getMessage());
  }

  @Test
  void textKeepsTheFileAndNamesTheOverrides() {
    String text = "name: n\nexperiment: classification";
    assertEquals(text, FakeExperiments.read(text).text());
    assertEquals(
        text
            + "\n# Overrides on the command line, which are not applied above:\n#   depth=2\n#   seeds=1..3\n",
        FakeExperiments.read(text, "depth=2", "seeds=1..3").text());
  }

  @Test
  void readsFiles(@TempDir Path folder) throws IOException {
    SpecReader reader = new SpecReader(FakeExperiments.EXPERIMENTS, Search.CATALOG);
    Path file = folder.resolve("job.yaml");
    Files.writeString(file, "name: n\nexperiment: circuit\ndescription: größer\n");
    assertEquals(
        "größer", reader.read(SpecReader.text(file), file.toString(), List.of()).description());
    Files.write(file, "description: größer".getBytes(StandardCharsets.ISO_8859_1));
    assertFault(reader, file, "is not UTF-8 text");
    assertFault(reader, folder, "cannot be read as a file");
    assertFault(reader, folder.resolve("none.yaml"), "does not exist");
    assertFault(reader, folder.resolve("fig3.yaml"), "fig3c.yaml (three tasks)");
  }

  private static void assertFault(SpecReader reader, Path file, String expected) {
    UserError error =
        assertThrows(
            UserError.class, () -> reader.read(SpecReader.text(file), file.toString(), List.of()));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
  }

  @Test
  void expandsAHundredThousandConfigurations() {
    String body =
        """
        grid:
          algorithm: [bp, gait]
          depth: 1..10
          width: 1..50
          learning_rate: {logspace: {from: 1e-6, to: 1, count: 10}}
          lambda: {linspace: {from: 0, to: 1, count: 10}}
        """;
    SweepSpec spec = FakeExperiments.classification(body);
    assertEquals(100_000, spec.configurations().size());
    assertEquals(
        "algorithm=gait depth=10 lambda=1.0 learning_rate=1.0 width=50",
        spec.configurations().get(99_999).text());
  }
}
