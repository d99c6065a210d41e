package neurosweep.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.core.Column;
import neurosweep.core.Outcome;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableWriter;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials that another tool has run, as a sweep. */
@Tag("environment")
class ImportTest {
  /** As {@code Study.trials_dataframe()} of Optuna 4 is written by {@code to_csv()}. */
  private static final String OPTUNA =
      """
      ,number,value,datetime_start,datetime_complete,duration,params_lr,params_momentum,params_optimizer,params_seed,user_attrs_test acc,user_attrs_note,system_attrs_grid_id,state
      0,0,0.81,2024-05-01 12:00:00.123456,2024-05-01 12:00:11.123456,0 days 00:00:11,1e-05,,adam,1,0.71,a,0,COMPLETE
      1,1,0.83,2024-05-01 12:00:00.123456,2024-05-01 12:00:11.123456,0 days 00:00:11,1e-05,,adam,2,0.73,b,1,COMPLETE
      2,2,0.91,2024-05-01 12:00:00.123456,2024-05-01 12:00:11.123456,0 days 00:00:11,0.001,,adam,1,0.81,,2,COMPLETE
      3,3,0.93,2024-05-01 12:00:00.123456,2024-05-01 12:00:11.123456,0 days 00:00:11,0.001,,adam,2,0.82,,3,COMPLETE
      4,4,0.75,2024-05-01 12:00:00.123456,2024-05-01 12:00:11.123456,1 days 00:00:11.5,0.001,0.9,sgd,1,0.61,,4,COMPLETE
      5,5,0.76,2024-05-01 12:00:00.123456,2024-05-01 12:00:11.123456,0 days 00:00:11,0.001,0.9,sgd,2,0.64,,5,COMPLETE
      6,6,0.12,2024-05-01 12:00:00.123456,2024-05-01 12:00:11.123456,0 days 00:00:11,0.01,0.5,sgd,1,,,6,PRUNED
      7,7,,2024-05-01 12:00:00.123456,,,0.01,0.5,sgd,2,,,7,RUNNING
      """;

  @TempDir Path directory;

  private Shell.Answer call(String text, String... more) {
    return file(Shell.write(directory.resolve("trials.csv"), text), more);
  }

  private Shell.Answer file(String file, String... more) {
    String[] all = {"import", file, "-o", directory.resolve("out").toString()};
    return Shell.call(
        Stream.concat(Arrays.stream(all), Arrays.stream(more)).toArray(String[]::new));
  }

  private Path sweep() {
    return directory.resolve("out/trials");
  }

  private String table(Path sweep, String name) throws IOException {
    return Files.readString(sweep.resolve("tables/" + name));
  }

  /** Results by the values of knobs that are in no job's preamble, and the seed. */
  private static SortedMap<String, CellResult> byKnobs(Path sweep, List<String> knobs) {
    SortedMap<String, CellResult> results = new TreeMap<>();
    for (CellResult each : MeasuredBits.results(sweep).values()) {
      String values =
          knobs.stream()
              .map(knob -> String.valueOf(each.cell().values().get(knob)))
              .collect(Collectors.joining(" "));
      results.put(values + " " + each.cell().seed(), each);
    }
    return results;
  }

  @Test
  void anOptunaStudyIsASweep() throws IOException {
    Shell.Answer answer = call(OPTUNA, "--from", "optuna", "--metric", "value=max").ends(0);

    assertEquals(6, MeasuredBits.results(sweep()).size());
    String main = table(sweep(), "main.csv");
    assertTrue(main.contains("adam,0.9200 ± 0.0141,"), main);
    assertTrue(main.contains("sgd,0.7550 ± 0.0071,"), main);
    assertTrue(answer.err().contains("trained to their end: 1 PRUNED, 1 RUNNING"), answer.err());
    assertTrue(answer.err().contains("params_momentum: blank in 4 trials"), answer.err());
    assertTrue(answer.err().contains("user_attrs_test acc is test_acc"), answer.err());
    assertTrue(answer.err().contains("without numbers: user_attrs_note"), answer.err());
    assertFalse(answer.err().contains("seeds"), answer.err());
    String provenance = table(sweep(), "provenance.csv");
    assertTrue(provenance.contains("imported file,trials.csv"), provenance);
    assertFalse(provenance.contains("sweep.yaml"), "no command runs it again: " + provenance);
    String methods = table(sweep(), "methods.md");
    assertTrue(
        methods.contains("trials run by another tool, from trials.csv (format optuna)"), methods);
    assertFalse(methods.contains("initial weights"), "nobody knows: " + methods);
    assertFalse(methods.contains("knobs ="), methods);
    double longest =
        MeasuredBits.results(sweep()).values().stream()
            .mapToDouble(CellResult::seconds)
            .max()
            .orElseThrow();
    assertEquals(86_411.5, longest, 0);
  }

