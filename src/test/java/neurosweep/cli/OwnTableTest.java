package neurosweep.cli;

import static neurosweep.cli.Shell.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table as pandas writes it, from the first look to a sweep. */
@Tag("environment")
class OwnTableTest {
  private static final String KNOBS = "label_column=kind test_fraction=0.2 impute=median";

  private static final String JOB =
      """
      name: own
      experiment: classification
      fixed:
        dataset: csv
        label_column: kind
        test_fraction: 0.2
        drop: [id, "seen, first"]
        categorical: [colour, size]
        impute: median
        scaling: standard
        validation: 0.2
        net: layered
        hidden: "8"
        epochs: 1
        batch_size: 50
        algorithm: bp
      grid: {learning_rate: [1.0e-3, 1.0e-2]}
      seeds: 1..2
      select: {metric: best_validation_accuracy, goal: max, stable: ignored}
      report: {tables: [main]}
      """;

  @TempDir Path directory;

  /** 3,000 rows of 20 features, 3 classes, two of text, one with blanks, and the index. */
  @BeforeEach
  void writeTable() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder text = new StringBuilder("Unnamed: 0,id,\"seen, first\",colour,size");
    for (int j = 0; j < 16; j++) {
      text.append(",f").append(j);
    }
    text.append(",kind\r\n");
    List<String> kinds = List.of("ash", "beech", "oak");
    for (int i = 0; i < 3000; i++) {
      String kind = kinds.get(i % 3);
      text.append(i).append(',').append(i + 1).append(",\"2024-01-0").append(1 + i % 9);
      text.append("\",").append(random.nextInt(5) == 0 ? "" : List.of("red", "green").get(i % 2));
      text.append(',').append(List.of("S", "M", "L").get(random.nextInt(3)));
      for (int j = 0; j < 16; j++) {
        text.append(',');
        if (j != 3 || i % 25 != 0) {
          text.append(Math.round(1000 * (random.nextDouble() + (i % 3) * (j % 2))) / 1000.0);
        }
      }
      text.append(',').append(kind).append("\r\n");
    }
    Files.writeString(directory.resolve("train.csv"), text.toString());
  }

  private Shell.Answer described(String knobs, String... more) {
    return call(
        Stream.of(
                Stream.of("data", "describe", "--dataset", "csv", "--data", directory.toString()),
                Stream.of(knobs.split(" ")),
                Stream.of(more))
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  @Test
  void whatIsInTheWayIsToldColumnByColumn() {
    Shell.Answer answer = described("label_column=kind test_fraction=0.2").ends(2);

    assertEquals(
        List.of(
            "seen, first: dates in 3,000 of 3,000 rows: 2024-01-01, 2024-01-02, 2024-01-03; say"
                + " drop, or make them numbers",
            "size: text in 3,000 of 3,000 rows",
            "f3: 120 of 3,000 rows are blank; say impute or drop"),
        answer
            .err()
            .lines()
            .map(line -> line.replaceFirst("^neurosweep: |^error: ", ""))
            .filter(line -> line.matches("(seen|size|f3).*"))
            .map(line -> line.replaceFirst("^(size: .* rows): .*", "$1"))
            .toList(),
        answer.err());
    assertTrue(answer.err().contains("colour: text in "), answer.err());
    assertEquals(4, answer.err().lines().count(), answer.err());
    assertTrue(answer.out().contains("train.csv: 3,000 rows, 22 columns, separated by commas"));
    assertTrue(
        answer.out().lines().anyMatch(line -> line.matches("f3 +numbers +120  refused.*")),
        answer.out());
  }

  @Test
  void whatIsDoneIsToldColumnByColumn() {
    String out =
        described(KNOBS, "drop=id, \"seen, first\"", "categorical=colour,size").ends(0).out();

    assertTrue(out.contains("2,400 training and 600 test examples, 22 features, 3 classes"), out);
    assertTrue(out.contains("ash 800 (33.3 %), beech 800 (33.3 %), oak 800 (33.3 %)"), out);
    assertTrue(out.contains("left out, row numbers or without a name: Unnamed: 0"), out);
    for (String row :
        List.of(
            "colour +text +\\d+  3 features, one for each level +(red, green|green, red)",
            "size +text +0  3 features.*",
            "seen, first +dates? +0  dropped .*",
            "Unnamed: 0 +whole numbers +0  left out +0 to 2,999",
            "f3 +numbers +120  1 feature, blanks become the median .*",
            "kind +text +0  label +ash, beech, oak")) {
      assertTrue(out.lines().anyMatch(line -> line.matches(row)), row + "\n" + out);
    }
  }

  @Test
  void aSweepIsPlannedAndRunAndVerified() throws IOException {
    String job = Shell.job(directory, JOB);
    String data = directory.toString();
    String out = directory.resolve("out").toString();

    String plan = call("plan", job, "-o", out, "--data", data).ends(0).out();
    assertTrue(plan.contains("2,400 training and 600 test examples, 22 features"), plan);
    assertTrue(plan.contains("classes     ash 800 (33.3 %)"), plan);
    assertTrue(plan.contains("notice      csv: left out, row numbers"), plan);

    Shell.Answer run = call("run", job, "-o", out, "--data", data, "--master", "in-process");
    run.ends(0);
    assertTrue(run.err().contains("left out, row numbers or without a name"), run.err());
    String manifest = Files.readString(directory.resolve("out/own/manifest.json"));
    assertTrue(manifest.contains("categorical=\\\"colour, size\\\""), manifest);
    call("verify", directory.resolve("out/own").toString(), "--data", data).ends(0);
  }

  /** A cell is known by what was done to its data. */
  @Test
  void everyPreparationMakesOtherCells() throws IOException {
    String job = Shell.job(directory, JOB);
    String before = planHash(job);
    for (String other :
        List.of("impute=mean", "split_seed=1", "drop=f0,id,\"seen, first\"", "test_fraction=0.3")) {
      String given = other.startsWith("drop") ? "drop=[f0, id, \"seen, first\"]" : other;
      assertFalse(planHash(job, given).equals(before), given);
    }
  }

  private String planHash(String job, String... more) {
    String out = directory.resolve("out").toString();
    String[] command = {"plan", job, "-o", out, "--data", directory.toString()};
    String[] all = Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    return call(all)
        .ends(0)
        .out()
        .lines()
        .filter(line -> line.startsWith("plan hash"))
        .findFirst()
        .orElseThrow();
  }
}
