package neurosweep.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs of the user's own as cells, on the real command line. */
@Tag("environment")
class CommandTest {
  /** What it does is its second argument; its last is the seed. */
  private static final String PROGRAM =
      """
      #!/bin/sh
      case $1 in
        curve) i=1; while [ $i -le $2 ]; do echo "{\\"step\\": $i, \\"accuracy\\": 0.$i$3}"; i=$((i + 1)); done ;;
        flat) i=1; while [ $i -le 60 ]; do echo "{\\"step\\": $i, \\"accuracy\\": 0.5}"; i=$((i + 1)); done; exec sleep 600 ;;
        fails) echo talk; echo "no luck today" >&2; exit 3 ;;
        silent) echo "{'accuracy': 0.5}"; echo '{"acc": 1}' ;;
        two) echo '{"step": 1, "accuracy": 0.25}{"step": 2, "accuracy": 0.5}' ;;
        remark) echo '{"epoch": 1} of 3'; echo '{"accuracy": 0.25} so far' ;;
        null) echo '{"step": 1, "accuracy": 0.25}'; echo '{"step": 2, "accuracy": null}' ;;
        nan) echo '{"step": 1, "accuracy": 0.25}'; echo '{"step": 2, "accuracy": NaN}'; exec sleep 600 ;;
        hangs) echo '{"step": 1, "accuracy": 0.25}'; sleep 600 ;;
        where) ls -A; echo "{\\"accuracy\\": $(ls -A | wc -l)}" ;;
        env) echo "{\\"accuracy\\": $OMP_NUM_THREADS$NEUROSWEEP_SEED}"; read line && exit 9; exit 0 ;;
      esac
      """;

  private static final String JOB =
      """
      name: mine
      experiment: command
      fixed:
        run: [sh, program.sh, {what}, {steps}, {seed}]
        files: [program.sh]
        knobs: {what: curve, steps: 3}
        metrics: {accuracy: max}
      grid: {steps: [2, 3]}
      seeds: 1..2
      """;

  @TempDir Path directory;
  private Path job;
  private Path sweep;

