package neurosweep.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Goal;
import neurosweep.core.UserError;
import neurosweep.testing.FakeExperiments;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("environment")
class CommandOverrideTest {
  private static final String BODY =
      """
      fixed: {epochs: 5}
      grid: {depth: [2, 3], lambda: [1, 2]}
      variants:
        - {algorithm: bp, lambda: 0}
        - {algorithm: [gait, tp], init: orthogonal}
      zip: {wb: {width: [8, 9], batch_size: [1, 2]}}
      """;

  @Test
  void replacesAxesInEveryForm() {
    for (String form :
        List.of(
            "4,5,6", "4..6", "range(4,6)", "[4, 5, 6]", "{range: {from: 4, to: 6}}", " 4, 5 ,6")) {
      SweepSpec spec = FakeExperiments.classification(BODY, "depth=" + form);
      assertEquals(List.of(4L, 5L, 6L), spec.axes().get("depth"), form);
    }
    assertEquals(3L, FakeExperiments.classification(BODY, "depth=3").fixed().get("depth"));
    assertEquals(
        List.of(1L, 2L), FakeExperiments.classification(BODY, "epochs=1,2").axes().get("epochs"));
    assertEquals(
        List.of(1e-4, 1e-3),
        FakeExperiments.classification(BODY, "learning_rate=1e-4,1e-3")
            .axes()
            .get("learning_rate"));
  }

  @Test
  void keepsThePlaceOfTheAxis() {
    assertEquals(
        FakeExperiments.classification(BODY).axes().keySet().toString(),
        FakeExperiments.classification(BODY, "lambda=7,8", "depth=4,5").axes().keySet().toString());
  }

  @Test
  void replacesValuesInVariantsToo() {
    SweepSpec spec = FakeExperiments.classification(BODY, "lambda=7,8");
    assertEquals(List.of(7.0, 8.0), spec.axes().get("lambda"));
    assertEquals(3 * 2 * 2 * 2, spec.configurations().size());
  }

  @Test
  void selectsAmongVariants() {
    SweepSpec spec = FakeExperiments.classification(BODY, "algorithm=gait,bp");
    assertEquals(List.of("bp", "gait"), spec.axes().get("algorithm"));
    assertEquals(4 + 8, spec.configurations().size());
    spec = FakeExperiments.classification(BODY, "algorithm=tp");
    assertEquals(Map.of("epochs", 5L, "algorithm", "tp", "init", "orthogonal"), spec.fixed());
    spec = FakeExperiments.classification(BODY, "init=orthogonal");
    assertEquals(
        List.of("orthogonal"), List.of(spec.fixed().get("init")), "variants without it take it");
  }

  @Test
  void selectionThatNoVariantHoldsIsAProblem() {
    String body = "variants: [{algorithm: bp}, {algorithm: gait}]";
    assertFault(
        body,
        "algorithm=tp",
        "override algorithm=tp: no variant has algorithm = tp; the variants have bp, gait");
  }

  @Test
  void narrowingMembersForgivesKnobsOfTheFileThatLoseTheirReader() {
    String body = "grid: {algorithm: [bp, gait], gamma: [0, 1]}";
    assertEquals(
        List.of(""), FakeExperiments.texts(FakeExperiments.classification(body, "algorithm=bp")));
    UserError error =
        assertThrows(
            UserError.class,
            () -> FakeExperiments.classification(body, "algorithm=bp", "gamma=0,1"));
    assertTrue(
        error.getMessage().startsWith("override gamma=0,1: nothing that is chosen reads"),
        error.getMessage());
  }

  @Test
  void zipIsReplacedByAListOfItsLength() {
    SweepSpec spec = FakeExperiments.classification(BODY, "width=18,19", "algorithm=bp", "depth=2");
    assertEquals(
        List.of("batch_size=1 depth=2 epochs=5 width=18", "batch_size=2 depth=2 epochs=5 width=19"),
        FakeExperiments.texts(spec));
    assertFault(
        BODY,
        "width=18",
        "override width=18: width is coupled with other knobs by zip.wb.width (x.yaml:8), whose"
            + " lists have 2 values; give 2 values, or change the file");
  }

  @Test
  void settingsAreReplaced() {
    SweepSpec spec =
        FakeExperiments.classification(
            BODY,
            "name=foo",
            "description=a, b",
            "seeds=1..3",
            "sweep_seed=4",
            "select.metric=train_accuracy",
            "select.goal=min",
            "select.over=depth,lambda",
            "report.equivalence_margin=1pp",
            "report.tables=t");
    assertEquals("foo", spec.name());
    assertEquals("a, b", spec.description());
    assertEquals(List.of(1L, 2L, 3L), spec.seeds());
    assertEquals(4, spec.grid().sweepSeed());
    assertEquals(Optional.of("train_accuracy"), spec.selection().metric());
    assertEquals(Optional.of(Goal.MIN), spec.selection().goal());
    assertEquals(List.of("depth", "lambda"), spec.selection().over());
    assertEquals(Optional.of(new Margin(0.01, true)), spec.report().equivalenceMargin());
    assertEquals(List.of("t"), spec.report().tables());
    assertEquals(List.of(3L, 9L), FakeExperiments.classification(BODY, "seeds=3,9").seeds());
    assertEquals(
        "circuit",
        FakeExperiments.read("name: n\nexperiment: x", "experiment=circuit").experiment());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo | override foo: must be knob=value, such as depth=1,2",
        "=3 | override =3: must be knob=value",
        "depth= | override depth=: has no value; write depth=value",
        "depth=1,,2 | override depth=1,,2: has an empty value between commas",
        "depth=0 | override depth=0: depth is 0, must be from 1 to 10",
        "depth=2,2 | override depth=2,2: 2 is listed twice",
        "depth=[1 | override depth=[1: not YAML: ",
        "depth=[] | override depth=[]: is an empty list",
        "depth=rnge(1,2) | unknown kind of axis \"rnge\"",
        "lr=1 | override lr=1: unknown knob or setting \"lr\"; did you mean \"learning_rate\"?",
        "seed=3 | override seed=3: seeds are not a knob; give seeds",
        "sede=3 | did you mean \"seeds\"?",
        "seeds=x | override seeds=x: seed is \"x\", must be a number",
        "grid.depth=1 | \"grid\" is a section of the file; write it without",
        "fixed=1 | \"fixed\" is a section of the file; override a single knob",
        "select=1 | \"select\" is a section of the file",
        "select.goal=up | override select.goal=up: goal is \"up\", must be one of max, min",
        "select.gaol=max | override select.gaol=max: unknown key \"gaol\"; did you mean \"goal\"?",
        "name=a/b | override name=a/b: name is \"a/b\"",
        "experiment=nope | override experiment=nope: unknown experiment \"nope\"",
        "gamma=1000 | override gamma=1000: gamma is 1000, must be from 0 to 1",
        "beta=0.5 | override beta=0.5: nothing that is chosen reads \"beta\"",
      })
  void faultsNameTheOverride(String override, String expected) {
    assertFault(BODY, override, expected);
  }

  @Test
  void twiceTheSameKnobIsAProblem() {
    UserError error =
        assertThrows(
            UserError.class, () -> FakeExperiments.classification(BODY, "depth=1", "depth=2"));
    assertEquals(
        "override depth=2: depth is overridden twice; list its values with commas",
        error.getMessage());
  }

  private static void assertFault(String body, String override, String expected) {
    UserError error =
        assertThrows(UserError.class, () -> FakeExperiments.classification(body, override));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
  }
}
