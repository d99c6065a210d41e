package neurosweep.cli;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static neurosweep.cli.Shell.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.sweep.Bits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a number in a table to its cells and back to the same bits. */
@Tag("environment")
class ExplainTest {
  /** Coupled axes and an excluded combination, so that overrides alone cannot name every entry. */
  private static final String COUPLED =
      """
      name: coupled
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, depth: 1, epochs: 1}
      zip: {pair: {batch_size: [10, 20, 30], learning_rate: [1.0e-4, 1.0e-3, 1.0e-2]}}
      grid: {algorithm: [bp, fa]}
      seeds: 3..4
      select: {over: [algorithm], stable: ignored}
      """;

  /** A finished sweep that tests never change. */
  @TempDir static Path undisturbed;

  @TempDir Path directory;

  @BeforeAll
  static void runOnce() {
    run(undisturbed, TINY, "epochs=3").ends(0);
  }

  private static String sweep() {
    return undisturbed.resolve("out/tiny").toString();
  }

  @Test
  void withoutAnEntryItTellsWhatMayBeAskedFor() {
    SortedMap<String, String> before = contents(undisturbed);

    String main = call("explain", sweep()).ends(0).out();
    String grid = call("explain", sweep(), "--table", "grid").ends(0).out();

    assertTrue(main.contains("  #2  algorithm = gait\n"), main);
    assertTrue(main.contains("\n  final\n"), main);
    assertTrue(grid.contains("  #3  algorithm = gait, learning_rate = 1e-4\n"), grid);
    assertEquals(before, contents(undisturbed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "main.csv|#2:final",
        "main.md|gait:final",
        "main.tex|ALGORITHM=gait:final",
        "grid.csv|gait,0.0001:lambda = 0.1",
        "grid.md|learning_rate=1e-4,gait:lambda = 0.1",
        "robustness.csv|gait:median"
      })
  void everyWayToNameAnEntryLeadsToItsCells(String file, String entry) {
    String out = call("explain", sweep() + "/tables/" + file, "--entry", entry).ends(0).out();

    assertTrue(out.contains("row      algorithm = gait"), out);
    assertTrue(out.contains("  lambda = 0.1\n"), out);
    assertTrue(out.contains("  slope = 0.1 (default)\n"), out);
    Bits.results(undisturbed.resolve("out/tiny")).values().stream()
        .filter(each -> out.contains("configuration " + each.cell().configId()))
        .forEach(each -> assertTrue(out.contains(each.cell().id()), out));
    assertTrue(out.contains("sha256 "), out);
    assertTrue(out.contains("plan     "), out);
    assertTrue(out.contains("  code that computes "), out);
  }

  /** The values by seed are those of the journal, and their mean is what the table shows. */
  @Test
  void theNumbersAreTheJournals() {
    String out = call("explain", sweep() + "/tables/main.csv", "--entry", "bp:final").ends(0).out();

    String shown = out.replaceAll("(?s).*\nshown    (\\S+).*", "$1");
    String mean = out.replaceAll("(?s).*final_test_accuracy: mean (\\S+),.*", "$1");
    assertEquals(Double.parseDouble(shown), Double.parseDouble(mean), 5e-5, out);
  }

  private static List<String> arguments(String out, String into) {
    String last = out.strip().lines().reduce((a, b) -> b).orElseThrow().strip();
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("(?:[^ ']|'[^']*')+").matcher(last);
    while (word.find()) {
      words.add(word.group().replace("'", ""));
    }
    assertEquals("scripts/neurosweep", words.remove(0));
    words.set(words.indexOf("-o") + 1, into);
    words.addAll(List.of("--master", "in-process", "--parallelism", "1"));
    return words;
  }

  private void givesTheSameBits(String out, Path first, String name) {
    List<String> words = arguments(out, directory.resolve("again").toString());
    int job = out.indexOf("<<'END'");
    if (job >= 0) {
      String text = out.substring(out.indexOf('\n', job) + 1, out.indexOf("  END", job + 8));
      words.set(1, write(directory.resolve("again.yaml"), text.replaceAll("(?m)^  ", "")));
    }
    call(words.toArray(String[]::new)).ends(0);
    SortedMap<String, String> again = Bits.measured(directory.resolve("again/" + name));
    SortedMap<String, String> all = Bits.measured(first);
    assertTrue(again.size() >= 2 && again.size() < all.size(), again.size() + " cells");
    again.forEach((id, bits) -> assertEquals(all.get(id), bits));
    again.keySet().forEach(id -> assertTrue(out.contains(id), out));
  }

  @Test
  void theCommandItShowsGivesTheSameBits() {
    String out = call("explain", sweep(), "--entry", "gait:final").ends(0).out();

    givesTheSameBits(out, Path.of(sweep()), "tiny");
  }

  @Test
  void whereOverridesCannotNameTheCellsAJobOfTheirOwnDoes() throws IOException {
    run(Files.createDirectory(directory.resolve("first")), COUPLED).ends(0);
    Path first = directory.resolve("first/out/coupled");

    String out = call("explain", first.toString(), "--entry", "20:final").ends(0).out();

    assertTrue(out.contains("cat > again.yaml <<'END'"), out);
    givesTheSameBits(out, first, "coupled");
  }

  @Test
  void anEditedFileIsSaidToBe() throws IOException {
    Shell.copy(undisturbed, directory);
    Path file = directory.resolve("out/tiny/tables/main.csv");
    Files.writeString(file, Files.readString(file).replace("gait", "mine"));

    Shell.Answer edited = call("explain", file.toString(), "--entry", "gait:n").ends(1);
    Files.delete(file);
    Shell.Answer gone = call("explain", file.toString()).ends(1);

    assertTrue(edited.out().contains("shown    2"), edited.out());
    assertTrue(edited.err().contains("is not what the results give now"), edited.err());
    assertTrue(gone.err().contains("does not exist"), gone.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gait|must be ROW:COLUMN",
        "gait:nothing|unknown column \"nothing\"",
        "gait:i|could be",
        "tp:n|no row is called \"tp\"",
        "#3:n|the table has rows #1 to #2",
        "gait:algorithm|comes from no run",
        "gait,bp:n|no row is called"
      })
  void whatIsNotThereIsNamed(String entry, String said) {
    Shell.Answer answer = call("explain", sweep(), "--entry", entry).ends(2);

    assertTrue(answer.err().contains(said), answer.err());
    assertFalse(answer.err().contains("\tat "), answer.err());
    assertEquals("", answer.out());
  }
}