  @BeforeEach
  void write() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh to write programs in");
    Files.writeString(directory.resolve("program.sh"), PROGRAM);
    job = Files.writeString(directory.resolve("job.yaml"), JOB);
    sweep = directory.resolve("out/mine");
  }

  private Shell.Answer call(String command, String... more) {
    String[] all = {
      command, job.toString(), "-o", directory.resolve("out").toString(), "--master", "in-process"
    };
    return Shell.call(
        Stream.concat(Arrays.stream(all), Arrays.stream(more)).toArray(String[]::new));
  }

  private Shell.Answer run(String... more) {
    String[] allowed = Arrays.copyOf(more, more.length + 1);
    allowed[more.length] = "--allow-commands";
    return call("run", allowed);
  }

  private List<String> faults() {
    return Shell.call("plan", job.toString()).ends(2).errors();
  }

  private CellResult only(String what, String... more) {
    String[] all = Arrays.copyOf(more, more.length + 3);
    all[more.length] = "what=" + what;
    all[more.length + 1] = "steps=3";
    all[more.length + 2] = "seeds=1";
    run(all);
    for (String each : more) {
      sweep = each.startsWith("name=") ? directory.resolve("out/" + each.substring(5)) : sweep;
    }
    return MeasuredBits.results(sweep).values().iterator().next();
  }

  private static String cause(CellResult result) {
    return ((Outcome.Failed) result.outcome()).cause();
  }

  @Test
  void aShareLiesBetweenZeroAndOne() {
    assertEquals(
        "accuracy is 11.0, must be from 0 to 1, as it is called a share",
        cause(only("env", "metrics=[accuracy=max share]")));
  }

  @Test
  void nothingIsStartedWithoutLeave() throws IOException {
    Files.writeString(
        directory.resolve("program.sh"), "touch '" + directory.resolve("started") + "'\n");
    Shell.Answer refused = call("run").ends(2);
    assertEquals(
        List.of(
            "error: command: sh program.sh '{what}' '{steps}' '{seed}' would be started; if you"
                + " trust it and its files, give --allow-commands"),
        refused.errors());
    assertFalse(Files.exists(sweep), "nothing is written");
    Shell.call("plan", job.toString()).ends(0);
    assertFalse(Files.exists(directory.resolve("started")));

    run().ends(1); // it says nothing
    assertTrue(Files.exists(directory.resolve("started")));
    Files.delete(directory.resolve("started"));
    for (String command : List.of("retry", "report", "explain", "status", "failures")) {
      Shell.call(command, sweep.toString());
      assertFalse(Files.exists(directory.resolve("started")), command);
    }
    Shell.call("retry", sweep.toString()).ends(2);
  }

  /** Of a search that draws one after the other no cell is known before one has run. */
  @Test
  void noSearchStartsAnythingWithoutLeave() {
    String[] search = {
      "knobs=[what=curve, steps=3, rate=0.1]",
      "run=[sh, program.sh, '{what}', '{steps}', '{seed}', '{rate}']",
      "rate=uniform(0.1, 0.9)",
      "search=tpe",
      "search.samples=3",
      "search.startup=2",
      "steps=3",
      "seeds=1"
    };
    String refused = call("run", search).ends(2).err();
    assertTrue(refused.contains("--allow-commands"), refused);
    assertFalse(Files.exists(sweep), "nothing is written");
    run(search).ends(0);
    assertEquals(3, MeasuredBits.results(sweep).size());
  }

  @Test
  void whatItPrintsIsMeasured() throws IOException {
    run().ends(0);
    Map<String, CellResult> results = MeasuredBits.results(sweep);
    assertEquals(4, results.size());
    assertEquals(
        Set.of("0.21", "0.22", "0.31", "0.32"),
        results.values().stream()
            .map(result -> result.outcome().measurements().scalars().get("accuracy").toString())
            .collect(Collectors.toSet()));
    for (CellResult result : results.values()) {
      assertEquals("completed", result.outcome().measurements().scalars().get("stop_reason"));
      assertEquals(true, result.outcome().measurements().scalars().get("stable"));
      assertTrue(result.processorSeconds() > 0);
    }
    assertTrue(Files.exists(sweep.resolve("figures/curves-accuracy.svg")));
    String methods = Files.readString(sweep.resolve("tables/methods.md"));
    assertFalse(methods.contains("The data, their subset"), "of which nothing is known");
    assertTrue(Files.readString(sweep.resolve("tables/provenance.md")).contains("program.sh"));
  }

  @Test
  void itIsVerifiedFromTheFilesThatTheSweepKeeps() throws IOException {
    run("seeds=1").ends(0);
    Files.delete(directory.resolve("program.sh"));
    Shell.Answer refused = Shell.call("verify", sweep.toString()).ends(2);
    assertTrue(refused.err().contains("--allow-commands"), refused.err());
    String provenance = Files.readString(sweep.resolve("tables/provenance.md"));
    String anew = "neurosweep verify . --sample 100% --allow-commands";
    assertTrue(provenance.contains(anew), provenance);
    // the process that computes again is the command line's own
    Shell.call(
            "recompute",
            sweep.toString(),
            directory.resolve("again").toString(),
            ids().toString(),
            "--allow-commands")
        .ends(0);
    assertEquals(MeasuredBits.measured(sweep), MeasuredBits.measured(directory.resolve("again")));

    Files.delete(sweep.resolve("program.zip"));
    Shell.Answer lost =
        Shell.call(
                "recompute",
                sweep.toString(),
                directory.resolve("once more").toString(),
                ids().toString(),
                "--allow-commands")
            .ends(2);
    assertTrue(lost.err().contains("program.zip"), lost.err());
  }

  private Path ids() throws IOException {
    return Files.write(directory.resolve("ids"), MeasuredBits.results(sweep).keySet());
  }

  @Test
  void anotherProgramIsAnotherSweep() throws IOException {
    run().ends(0);
    Files.writeString(directory.resolve("program.sh"), PROGRAM + "# edited\n");
    Shell.Answer refused = run().ends(3);
    assertTrue(refused.err().contains("data of program program.sh: "), refused.err());
    Files.writeString(directory.resolve("program.sh"), PROGRAM);
    run("seeds=1..3").ends(0);
    assertEquals(6, MeasuredBits.results(sweep).size());
  }

  @Test
  void aProgramThatFailsIsARowWithItsLastWords() {
    CellResult result = only("fails");
    assertEquals("exit code 3: no luck today", cause(result));
    assertEquals(
        Set.of("talk", "no luck today"),
        ((Outcome.Failed) result.outcome()).detail().lines().collect(Collectors.toSet()));
  }

  @Test
  void aProgramThatMeasuresNothingFails() {
    assertEquals(
        "it ended without printing accuracy; a metric is printed in a line of JSON such as"
            + " {\"accuracy\": 0.5}; it printed acc",
        cause(only("silent")));
  }

  /** The second would be lost, and nobody would know. */
  @Test
  void aLineHoldsOneObjectAndNothingBehindIt() {
    String rule = ", must be one JSON object; print each in a line of its own";
    assertEquals(
        "the line {\"step\": 1, \"accuracy\": 0.25}{\"step\": 2, \"accuracy\": 0.5} has something"
            + " behind its object"
            + rule,
        cause(only("two")));
    assertEquals(
        "the line {\"accuracy\": 0.25} so far has something behind its object" + rule,
        cause(only("remark", "name=remark")));
  }

  /** As some languages write what is no number: the value before would count for it. */
  @Test
  void nullIsNoNumber() {
    assertEquals(
        "accuracy is null, must be a number; print NaN, without quotes, where a run has diverged, and"
            + " leave accuracy out of lines that do not measure it",
        cause(only("null")));
  }

  @Test
  void aProgramThatIsNotThereFails() {
    CellResult result = only("curve", "run=[./no-such-program, '{what}', '{steps}', '{seed}']");
    assertTrue(cause(result).startsWith("./no-such-program cannot be started: "), cause(result));
    assertFalse(cause(result).contains("directory \""), "it names places: " + cause(result));
  }

  @Test
  @Timeout(120)
  void aNumberThatIsNotFiniteEndsIt() {
    CellResult result = only("nan");
    assertEquals(Outcome.State.DIVERGED, result.outcome().state());
    assertEquals("accuracy is NaN at step 2", ((Outcome.Diverged) result.outcome()).reason());
    assertEquals(0.25, result.outcome().measurements().scalars().get("accuracy"));
    assertEquals(1, result.outcome().measurements().tables().get("history").length);
  }

  @Test
  @Timeout(120)
  void patienceEndsIt() {
    CellResult result = only("flat", "patience=10");
    assertEquals(Outcome.State.FINISHED, result.outcome().state());
    assertEquals(
        "patience: no better for 10 steps",
        result.outcome().measurements().scalars().get("stop_reason"));
    assertEquals(11, result.outcome().measurements().tables().get("history").length);
    assertTrue(
        cause(only("flat", "patience=10", "metrics=[accuracy=max, loss=min]", "name=mine2"))
            .startsWith("patience: it ended without printing loss; "));
  }

  @Test
  @Timeout(120)
  void aLimitOfTimeEndsItWithAllThatItStarted() throws IOException {
    String marker = "600." + ProcessHandle.current().pid();
    Files.writeString(
        directory.resolve("program.sh"),
        "echo '{\"step\": 1, \"accuracy\": 0.25}'\nsleep " + marker + "\necho late\n");
    CellResult result = only("hangs", "--trial-timeout", "2");
    assertEquals(Outcome.State.TIMED_OUT, result.outcome().state());
    assertEquals(0.25, result.outcome().measurements().scalars().get("accuracy"));
    assertEquals(
        List.of(),
        ProcessHandle.allProcesses()
            .filter(ProcessHandle::isAlive)
            .map(process -> process.info().commandLine().orElse(""))
            .filter(line -> line.contains(marker))
            .toList());
  }

  @Test
  void everyCellHasAFreshDirectoryWithItsFilesThatGoesWithIt() throws IOException {
    Files.createDirectories(directory.resolve("lib/deep"));
    Files.writeString(directory.resolve("lib/deep/a.txt"), "a");
    Files.writeString(directory.resolve("lib/.hidden"), "h");
    CellResult result = only("where", "files=[program.sh, lib]");
    assertEquals(2.0, result.outcome().measurements().scalars().get("accuracy"));
    try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      String own = "neurosweep-cell-";
      assertEquals(
          List.of(), left.filter(path -> path.getFileName().toString().startsWith(own)).toList());
    }
  }

  @Test
  void filesThatItLeavesAreKeptWithTheCell() throws IOException {
    Files.writeString(
        directory.resolve("program.sh"),
        """
        echo $3 > model.txt; echo x > a.csv; echo y > 'b[1].csv'; ln -s /etc/passwd c.csv
        echo '{"accuracy": 0.5}'
        """);
    run("outputs=[model.txt, '*.csv']", "steps=3").ends(0);
    for (CellResult result : MeasuredBits.results(sweep).values()) {
      Path kept = sweep.resolve("kept").resolve(result.cell().id());
      assertEquals(result.cell().seed() + "\n", Files.readString(kept.resolve("model.txt")));
      try (Stream<Path> files = Files.list(kept)) {
        assertEquals(
            Set.of("model.txt", "a.csv", "b[1].csv"),
            files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
      }
    }
    run("outputs=[no.txt]", "steps=3", "seeds=1", "name=lost").ends(1);
    sweep = directory.resolve("out/lost");
    assertEquals(
        "the program has left no file no.txt, which outputs names; let it, or drop it",
        cause(MeasuredBits.results(sweep).values().iterator().next()));
  }

  @Test
  void itHasOneCoreItsSeedAndNothingToRead() {
    assertEquals(11.0, only("env").outcome().measurements().scalars().get("accuracy"));
  }

  @Test
  void searchesTrainSomeForLess() throws IOException {
    run("budget_knob=steps", "steps=9", "what=curve", "seeds=1", "search=halving", "search.eta=3")
        .ends(0);
    assertEquals(1, MeasuredBits.results(sweep).size());

    Files.writeString(
        job,
        JOB.replace("grid: {steps: [2, 3]}", "grid: {rate: [0.1, 0.2, 0.3, 0.4]}")
            .replace("knobs: {what: curve, steps: 3}", "knobs: {what: curve, steps: 8, rate: 0.1}")
            .replace("{seed}]", "{seed}, {rate}]")
            .replace("name: mine", "name: searched"));
    run("budget_knob=steps", "seeds=1", "search=halving", "search.eta=2").ends(0);
    List<Integer> rows =
        MeasuredBits.results(directory.resolve("out/searched")).values().stream()
            .map(result -> result.outcome().measurements().tables().get("history").length)
            .sorted()
            .toList();
    assertTrue(rows.size() > 4, "some are trained for less, a few for longer: " + rows);
    assertEquals(8, rows.get(rows.size() - 1));
    assertTrue(rows.get(0) < 8, rows.toString());
  }

  @Test
  void faultsOfAJobAreToldAtOnceAndWhere() throws IOException {
    Files.writeString(
        job,
        """
        name: mine
        experiment: command
        fixed:
          run: [sh, '{what}', '{step', '{other}']
          knobs: {what: curve, steps: 3}
          metrics: {accuracy: best}
        """);
    assertEquals(
        List.of(
            "error: "
                + job
                + ":6: fixed.metrics: unknown better end of accuracy \"best\" (known:"
                + " max, min, none)"),
        faults().stream().filter(line -> line.contains("better")).toList());

    Files.writeString(
        job, JOB.replace("{steps}, {seed}", "{seed}, {depth}").replace("[program.sh]", "[a, /b]"));
    List<String> errors = faults();
    assertTrue(
        errors.stream().anyMatch(line -> line.contains("{depth}: unknown knob")), "" + errors);
    assertTrue(errors.stream().anyMatch(line -> line.contains("has no {steps}")), "" + errors);

    Files.writeString(job, JOB.replace(", {seed}]", "]").replace("[program.sh]", "[a, ../b]"));
    errors = faults();
    assertTrue(errors.stream().anyMatch(line -> line.contains("seed 2 would repeat")), "" + errors);
    assertTrue(errors.stream().anyMatch(line -> line.contains("\"../b\"")), "" + errors);

    Files.writeString(job, JOB.replace("[program.sh]", "[a.py, b.py]"));
    assertEquals(
        2,
        faults().stream()
            .filter(line -> line.contains("paths are relative to the job file"))
            .count());

    Files.writeString(job, JOB.replace("grid: {", "grid: {metrics: [a, b], "));
    errors = faults();
    assertTrue(errors.stream().anyMatch(line -> line.contains("in fixed")), "" + errors);
  }

  /** What would only be told when the sweep begins, or would end it with results half written. */
  @Test
  void namesOfResultColumnsAreRefusedByThePlan() throws IOException {
    Files.writeString(
        job,
        JOB.replace(
            "{accuracy: max}", "{accuracy: max, cell_id: none, seconds: min, n_stable: none}"));
    List<String> expected = new ArrayList<>();
    for (String name : List.of("cell_id", "seconds", "n_stable")) {
      expected.add(
          "error: metric " + name + ": has the name of another column; rename one of them");
    }
    assertEquals(expected, faults());
    assertEquals(expected, run().ends(2).errors());

    Files.writeString(job, JOB.replace("  knobs:", "  step: seed\n  knobs:"));
    assertEquals(
        List.of(
            "error: column seed: has the name of another column of the table history; rename one"
                + " of them"),
        faults());

    Files.writeString(job, JOB.replace("steps", "accuracy_mean"));
    assertEquals(
        List.of(
            "error: axis accuracy_mean: has the name of another column of the table summary; rename"
                + " one of them"),
        faults());

    Files.writeString(
        job,
        JOB.replace("steps", "trial").replace("[2, 3]", "{choice: [2, 3]}")
            + "search: {method: random, samples: 2}\n");
    assertEquals(
        List.of(
            "error: axis trial: has the name of another column of the table trials; rename one of"
                + " them"),
        faults());
    assertFalse(Files.exists(sweep), "nothing is left");
  }
}
