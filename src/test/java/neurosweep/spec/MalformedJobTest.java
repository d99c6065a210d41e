package neurosweep.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import neurosweep.core.Catalog;
import neurosweep.core.Param;
import neurosweep.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind of fault in a job file is called, and that its line is right. */
class MalformedJobTest {

  /**
   * A body whose one fault is on the line that contains {@code #!}, or else on the file's line 3.
   */
  private record Case(String body, String expected) {
    String text() {
      return "name: n\nexperiment: classification\n" + body;
    }

    int line() {
      List<String> lines = text().lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).contains("#!")) {
          return i + 1;
        }
      }
      return 3;
    }
  }

  private static final List<Case> CASES = new ArrayList<>();

  private static void bad(String body, String expected) {
    CASES.add(new Case(body, expected));
  }

  private static void knobFaults() {
    bad(
        "grid: {learning_rte: [1]}",
        "grid.learning_rte: unknown knob \"learning_rte\"; did you mean \"learning_rate\"? (known: algorithm, ");
    bad("grid:\n  depth: [1]\n  lr: [1]  #!", "did you mean \"learning_rate\"?");
    bad("fixed: {zzzzzzzz: 1}", "fixed.zzzzzzzz: unknown knob \"zzzzzzzz\" (known: ");
    bad("fixed: {epochs: many}", "fixed.epochs: epochs is \"many\", must be a number");
    bad("fixed: {epochs: 1.5}", "fixed.epochs: epochs is 1.5, must be a whole number");
    bad("fixed: {epochs: -1}", "epochs is -1, must be >= 0");
    bad("fixed: {epochs: 1_000}", "epochs is \"1_000\", must be a number");
    bad("fixed: {depth: 11}", "depth is 11, must be from 1 to 10");
    bad("fixed: {learning_rate: 0}", "learning_rate is 0, must be > 0");
    bad("fixed: {learning_rate: .nan}", "learning_rate is \".nan\", must be a number");
    bad("fixed: {learning_rate: NaN}", "learning_rate is NaN, must be finite");
    bad("fixed: {learning_rate: 1e999}", "learning_rate is 1e999, must be finite");
    bad("fixed: {bias: yes}", "bias is \"yes\", must be true or false");
    bad(
        "fixed: {init: ortogonal}",
        "init is \"ortogonal\", must be one of xavier, orthogonal; did you mean \"orthogonal\"?");
    bad(
        "fixed: {algorithm: gate}",
        "unknown algorithm \"gate\"; did you mean \"gait\"? (known: bp, gait, tp)");
    bad("fixed:\n  epochs:   #!\n  depth: 2", "fixed.epochs: is nothing, must be a single value");
    bad("fixed: {epochs: ~}", "fixed.epochs: is nothing");
    bad(
        "fixed: {epochs: [1, 2]}",
        "fixed.epochs: is a list, must be a single value; move it to grid");
    bad(
        "fixed: {epochs: {range: {from: 1, to: 2}}}",
        "fixed.epochs: is a map, must be a single value");
    bad("fixed: [epochs, 3]", "fixed: is a list, must be a map of knobs and values");
    bad("fixed: 7", "fixed: is a single value, must be a map");
    bad("grid:  #!\nseeds: 1", "grid: is nothing, must be a map");
    bad("fixed: {seed: 3}", "give seeds at the top level");
    bad("grid: {seeds: [1, 2]}", "give seeds at the top level");
    bad("exclude: [{seed: 3}]", "give seeds at the top level");
    bad("grid: {sweep_seed: [1, 2]}", "give sweep_seed at the top level");
    bad("fixed: {gamma: 0.5}", "fixed.gamma: nothing that is chosen reads \"gamma\"; remove it");
    bad(
        "fixed: {algorithm: bp}\ngrid:\n  gamma: [0, 1]  #!",
        "nothing that is chosen reads \"gamma\" (algorithm: [bp]); remove it");
    bad(
        "variants:\n  - {algorithm: gait, gamma: 1}\n  - {algorithm: bp, gamma: 1}  #!",
        "variants[1].gamma: nothing that is chosen reads \"gamma\"");
    bad("fixed: {algorithm: gait, gamma: 1000}", "gamma is 1000, must be from 0 to 1");
    bad(
        "fixed:\n  algorithm: gait\n  gamma: 50  #!",
        "fixed.gamma: gamma is 50, must be from 0 to 1");
  }

  private static void axisFaults() {
    bad("grid: {depth: []}", "grid.depth: is an empty list, must have a value");
    bad(
        "grid: {depth: [1, 2, 1]}",
        "grid.depth[2]: 1 is listed twice, first at grid.depth[0] (x.yaml:3)");
    bad("grid: {learning_rate: [0.001, 1e-3]}", "1e-3 is listed twice");
    bad(
        "grid:\n  depth:\n    - 1\n    - 12  #!\n    - 3",
        "grid.depth[1]: depth is 12, must be from 1 to 10");
    bad(
        "grid:\n  depth:\n    - 1\n    - [2]  #!",
        "grid.depth[1]: is a list, must be a single value");
    bad("grid: {depth: [1, ~]}", "grid.depth[1]: is nothing");
    bad("grid: {depth: [1, {a: 2}]}", "grid.depth[1]: is a map");
    bad(
        "grid: {depth: {}}",
        "is a map of 0 keys, must be a list, a value, 1..5 or one of linspace, logspace, range");
    bad("grid: {depth: {from: 1, to: 3}}", "is a map of 2 keys");
    bad(
        "grid: {depth: {rnge: {from: 1, to: 3}}}",
        "unknown kind of axis \"rnge\"; did you mean \"range\"?");
    bad(
        "grid: {depth: {values: [1, 2]}}",
        "unknown kind of axis \"values\" (known: linspace, logspace, range)");
    bad(
        "grid: {depth: {range: [1, 3]}}",
        "grid.depth.range: is a list, must be a map of from, to, step");
    bad("grid: {depth: {range: {from: 1}}}", "a range needs to");
    bad("grid: {depth: {range: {to: 1}}}", "a range needs from");
    bad("grid: {depth: {range: {from: 1, to: 3, count: 2}}}", "unknown key \"count\"");
    bad("grid: {depth: {range: {from: 1, to: 3, step: 0}}}", "step is 0, must not be 0");
    bad(
        "grid: {depth: {range: {from: 3, to: 1}}}",
        "is empty: a step of 1 never leads from 3 to 1");
    bad("grid: {depth: {range: {from: a, to: 1}}}", "from is \"a\", must be a number");
    bad("grid: {depth: {range: {from: ~, to: 1}}}", "is nothing, must be a number");
    bad("grid: {depth: {range: {from: 1, to: 11}}}", "depth is 11, must be from 1 to 10");
    bad(
        "grid: {depth: {range: {from: 1, to: 3, step: 0.5}}}",
        "depth is 1.5, must be a whole number");
    bad("grid: {width: {range: {from: 1, to: 1e15}}}", "must be at most 1000000");
    bad(
        "grid: {width: {range: {from: 1, to: 1e999999999}}}",
        "must be a number within double precision");
    bad("grid: {lambda: {range: {from: 0, to: 1, step: 1e-999999999}}}", "within double precision");
    bad(
        "grid: {learning_rate: {logspace: {from: 0, to: 1, count: 3}}}",
        "from is 0, must be > 0 on a logarithmic axis");
    bad("grid: {learning_rate: {logspace: {from: 1, to: -1, count: 3}}}", "to is -1, must be > 0");
    bad(
        "grid: {learning_rate: {logspace: {from: 1, to: 2, count: 1}}}",
        "count is 1, must be a whole number >= 2");
    bad(
        "grid: {learning_rate: {logspace: {from: 1, to: 2, count: 2.5}}}",
        "count is 2.5, must be a whole number >= 2");
    bad(
        "grid: {learning_rate: {logspace: {from: 1, to: 2, count: 1e30}}}",
        "must be at most 1000000");
    bad("grid: {learning_rate: {logspace: {from: 1, to: 2}}}", "a logspace needs count");
    bad("grid: {learning_rate: {linspace: {from: 1, to: 1, count: 2}}}", "1 is listed twice");
    bad(
        "grid: {algorithm: {range: {from: 1, to: 3}}}",
        "a range needs a numeric knob; list the values");
    bad("grid: {depth: 5..1}", "is empty: a step of 1 never leads from 5 to 1");
    bad("grid:\n  depth: range(1)  #!", "is range(1), must be range(from, to, step)");
    bad("grid:\n  depth: rnge(1,2)  #!", "unknown kind of axis \"rnge\"");
    bad("grid:\n  depth: range(a,2)  #!", "from is \"a\", must be a number");
    bad("grid: {algorithm: 1..3}", "unknown algorithm \"1..3\"");
  }

  private static void sectionFaults() {
    bad("variants: {algorithm: bp}", "variants: is a map, must be a list of maps");
    bad("variants: []", "variants: is an empty list");
    bad("variants:\n  - bp  #!", "variants[0]: is a single value, must be a map");
    bad(
        "variants:\n  - {algorithm: bp}\n  - {algoritm: gait}  #!",
        "variants[1].algoritm: unknown knob \"algoritm\"; did you mean \"algorithm\"?");
    bad("variants:\n  - algorithm: bp\n    depth: 0  #!", "variants[0].depth: depth is 0");
    bad("zip: [1]", "zip: is a list, must be a map of groups");
    bad("zip: {wb: {}}", "zip.wb: is empty, must couple knobs");
    bad("zip: {wb: 3}", "zip.wb: is a single value, must be a map of knobs and lists");
    bad(
        "zip: {wb: {width: [1, 2], batch_size: [1]}}",
        "zip.wb: width has 2, batch_size has 1 values; coupled lists must be equally long");
    bad("zip: {wb: {width: [], batch_size: [1]}}", "zip.wb.width: is an empty list");
    bad(
        "zip:\n  wb:\n    width: [1, 2]\n    btch_size: [1, 2]  #!",
        "unknown knob \"btch_size\"; did you mean \"batch_size\"?");
    bad(
        "grid: {width: [1]}\nzip:\n  wb: {width: [1, 2], depth: [1, 2]}  #!",
        "zip.wb.width: \"width\" is set by grid.width (x.yaml:3) already; remove one");
    bad(
        "zip:\n  a: {width: [1, 2], depth: [1, 2]}\n  b: {width: [1, 2], epochs: [1, 2]}  #!",
        "zip.b.width: \"width\" is set by zip.a.width (x.yaml:4)");
    bad(
        "fixed: {depth: 1}\ngrid:\n  depth: [1, 2]  #!",
        "grid.depth: \"depth\" is set by fixed.depth (x.yaml:3) already");
    bad("exclude: {depth: 1}", "exclude: is a map, must be a list of maps");
    bad("exclude: [{}]", "exclude[0]: is empty and would exclude everything");
    bad("exclude: [{dpth: 1}]", "exclude[0].dpth: unknown knob \"dpth\"; did you mean \"depth\"?");
    bad("exclude: [{depth: 77}]", "exclude[0].depth: depth is 77");
    bad("seeds: 0.5", "seeds: seed is 0.5, must be a whole number");
    bad("seeds: []", "seeds: is an empty list");
    bad("seeds: [1, 2, 1]", "seeds[2]: seed 1 is listed twice");
    bad("seeds: 5..1", "seeds: is empty");
    bad("seeds: 1..99999999", "has 99999999 values, must be at most 1000000");
    bad("seeds:  #!", "seeds: is nothing");
    bad("sweep_seed: [1]", "sweep_seed: is a list, must be a whole number");
    bad("sweep_seed: x", "sweep_seed: sweep_seed is \"x\", must be a number");
    bad("description: [a]", "description: is a list, must be a text");
    bad("sede: 3", "sede: unknown key \"sede\"; did you mean \"seeds\"?");
  }

  private static void settingFaults() {
    bad("select: max", "select: is a single value, must be a map of metric, goal, stable, over");
    bad("select: {metrik: a}", "select.metrik: unknown key \"metrik\"; did you mean \"metric\"?");
    bad("select: {metric: validation_acuracy}", "did you mean \"validation_accuracy\"?");
    bad(
        "select: {metric: peak_epoch}",
        "unknown metric \"peak_epoch\" (known: validation_accuracy, train_accuracy)");
    bad("select:\n  goal: maximum  #!", "goal is \"maximum\", must be one of max, min");
    bad("select: {stable: yes}", "stable is \"yes\", must be one of required, preferred, ignored");
    bad(
        "select: {over: [lr]}",
        "select.over[0]: unknown knob \"lr\"; did you mean \"learning_rate\"?");
    bad("select: {over: [seed]}", "select.over[0]: seeds are not a knob");
    bad("select: {over: [depth, depth]}", "select.over[1]: \"depth\" is listed twice");
    bad("select: {over: [[depth]]}", "select.over[0]: is a list");
    bad("report: {reference: gaitt}", "unknown reference \"gaitt\"; did you mean \"gait\"?");
    bad(
        "report: {equivalence_margin: 0.5%}",
        "equivalence_margin is \"0.5%\", must be a number > 0, or percentage points such as 0.5pp");
    bad("report: {equivalence_margin: 0}", "equivalence_margin is \"0\"");
    bad("report: {equivalence_margin: -1pp}", "equivalence_margin is \"-1pp\"");
    bad("report: {equivalence_margin: e}", "equivalence_margin is \"e\"");
    bad("report: {table: [a]}", "unknown key \"table\"; did you mean \"tables\"?");
    bad("report: {figures: {a: 1}}", "report.figures: is a map, must be a name or a list of names");
  }

  private static void yamlFaults() {
    bad("fixed: {depth: 1}\nfixed: {depth: 2}  #!", "fixed: is given twice, first at x.yaml:3");
    bad("fixed:\n  depth: 1\n  depth: 2  #!", "fixed.depth: is given twice, first at x.yaml:4");
    bad("fixed: {depth: !!java.net.URL [1]}", "tags are not used in job files: remove it");
    bad("fixed: !mine {depth: 1}", "fixed: has the tag !mine");
    bad("fixed: {? [a, b] : 1}", "a key is a list, must be a name");
    bad("fixed: {~: 1}", "a key is nothing, must be a name");
    bad("fixed: {depth: *nowhere}", "not YAML: found undefined alias nowhere");
    bad("fixed: {depth: 1", "not YAML: ");
    bad("fixed:\n\tdepth: 1  #!", "; indent with spaces");
    bad("---  #!\nfixed: {depth: 1}", "a second document begins here, must be only one");
    bad("fixed: {note: \"a\u0007b\"}", "not YAML: the character U+0007 is not allowed");
    bad(
        "fixed: {note: " + "x".repeat(5000) + "}",
        "fixed.note: is 5000 characters long, must be at most 4000");
    bad("fixed: " + "[".repeat(100_000), "lists and maps are nested more than 32 deep");
    bad("fixed: " + "{a: ".repeat(50) + "1" + "}".repeat(50), "nested more than 32 deep");
    bad("grid: {depth: &a [*a]}", "nested more than 32 deep");
    bad("fixed:\n   depth: 1\n  width: 2  #!", "not YAML: ");
    bad("fixed: &a {<<: *a, depth: 1}", "fixed.<<: maps cannot be merged with <<");
    bad("fixed: &a {!!merge x: *a, depth: 1}", "maps cannot be merged; write the entries out");
    bad("fixed: {? {a: b} : 1}", "a key is a map, must be a name");
  }

  static Stream<Case> cases() {
    if (CASES.isEmpty()) {
      knobFaults();
      axisFaults();
      sectionFaults();
      settingFaults();
      yamlFaults();
    }
    return CASES.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void faultIsNamedWithItsLine(Case fault) {
    UserError error = assertThrows(UserError.class, () -> Fakes.read(fault.text()));
    String where = "x.yaml:" + fault.line() + ": ";
    boolean found =
        error.problems().stream()
            .anyMatch(line -> line.startsWith(where) && line.contains(fault.expected()));
    assertTrue(found, "expected " + where + "..." + fault.expected() + "\n" + error.problems());
    assertTrue(error.problems().stream().noneMatch(line -> line.contains("\n")));
    assertEquals(UserError.USAGE, error.exitCode());
  }

  @Test
  void tableIsComplete() {
    assertTrue(cases().count() >= 120);
  }

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
    UserError error = assertThrows(UserError.class, () -> Fakes.read(text, "foo", "nope=1"));
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
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    UserError error = assertThrows(UserError.class, () -> Fakes.read(bomb.toString()));
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
    UserError error = assertThrows(UserError.class, () -> Fakes.read(text.toString()));
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
    assertTrue(Fakes.read(job).cells() > 0);
    Random random = new Random(1);
    int accepted = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder(job);
      for (int edits = random.nextInt(4); edits >= 0; edits--) {
        int at = random.nextInt(text.length());
        text.replace(at, at + random.nextInt(2), "" + noise.charAt(random.nextInt(noise.length())));
      }
      try {
        assertTrue(Fakes.read(text.toString()).cells() > 0);
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
        new SpecReader(Catalog.of("experiment", List.of(new Fakes.Fake("many", many))));
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
    UserError error = assertThrows(UserError.class, () -> Fakes.read(text));
    assertTrue(
        error.problems().stream().anyMatch(line -> line.contains(expected)), error.getMessage());
  }
}
