package neurosweep.cli.report;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps side by side. */
@Tag("environment")
class CompareTest {
  @TempDir static Path directory;
  private static String a;
  private static String b;
  private static String fails;

  @BeforeAll
  static void runBoth() throws IOException {
    run(Files.createDirectory(directory.resolve("a")), TINY, "epochs=2").ends(0);
    run(
            Files.createDirectory(directory.resolve("b")),
            TINY,
            "epochs=3",
            "seeds=2..3",
            "learning_rate=1e-3,1e-2")
        .ends(0);
    String faulty =
        "name: f\nexperiment: faulty\ngrid: {item: [1, 2]}\nfixed: {behaviour: %s}\nseeds: 1..2";
    run(Files.createDirectory(directory.resolve("c")), String.format(Locale.ROOT, faulty, "finish"))
        .ends(0);
    run(
            Files.createDirectory(directory.resolve("d")),
            String.format(Locale.ROOT, faulty, "diverge"))
        .ends(0);
    a = directory.resolve("a/out/tiny").toString();
    b = directory.resolve("b/out/tiny").toString();
    fails = directory.resolve("d/out/f").toString();
  }

  private static double metric(String sweep, String id) {
    return (Double)
        MeasuredBits.results(Path.of(sweep))
            .get(id)
            .outcome()
            .measurements()
            .scalars()
            .get("peak_test_accuracy");
  }

  private static String id(String sweep, long seed) {
    return MeasuredBits.results(Path.of(sweep)).values().stream()
        .map(each -> each.cell())
        .filter(cell -> cell.seed() == seed && "gait".equals(cell.values().get("algorithm")))
        .filter(cell -> Double.valueOf(1e-3).equals(cell.values().get("learning_rate")))
        .map(cell -> cell.id())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void configurationsAreMatchedByTheKnobsAndPairedBySeed() throws IOException {
    SortedMap<String, String> before = contents(directory);

    JsonNode all =
        new ObjectMapper().readTree(call("compare", a, b, "--format", "json").ends(0).out());

    assertEquals(before, contents(directory));
    assertEquals("peak_test_accuracy", all.get("metric").asText());
    assertEquals(2, all.get("pairs").size());
    JsonNode gait = all.get("pairs").get(1);
    assertEquals("gait", gait.get("knobs").get("algorithm").asText());
    assertEquals("0.001", gait.get("knobs").get("learning_rate").asText());
    assertEquals(2, gait.get("a").get("n").asInt());
    assertEquals(1, gait.get("difference").get("n").asInt());
    assertEquals(
        metric(b, id(b, 2)) - metric(a, id(a, 2)), gait.get("difference").get("mean").asDouble());
    assertTrue(gait.get("difference").get("sd").isNull());
    assertEquals(2, all.get("only_a").size());
    assertEquals(2, all.get("only_b").size());
    assertTrue(all.get("only_a").get(0).asText().contains("learning_rate=1e-4"), all.toString());
  }

  @Test
  void theTableSaysWhatDiffersInTheManifests() {
    String out = call("compare", a, b).ends(0).out();

    assertTrue(out.contains("\n  fixed.epochs: 2 -> 3\n"), out);
    assertTrue(out.contains("\n  seeds: 1, 2 -> 2, 3\n"), out);
    assertTrue(out.contains("plan hash: "), out);
    assertTrue(out.contains("2 configurations in both, peak_test_accuracy:"), out);
    assertTrue(out.contains("only in B (2):"), out);
    String itself = call("compare", a, a).ends(0).out();
    assertTrue(!itself.contains("differs") && !itself.contains("only in"), itself);
    assertTrue(itself.contains("4 configurations in both"), itself);
  }

  @Test
  void statesThatChangedAreListed() {
    String finishes = directory.resolve("c/out/f").toString();

    String out = call("compare", finishes, fails).ends(0).out();
    List<String> csv =
        call("compare", finishes, fails, "--format", "csv").ends(0).out().lines().toList();

    assertTrue(out.contains("ended otherwise (4):\n  1, seed 1: FINISHED -> DIVERGED\n"), out);
    assertEquals(3, csv.size());
    assertTrue(
        csv.get(1).endsWith(",0,0,\"seed 1: FINISHED -> DIVERGED; seed 2: FINISHED -> DIVERGED\""),
        csv.get(1));
  }

  private static String row(List<String> lines, String... values) {
    List<String> found =
        lines.stream()
            .filter(line -> List.of(line.strip().split(" +", -1)).containsAll(List.of(values)))
            .toList();
    assertEquals(1, found.size(), String.join("\n", lines));
    return found.get(0);
  }

  @Test
  void severalSweepsStandBesideTheFirst() throws IOException {
    List<String> lines = call("compare", a, a, b).ends(0).out().lines().toList();

    assertEquals(List.of("A " + a, "B " + a, "C " + b), lines.subList(0, 3));
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("differs between A and B")));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("differs between A and C (")));
    assertTrue(lines.contains("4 configurations of A in others, peak_test_accuracy:"));
    String row = row(lines, "0.001", "gait");
    String[] cells = row.strip().split(" +", -1);
    String own = cells[cells.length - 9];
    assertEquals(own, cells[cells.length - 8], "B is A: " + row);
    assertEquals("0.00000", cells[cells.length - 7], row);
    assertEquals("2", cells[cells.length - 5], row);
    assertEquals("1", cells[cells.length - 1], row);
    String alone = row(lines, "1e-4", "gait");
    assertTrue(alone.matches(".* 2( +-){4} *"), "only B has it: " + alone);
    assertTrue(
        lines.contains("in A and not in C (2):") && lines.contains("in C and not in A (2):"));

    JsonNode json =
        new ObjectMapper().readTree(call("compare", a, a, b, "--format", "json").ends(0).out());
    assertEquals(4, json.get("comparisons").get(0).get("pairs").size());
    assertEquals(b, json.get("comparisons").get(1).get("sweep").asText());
    List<String> csv = call("compare", a, a, b, "--format", "csv").ends(0).out().lines().toList();
    assertEquals(1 + 4 + 2, csv.size());
    assertTrue(csv.get(0).startsWith("sweep,"), csv.get(0));
    assertTrue(csv.get(5).startsWith(b + ","), csv.get(5));
  }

  @Test
  void whatCannotBeComparedIsNamed() {
    String metric = call("compare", a, b, "--metric", "peak_test").ends(2).err();
    String missing = call("compare", a, directory + "/nothing").ends(2).err();
    String experiments = call("compare", a, fails).ends(2).err();

    assertTrue(metric.contains("unknown metric \"peak_test\""), metric);
    assertTrue(missing.contains("there is no sweep at"), missing);
    assertTrue(experiments.contains("unknown metric \"peak_test_accuracy\""), experiments);
    String[] many = new String[28];
    java.util.Arrays.fill(many, a);
    many[0] = "compare";
    String most = call(many).ends(2).err();
    assertTrue(most.contains("there are 26 sweeps to compare with A, must be at most 25"), most);
  }
}