  /** A sweep in another tool's words and back: the same numbers for the same knobs and seeds. */
  @ParameterizedTest
  @ValueSource(strings = {"optuna", "ray", "mlflow"})
  void whatIsExportedCanBeImported(String style) throws IOException {
    String job = Shell.TINY.replaceAll("(?m)^seeds:.*$", "") + "\nseeds: 1..2\n";
    Path original = Files.createDirectory(directory.resolve("original"));
    Shell.run(original, job).ends(0);
    Path sweep = only(original.resolve("out"));
    for (String format : List.of("csv", "parquet")) {
      Path exported = directory.resolve(format);
      Shell.call(
              "export",
              sweep.toString(),
              "--style",
              style,
              "--format",
              format,
              "-o",
              exported.toString())
          .ends(0);
      String metric = "peak_test_accuracy";

      file(
              exported.resolve("results." + format).toString(),
              "--from",
              style,
              "--metric",
              metric + "=max",
              "--name",
              format)
          .ends(0);

      Path imported = directory.resolve("out/" + format);
      List<String> knobs = List.of("algorithm", "learning_rate", "depth");
      SortedMap<String, CellResult> before = byKnobs(sweep, knobs);
      SortedMap<String, CellResult> after = byKnobs(imported, knobs);
      assertEquals(before.size(), after.size());
      List<Double> numbers = new ArrayList<>();
      List<Double> known = new ArrayList<>();
      before.values().forEach(each -> known.add(number(each, metric)));
      after.values().forEach(each -> numbers.add(number(each, metric)));
      known.sort(null);
      numbers.sort(null);
      assertEquals(known, numbers);
      assertEquals(
          MeasuredBits.results(sweep).values().stream().mapToDouble(CellResult::seconds).sum(),
          MeasuredBits.results(imported).values().stream().mapToDouble(CellResult::seconds).sum(),
          style.equals("optuna") ? 1e-5 : 1e-9,
          "Optuna has microseconds");
    }
  }

