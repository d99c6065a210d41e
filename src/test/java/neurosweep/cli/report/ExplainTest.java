package neurosweep.cli.report;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertTrue(main.contains("\n  95 % interval\n"), main);
    assertTrue(grid.contains("  #3  algorithm = gait, learning_rate = 1e-4\n"), grid);
    assertEquals(before, contents(undisturbed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "main.csv|#2:peak",
        "main.md|gait:peak",
        "main.tex|ALGORITHM=gait:peak",
        "grid.csv|gait,0.0001:lambda = 0.1",
        "grid.md|learning_rate=1e-4,gait:lambda = 0.1",
        "robustness.csv|gait:median"
      })
  void everyWayToNameAnEntryLeadsToItsCells(String file, String entry) {
    String out = call("explain", sweep() + "/tables/" + file, "--entry", entry).ends(0).out();

    assertTrue(out.contains("row      algorithm = gait"), out);
    assertTrue(out.contains("  lambda = 0.1\n"), out);
    assertTrue(out.contains("  slope = 0.1 (default)\n"), out);
    MeasuredBits.results(undisturbed.resolve("out/tiny")).values().stream()
        .filter(each -> out.contains("configuration " + each.cell().configId()))
        .forEach(each -> assertTrue(out.contains(each.cell().id()), out));
    assertTrue(out.contains("sha256 "), out);
    assertTrue(out.contains("plan     "), out);
    assertTrue(out.contains("  code that computes "), out);
  }

  /** The values by seed are those of the journal, and their mean is what the table shows. */
  @Test
  void theNumbersAreTheJournals() {
    String out = call("explain", sweep() + "/tables/main.csv", "--entry", "bp:peak").ends(0).out();

    String shown = out.replaceAll("(?s).*\nshown    (\\S+).*", "$1");
    String mean = out.replaceAll("(?s).*peak_test_accuracy: mean (\\S+),.*", "$1");
    assertEquals(Double.parseDouble(shown), Double.parseDouble(mean), 5e-5, out);
  }

  /**
   * What is printed below {@code again:}, pasted into a shell as it is: the words that the program
   * gets. What a shell runs besides is seen by its files.
   */
  private List<String> pasted(String out) throws Exception {
    Path place = Files.createDirectories(directory.resolve("pasted"));
    Path program = Files.createDirectories(place.resolve("scripts")).resolve("neurosweep");
    Files.writeString(program, "#!/bin/sh\nprintf '%s\\0' \"$@\" > words\n");
    assertTrue(program.toFile().setExecutable(true));
    String commands = out.substring(out.indexOf("\nagain:\n") + "\nagain:\n".length());
    Process shell =
        new ProcessBuilder("sh", "-e").directory(place.toFile()).redirectErrorStream(true).start();
    try (OutputStream typed = shell.getOutputStream()) {
      typed.write(commands.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor(), said + commands);
    try (Stream<Path> files = Files.list(place)) {
      files.forEach(
          file ->
              assertTrue(
                  List.of("scripts", "words", "again.yaml").contains(file.getFileName().toString()),
                  file + " was made by\n" + commands));
    }
    return List.of(Files.readString(place.resolve("words")).split("\0", -1));
  }

  private void givesTheSameBits(String out, Path first, String name) throws Exception {
    List<String> words = new ArrayList<>(pasted(out));
    words.remove(words.size() - 1); // behind the last NUL
    words.set(words.indexOf("-o") + 1, directory.resolve("again").toString());
    words.addAll(List.of("--master", "in-process", "--parallelism", "1"));
    if (words.get(1).equals("again.yaml")) {
      words.set(1, directory.resolve("pasted/again.yaml").toString());
    }
    call(words.toArray(String[]::new)).ends(0);
    SortedMap<String, String> again = MeasuredBits.measured(directory.resolve("again/" + name));
    SortedMap<String, String> all = MeasuredBits.measured(first);
    assertTrue(again.size() >= 2 && again.size() < all.size(), again.size() + " cells");
    again.forEach((id, bits) -> assertEquals(all.get(id), bits));
    again.keySet().forEach(id -> assertTrue(out.contains(id), out));
  }

  @Test
  void theCommandItShowsGivesTheSameBits() throws Exception {
    String out = call("explain", sweep(), "--entry", "gait:peak").ends(0).out();

    givesTheSameBits(out, Path.of(sweep()), "tiny");
  }

  @Test
  void whereOverridesCannotNameTheCellsAJobOfTheirOwnDoes() throws Exception {
    run(Files.createDirectory(directory.resolve("first")), COUPLED).ends(0);
    Path first = directory.resolve("first/out/coupled");

    String out = call("explain", first.toString(), "--entry", "20:peak").ends(0).out();

    assertTrue(out.contains(" > again.yaml\n"), out);
    givesTheSameBits(out, first, "coupled");
  }

  /** A sweep_seed with line breaks ended the here-document and added a command of its own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0\nEND\ntouch owned\ncat <<'END'",
        "0'\ntouch owned\n'",
        "$(touch owned)`touch owned`;touch owned",
        "\u001b]52;c;dG91Y2g=\u0007\u202e%s\\n"
      })
  void nothingInAManifestRunsInTheShellOfWhoPastesTheCommand(String hostile) throws Exception {
    run(Files.createDirectory(directory.resolve("first")), COUPLED).ends(0);
    Path first = directory.resolve("first/out/coupled");
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = (ObjectNode) json.readTree(first.resolve("manifest.json").toFile());
    ((ObjectNode) manifest.get("spec")).put("sweep_seed", hostile).put("name", hostile);
    manifest.put("backend", hostile);
    manifest.putArray("overrides").add("epochs=1" + hostile);
    json.writeValue(first.resolve("manifest.json").toFile(), manifest);

    String out = call("explain", first.toString(), "--entry", "20:peak", "-o", "it's $HOME").out();

    List<String> words = pasted(out);
    assertEquals(hostile, words.get(words.indexOf("--backend") + 1));
    assertEquals("it's $HOME", words.get(words.indexOf("-o") + 1));
    String job = Files.readString(directory.resolve("pasted/again.yaml"));
    assertTrue(job.contains("sweep_seed: " + json.writeValueAsString(hostile) + "\n"), job);
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