  private static Path only(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static double number(CellResult result, String metric) {
    return (Double) result.outcome().measurements().scalars().get(metric);
  }

  /** How cells ended is told in words that other tools have not. */
  @ParameterizedTest
  @ValueSource(strings = {"optuna", "ray", "mlflow"})
  void endingsComeBack(String style) throws IOException {
    Path original = Files.createDirectory(directory.resolve("original"));
    Shell.run(
            original,
            """
            name: mixed
            experiment: faulty
            grid: {behaviour: [finish, diverge, throw]}
            seeds: 1..2
            """)
        .ends(1);
    Shell.call(
            "export",
            original.resolve("out/mixed").toString(),
            "--style",
            style,
            "-o",
            directory.toString())
        .ends(0);

    file(directory.resolve("results.csv").toString(), "--from", style, "--metric", "score=max")
        .ends(1);

    Map<String, Outcome.State> states = new TreeMap<>();
    byKnobs(directory.resolve("out/results"), List.of("behaviour"))
        .forEach((place, result) -> states.put(place, result.outcome().state()));
    assertEquals(
        "{diverge 1=DIVERGED, diverge 2=DIVERGED, finish 1=FINISHED, finish 2=FINISHED,"
            + " throw 1=FAILED, throw 2=FAILED}",
        states.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "lr,acc;0.1,0.5|csv|--metric acc=max|--knobs: is missing",
        "lr,acc;0.1,0.5|optuna|--metric acc=max|no column is named as optuna names a knob",
        "lr,acc;0.1,0.5|csv|--knobs lr|--metric: is missing, must say which end is better",
        "lr,acc;0.1,0.5|csv|--knobs lr --metric acc|is acc, must be NAME=max",
        "lr,acc;0.1,0.5|csv|--knobs lr --metric ac=max|unknown measured column \"ac\"; did you mean \"acc\"?",
        "lr,acc;0.1,0.5|csv|--knobs rl --metric acc=max|unknown column \"rl\"",
        "lr,acc;0.1,0.5|csv|--knobs lr --metric acc=max --seed s|--seed: unknown column \"s\"",
        "lr,acc;0.1,55|csv|--knobs lr --metric acc=max_share|acc holds 55, must hold shares from 0 to 1",
        "lr,acc;0.1,high|csv|--knobs lr --metric acc=max|acc holds \"high\", must hold numbers",
        "lr\tacc;0,1\t0,91|csv|--knobs lr --metric acc=max|acc holds \"0,91\", must hold numbers with decimal points; save the table with points",
        "lr,acc,seconds;0.1,0.5,1|csv|--knobs lr --metric seconds=min|seconds means what it means in results, and is no metric; if it was measured, rename it in the file, as in my_seconds",
        "lr,acc,cell_id;0.1,0.5,1|csv|--metric cell_id=min --knobs lr|cell_id is the name of a column of results, and no metric; if it",
        "lr,acc;0.1,0.5|csv|--knobs lr --metric lr=min|lr is a knob, must be a column that was measured",
        "params_lr,value,number;0.1,0.5,1|optuna|--metric number=max|number is bookkeeping of the tool or a row number",
        "学,率,acc;0.1,0.5,1|csv|--knobs 学,率 --metric acc=max|率: has no letter that the name of a column can have",
        "lr,acc;0.1|csv|--knobs lr --metric acc=max|line 2: has 1 cells, must have 2",
        "lr,lr;0.1,0.5|csv|--knobs lr --metric acc=max|has two columns \"lr\"; rename one",
        "lr,acc|csv|--knobs lr --metric acc=max|has no rows",
        "lr,acc,state;0.1,0.5,ODD|csv|--knobs lr --metric acc=max|unknown state \"ODD\"",
        "lr,acc,state;0.1,0.5,running|csv|--knobs lr --metric acc=max|no trial has ended",
        "lr,acc;0.1,0.5|csv|--knobs lr --metric acc=max,acc=min|names acc twice",
        "lr,acc,seed;0.1,0.5,x|csv|--knobs lr --metric acc=max|is \"x\" in a trial, must be a whole number",
        "lr,acc,seed;0.1,0.5,1;0.1,0.6,1|csv|--knobs lr --metric acc=max|rows 1 and 2: have the same knobs and the seed 1",
        "lr,acc,diverged;0.1,0.5,often|csv|--knobs lr --metric acc=max|diverged is \"often\", must be true or false",
        "lr,acc;0.1,0.5|conda|--knobs lr|Invalid value for option '--from'",
      })
  void faultsAreNamed(String text, String style, String options, String expected) {
    String[] more = ("--from " + style + " " + options).split(" ");
    more[more.length - 1] = more[more.length - 1].replace('_', ' ');

    Shell.Answer answer = call(text.replace(';', '\n') + "\n", more).ends(2);

    assertTrue(answer.err().contains(expected), answer.err());
    assertFalse(Files.exists(directory.resolve("out")), "nothing is left");
  }

  @Test
  void whatIsNotANumberIsADivergence() {
    String text =
        """
        lr,acc,loss,extra,diverged,cause
        0.1,0.5,1.5,nan,false,
        0.2,nan,1.5,1,,
        0.3,0.4,inf,1,0,
        0.4,0.4,1.5,1,true,it blew up
        0.5,,1.5,1,,
        """;

    Shell.Answer answer =
        call(text, "--from", "csv", "--knobs", "lr", "--metric", "acc=max,loss=min").ends(1);

    List<String> ends =
        byKnobs(sweep(), List.of("lr")).values().stream()
            .map(CellResult::outcome)
            .map(
                outcome ->
                    outcome instanceof Outcome.Diverged diverged
                        ? diverged.reason()
                        : outcome instanceof Outcome.Failed failed
                            ? failed.cause()
                            : outcome.measurements().scalars().toString())
            .toList();
    assertEquals(
        List.of(
            "{acc=0.5, diverged=false, loss=1.5, stable=true}",
            "acc is nan",
            "loss is inf",
            "it blew up",
            "has no acc"),
        ends);
    assertTrue(answer.err().contains("1 trials ended and have no acc"), answer.err());
  }

  @Test
  void withoutSeedsTrialsAreCounted() {
    String head = "lr,acc\n";
    String twice = "0.1,0.5\n0.2,0.6\n0.1,0.7\n0.2,0.8\n0.3,0.1\n0.3,0.2\n";
    String[] options = {"--from", "csv", "--knobs", "lr", "--metric", "acc=max"};

    String two = call(head + twice, options).ends(0).err();
    assertTrue(two.contains("count as seeds 1 to 2, paired by chance"), two);
    assertEquals(6, MeasuredBits.results(sweep()).size());

    String more = call(head + twice + "0.1,0.9\n", options).ends(0).err();
    assertTrue(more.contains("left out: 1 trials of configurations that were run more"), more);
    assertEquals(6, MeasuredBits.results(sweep()).size());
  }

  /** A seed of its own for every trial would make a table that is nearly empty. */
  @Test
  void seedsThatNobodySharesAreCounted() {
    String text = "lr,acc,seed\n0.1,0.5,17\n0.2,0.6,4711\n0.3,0.7,99\n";
    String[] options = {"--from", "csv", "--knobs", "lr", "--metric", "acc=max"};

    String err = call(text, options).ends(0).err();

    assertTrue(err.contains("most configurations share no seeds: one trial of each"), err);
    assertEquals(3, MeasuredBits.results(sweep()).size());
  }

  /** Two of two configurations were taken for the halves of a whole. */
  @Test
  void twoConfigurationsMayShareNoSeeds() {
    String text = "opt,acc,seed\na,0.1,1\na,0.2,2\nb,0.3,3\nb,0.4,4\n";

    String err = call(text, "--from", "csv", "--knobs", "opt", "--metric", "acc=max").ends(0).err();

    assertTrue(err.contains("share no seeds: trials of the same knobs count as seeds 1 to 2"), err);
  }

  @Test
  void seedsThatValuesOfAKnobDoNotShareAreTold() {
    String text =
        """
        opt,lr,acc,seed
        a,0.1,0.1,1
        a,0.2,0.2,1
        a,0.1,0.1,2
        a,0.2,0.2,2
        b,0.1,0.3,3
        b,0.2,0.4,3
        b,0.1,0.3,4
        b,0.2,0.4,4
        """;
    String[] options = {"--from", "csv", "--knobs", "opt,lr", "--metric", "acc=max"};

    String err = call(text, options).ends(1).err();
    assertTrue(err.contains("opt: trials of different values share no seeds"), err);
    assertTrue(err.contains("8 missing of 16 cells"), err);

    String[] numbered = Arrays.copyOf(options, options.length + 4);
    System.arraycopy(
        new String[] {"--seed", "none", "--name", "numbered"}, 0, numbered, options.length, 4);
    String counted = call(text, numbered).ends(0).err();
    assertTrue(counted.contains("--seed none: trials of the same knobs count as seeds"), counted);
    assertEquals(8, MeasuredBits.results(directory.resolve("out/numbered")).size());
  }

  /** Nobody will run what is missing, and nothing was planned, priced or computed here. */
  @Test
  void reportsDoNotSpeakOfRunsThatNobodyWillMake() throws IOException {
    String text =
        """
        opt,lr,acc,seed
        a,0.1,0.5,1
        a,0.2,0.4,2
        a,0.3,0.4,1
        b,0.1,0.6,2
        b,0.2,0.5,1
        b,0.3,0.3,2
        """;

    call(text, "--from", "csv", "--knobs", "opt,lr", "--metric", "acc=max").ends(1);

    String main = table(sweep(), "main.csv");
    assertTrue(main.contains("partial, no configuration is whole"), main);
    String methods = table(sweep(), "methods.md");
    assertTrue(methods.contains("Nothing is bold: trials are missing"), methods);
    String provenance = table(sweep(), "provenance.md");
    assertTrue(provenance.contains("Times and hosts are as the other tool tells"), provenance);
    assertTrue(provenance.contains("cells, configurations times seeds"), provenance);
    String page = Files.readString(sweep().resolve("report.html"));
    assertTrue(page.contains("Trials are missing: the file that was imported"), page);
    for (String untrue :
        List.of(
            "not finished",
            "will change",
            "none eligible yet",
            "predicted",
            "core-hours",
            ">hosts<",
            "NaN hours",
            "initial weights",
            "the same bits",
            "edge of the grid")) {
      assertFalse(page.contains(untrue), untrue);
      assertFalse(provenance.contains(untrue), untrue + provenance);
    }
    assertFalse(provenance.contains("| hosts"), provenance);
  }

  @Test
  void theExpectedBestIsOfWhatWasImported() throws IOException {
    String text = "lr,acc\n0.1,0.5\n0.2,0.4\n0.3,0.6\n";

    call(text, "--from", "csv", "--knobs", "lr", "--metric", "acc=max").ends(0);

    String captions = Files.readString(sweep().resolve("figures/captions.md"));
    assertTrue(
        captions.contains("configurations drawn at random from those that were imported"),
        captions);
  }

  @Test
  void aColumnThatMayBeTheSeedIsSuggested() {
    String text = "lr,acc,Random Seed\n0.1,0.5,17\n0.2,0.6,17\n";
    String[] options = {"--from", "csv", "--knobs", "lr", "--metric", "acc=max"};

    String err = call(text, options).ends(0).err();

    String advice = "if Random Seed is the seed, give --seed 'Random Seed'";
    assertTrue(err.contains(advice), err);
    String[] more = Arrays.copyOf(options, options.length + 4);
    System.arraycopy(
        new String[] {"--seed", "Random Seed", "--name", "seeded"}, 0, more, options.length, 4);
    assertFalse(call(text, more).ends(0).err().contains(advice));
  }

  @Test
  void namesInOtherLettersCanBeRead() {
    String text = "λ,β₁,größe,learning rate η,n,acc µ\n0.1,1,2,3,4,0.5\n0.2,1,2,3,4,0.6\n";

    String err =
        call(text, "--from", "csv", "--knobs", "λ,β₁,größe", "--metric", "acc µ=max").ends(0).err();

    for (String each :
        List.of(
            "λ is lambda",
            "β₁ is beta1",
            "größe is grosse",
            "learning rate η is learning_rate_eta",
            "n is n_metric",
            "acc µ is acc_mu")) {
      assertTrue(err.contains(each), each + ": " + err);
    }
  }

  @Test
  void anotherEncodingIsToldWithItsRemedy() throws IOException {
    Path file = directory.resolve("latin.csv");
    Files.write(file, "opt,acc\nFréd,0.5\n".getBytes(StandardCharsets.ISO_8859_1));

    String err =
        file(file.toString(), "--from", "csv", "--knobs", "opt", "--metric", "acc=max")
            .ends(2)
            .err();

    assertTrue(err.contains("is not UTF-8 text; save it as UTF-8, as by iconv -f windows"), err);
  }

  @Test
  void trialsThatAreNotThereAreMissing() {
    String text = "lr,acc,seed\n0.1,0.5,1\n0.1,0.6,2\n0.2,0.7,1\n";
    String[] options = {"--from", "csv", "--knobs", "lr", "--metric", "acc=max"};

    String err = call(text, options).ends(1).err();
    assertTrue(err.contains("0 failed, 0 timed out, 1 missing of 4 cells"), err);
    assertFalse(err.contains("retry"), err);

    call(text + "0.2,0.8,2\n", options).ends(0);
    assertEquals(4, MeasuredBits.results(sweep()).size());
  }

  @Test
  void otherNumbersAreRefusedUnlessAllStartsAnew() {
    String text = "lr,acc\n0.1,0.5\n0.2,0.6\n";
    String other = text.replace("0.6", "0.65");
    String[] options = {"--from", "csv", "--knobs", "lr", "--metric", "acc=max"};
    call(text, options).ends(0);

    String refused = call(other, options).ends(3).err();
    assertTrue(refused.contains("holds other numbers for 1 of these trials"), refused);
    assertTrue(refused.contains("lr=0.2 seed=1"), refused);

    List<String> anew = new ArrayList<>(List.of(options));
    anew.addAll(List.of("--overwrite", "-y"));
    call(other, anew.toArray(String[]::new)).ends(0);
    assertTrue(
        MeasuredBits.results(sweep()).values().stream()
            .anyMatch(each -> number(each, "acc") == 0.65));
  }

  @Test
  void settingsAreThoseOfAJob() throws IOException {
    String settings =
        Shell.write(
            directory.resolve("settings.yaml"),
            """
            report: {reference: sgd}
            claims:
              - claim: adam is better
                compare: {optimizer: [adam, sgd]}
                relation: greater
            """);
    String[] options = {"--from", "optuna", "--metric", "value=max", "--settings", settings};

    String out = call(OPTUNA, options).ends(0).out();
    assertTrue(out.lines().anyMatch(line -> line.contains("adam is better")), out);
    assertTrue(table(sweep(), "paired.csv").contains("adam"), table(sweep(), "paired.csv"));

    Shell.write(directory.resolve("settings.yaml"), "grid: {depth: 3}\n");
    String err = call(OPTUNA, options).ends(2).err();
    assertTrue(err.contains("settings.yaml: unknown section \"grid\""), err);
    Shell.write(directory.resolve("settings.yaml"), "\nselect: {goal: most}\n");
    err = call(OPTUNA, options).ends(2).err();
    assertTrue(err.contains("settings.yaml:2: "), err);
  }

  /** Whoever selects by a validation loss wants the test accuracy of it in the tables. */
  @Test
  void oneMetricSelectsAndAnotherIsReported() throws IOException {
    String trials =
        """
        lr,seed,rule,loss,acc
        1,1,a,0.2,0.8
        1,2,a,0.2,0.7
        2,1,a,0.1,0.6
        2,2,a,0.1,0.62
        1,1,b,0.1,0.9
        1,2,b,0.1,0.91
        2,1,b,0.2,0.99
        2,2,b,0.2,0.99
        """;
    String settings =
        Shell.write(
            directory.resolve("settings.yaml"),
            "report: {metric: acc, reference: a}\nselect: {metric: loss, over: [lr]}\n");
    String[] options = {
      "--from=csv", "--knobs=lr,rule", "--metric=loss=min,acc=max share", "--settings", settings
    };

    call(trials, options).ends(0);

    String main = table(sweep(), "main.csv");
    assertTrue(main.contains("a,0.6100 ± 0.0141,"), main);
    assertTrue(main.contains("b,0.9050 ± 0.0071,"), main);
    assertTrue(table(sweep(), "paired.csv").contains("b,+29.50,"), main);
    String methods = table(sweep(), "methods.md");
    assertTrue(methods.contains("Positive is better"), methods);
    assertTrue(methods.contains("What is selected is compared by acc."), methods);

    Shell.write(directory.resolve("settings.yaml"), "report: {metric: lr}\n");
    String err = call(trials, options).ends(2).err();
    assertTrue(err.contains("report.metric: unknown metric with a better end \"lr\""), err);
  }

  @Test
  void whatWasRunElsewhereIsNotRunHere() {
    call(OPTUNA, "--from", "optuna", "--metric", "value=max").ends(0);
    String job = sweep().resolve("sweep.yaml").toString();

    for (List<String> command :
        List.of(
            List.of("run", job),
            List.of("plan", job),
            List.of("retry", sweep().toString()),
            List.of("verify", sweep().toString()))) {
      String err = Shell.call(command.toArray(String[]::new)).ends(2).err();
      assertTrue(err.contains("cells of experiment imported were run elsewhere"), err);
    }
    Shell.call("status", sweep().toString()).ends(0);
    Shell.call("report", sweep().toString()).ends(0);
  }

  /** Of times that nobody wrote down, nothing is made up. */
  @Test
  void unknownTimesStayUnknown() throws IOException {
    call("lr,acc\n0.1,0.5\n0.2,0.6\n", "--from", "csv", "--knobs", "lr", "--metric", "acc=max")
        .ends(0);

    String provenance = table(sweep(), "provenance.csv");
    assertFalse(provenance.contains("core-hours,0"), provenance);
    assertFalse(provenance.contains("hosts,1"), provenance);
    Shell.call("export", sweep().toString(), "-o", directory.resolve("again").toString()).ends(0);
    Shell.call("status", sweep().toString()).ends(0);
  }

  /**
   * Parquet has no time deltas: microseconds were taken for seconds, 891,304 core-hours of them.
   */
  @Test
  void timeDeltasOfPandasAreSeconds() throws IOException {
    Path file = directory.resolve("trials.parquet");
    List<Column> columns =
        List.of(
            Column.real("value", "", ""),
            Column.integer("duration", "", ""),
            Column.real("params_lr", "", ""),
            Column.text("state", ""));
    String pandas =
        "{\"columns\": [{\"name\": \"duration\", \"pandas_type\": \"object\","
            + " \"numpy_type\": \"timedelta64[us]\"}]}";
    try (ParquetTableWriter writer =
        ParquetTable.write(
            new neurosweep.store.Files(),
            new org.apache.hadoop.fs.Path(file.toUri()),
            "trials",
            columns,
            Map.of("pandas", pandas))) {
      writer.write(new Object[] {0.5, 11_500_000L, 0.1, "COMPLETE"});
      writer.write(new Object[] {0.6, Long.MIN_VALUE, 0.2, "COMPLETE"});
      writer.commit();
    }

    file(file.toString(), "--from", "optuna", "--metric", "value=max").ends(0);

    SortedMap<String, CellResult> results = byKnobs(sweep(), List.of("lr"));
    assertEquals(11.5, results.get("0.1 1").seconds());
    assertEquals(Double.NaN, results.get("0.2 1").seconds());
  }

  @Test
  void moreThanAJobCanNameIsRefused() {
    StringBuilder text = new StringBuilder("lr,acc\n");
    for (int i = 0; i < 60_000; i++) {
      text.append("0.123456789").append(100_000 + i).append(",0.5\n");
    }

    String err =
        call(text.toString(), "--from", "csv", "--knobs", "lr", "--metric", "acc=max")
            .ends(2)
            .err();

    assertTrue(err.contains("has 60,000 configurations of 1 knobs, more than a job can"), err);
  }

  /** It printed a command that refuses to run. */
  @Test
  void anExplanationSaysWhereANumberIsFrom() {
    call(OPTUNA, "--from", "optuna", "--metric", "value=max").ends(0);

    String out =
        Shell.call("explain", sweep() + "/tables/main.csv", "--entry", "#1:value").ends(0).out();

    assertTrue(out.contains("run elsewhere, imported with"), out);
    assertTrue(out.contains("file trials.csv"), out);
    assertFalse(out.contains("again"), out);
  }

  /** An accuracy had an interval up to 1.0471. */
  @Test
  void sharesEndAtOne() throws IOException {
    call(OPTUNA, "--from", "optuna", "--metric", "value=max share").ends(0);

    String main = table(sweep(), "main.csv");
    assertTrue(main.contains("0.7929 to 1.0000"), main);
  }

  /** A claim was judged on another column than the one that it named. */
  @Test
  void whatIsANameKeepsIt() throws IOException {
    String text = "lr,acc (%),val loss,val_loss,val/loss\n0.1,50,0.2,1.2,2.2\n0.2,60,0.3,1.3,2.3\n";

    String err =
        call(text, "--from", "csv", "--knobs", "lr", "--metric", "acc (%)=max,val_loss=min")
            .ends(0)
            .err();

    CellResult first = byKnobs(sweep(), List.of("lr")).get("0.1 1");
    assertEquals(1.2, number(first, "val_loss"));
    assertEquals(50, number(first, "acc"));
    assertTrue(err.contains("acc (%) is acc, val loss is val_loss_2, val/loss is val_loss_3"), err);
  }

  /** The knob was taken for the metric, since it comes first. */
  @Test
  void aMetricMayBeCalledAsAKnobIs() {
    String text = "value,params_lr,user_attrs_lr,state\n0.5,0.1,7,COMPLETE\n0.6,0.2,8,COMPLETE\n";

    call(text, "--from", "optuna", "--metric", "value=max,lr=min").ends(0);

    assertEquals(7, number(byKnobs(sweep(), List.of("lr")).get("0.1 1"), "lr_2"));
  }

  /** It was told on the terminal alone. */
  @Test
  void whatWasLeftOutStandsInTheTables() throws IOException {
    StringBuilder text = new StringBuilder("lr,acc,state\n");
    for (int i = 0; i < 20; i++) {
      text.append("0.").append((i * 7) % 20 + 11).append(",0.5,finished\n");
    }
    call(text + "0.5,0.5,pruned\n", "--from", "csv", "--knobs", "lr", "--metric", "acc=max")
        .ends(0);

    for (String name : List.of("methods.md", "provenance.md")) {
      String table = table(sweep(), name);
      assertTrue(table.contains("not trained to their end: 1 pruned"), table);
      assertTrue(table.contains("no column of seeds"), table);
    }
    String methods = table(sweep(), "methods.md");
    assertTrue(methods.contains("20 values from 0.11 to 0.3"), "in order of size: " + methods);
  }

  @Test
  void manyFaultsOfAKindAreCounted() {
    StringBuilder text = new StringBuilder("lr,acc,seed\n");
    for (int i = 0; i < 100; i++) {
      text.append("0.1,0.").append(100 + i).append(",1\n");
    }

    List<String> errors =
        call(text.toString(), "--from", "csv", "--knobs", "lr", "--metric", "acc=max")
            .ends(2)
            .errors();

    assertEquals(11, errors.size(), errors.toString());
    assertTrue(errors.get(10).endsWith("and 89 more pairs of rows"), errors.get(10));
  }

  /** It was taken for a data set of this program, and its files were looked for. */
  @Test
  void aKnobMayBeCalledDataset() {
    String text = "dataset,acc\nmnist,0.5\nmine,0.6\n";

    call(text, "--from", "csv", "--knobs", "dataset", "--metric", "acc=max").ends(0);

    assertEquals(2, MeasuredBits.results(sweep()).size());
  }

  @Test
  void rayAndWandbHaveWordsOfTheirOwn() {
    String ray =
        """
        accuracy,done,training_iteration,trial_id,date,timestamp,time_total_s,pid,hostname,node_ip,config/lr,logdir
        0.5,True,10,a1,2024-05-01_12-00-00,1714564800,12.5,77,node1,10.0.0.1,0.1,/x
        0.6,True,10,a2,2024-05-01_12-00-00,1714564800,13.5,78,node2,10.0.0.1,0.2,/y
        """;
    call(ray, "--from", "ray", "--metric", "accuracy=max", "--name", "ray").ends(0);
    CellResult first = byKnobs(directory.resolve("out/ray"), List.of("lr")).get("0.1 1");
    assertEquals(12.5, first.seconds());
    assertEquals("node1", first.host());
    assertEquals(
        "[accuracy, diverged, stable, training_iteration]",
        first.outcome().measurements().scalars().keySet().toString());

    String wandb =
        """
        "Name","State","Notes","User","Tags","Created","Runtime","Sweep","lr","optimizer","val/accuracy"
        "fine-1","finished","-","me","","2024-05-01T12:00:00.000Z","60","","0.1","adam","0.9"
        "fine-2","crashed","-","me","","2024-05-01T12:00:00.000Z","6","","0.1","sgd",""
        """;
    String err =
        call(
                wandb,
                "--from",
                "wandb",
                "--knobs",
                "lr,optimizer",
                "--metric",
                "val/accuracy=max",
                "--name",
                "wandb")
            .ends(1)
            .err();
    assertTrue(err.contains("optimizer=sgd seed=1: ended as crashed"), err);
    CellResult fine = byKnobs(directory.resolve("out/wandb"), List.of("optimizer")).get("adam 1");
    assertEquals(0.9, number(fine, "val_accuracy"));
    assertEquals(60, fine.seconds());
  }
}
