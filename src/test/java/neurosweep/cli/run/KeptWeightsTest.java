package neurosweep.cli.run;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import neurosweep.testing.KeptNet;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.SmallDisk;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that a sweep keeps, at the command line. */
@Tag("environment")
class KeptWeightsTest {
  private static final String LEAVING =
      "name: tiny\nexperiment: faulty\nvariants:\n  - {behaviour: leave, item: [1, 2]}\nseeds: 1..2\n";

  @TempDir Path directory;

  private Path sweep() {
    return directory.resolve("out/tiny");
  }

  /** The files that cells have left, by their paths below the sweep. */
  private SortedMap<String, byte[]> kept() throws IOException {
    SortedMap<String, byte[]> kept = new TreeMap<>();
    Path folder = sweep().resolve("kept");
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          kept.put(sweep().relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
    return kept;
  }

  private static String weights(String cell) {
    return "kept/" + cell + "/weights.npz";
  }

  private Set<String> weightsOf(Set<String> cells) {
    return cells.stream().map(KeptWeightsTest::weights).collect(Collectors.toSet());
  }

  private SortedMap<String, CellResult> results() {
    return MeasuredBits.results(sweep());
  }

  private static String planned(Shell.Answer plan, String what) {
    return plan.out()
        .lines()
        .filter(line -> line.startsWith(what))
        .findFirst()
        .orElseThrow(() -> new AssertionError(plan.out()));
  }

  @Test
  void everyCellThatEndsLeavesItsNet() throws IOException {
    run(directory, TINY, "keep=all").ends(0);

    SortedMap<String, CellResult> results = results();
    SortedMap<String, byte[]> kept = kept();
    assertEquals(8, results.size());
    assertEquals(weightsOf(results.keySet()), kept.keySet());
    for (String cell : results.keySet()) {
      KeptNet net = KeptNet.read(kept.get(weights(cell)));
      assertEquals(cell, net.provenance().get("cell").asText());
      String code = net.provenance().get("code").asText();
      assertEquals(results.get(cell).origin().code(), code);
      assertEquals(results.get(cell).cell().dataDigest(), net.provenance().get("data").asText());
    }
    assertEquals(8, kept.values().stream().map(ByteBuffer::wrap).distinct().count());
  }

  @Test
  void nobodysAreKeptUnlessThatIsAsked() throws IOException {
    run(directory, TINY).ends(0);

    assertFalse(Files.exists(sweep().resolve("kept")));
    Shell.Answer list = call("weights", sweep().toString()).ends(0);
    assertEquals(
        "0 of 8 cells that have ended have weights; a job keeps them by keep: all or keep: selected",
        list.out().strip());
  }

  /** The cells are the same, and so is what is computed. */
  @Test
  void keepIsNoPartOfThePlan() throws IOException {
    String job = Shell.job(directory, TINY);
    Shell.Answer none = call("plan", job, "-o", directory.toString()).ends(0);
    Shell.Answer all = call("plan", job, "-o", directory.toString(), "keep=all").ends(0);

    assertEquals(planned(none, "plan hash"), planned(all, "plan hash"));
    assertFalse(none.out().contains("weights"), none.out());
    assertTrue(planned(all, "weights").endsWith("kept of all cells, 0.3 MB"), all.out());

    run(directory, TINY).ends(0);
    SortedMap<String, CellResult> bare = results();
    run(directory, TINY, "keep=all", "--overwrite", "-y").ends(0);
    assertEquals(bare.keySet(), results().keySet());
    results()
        .forEach((id, cell) -> assertEquals(MeasuredBits.of(bare.get(id)), MeasuredBits.of(cell)));
  }

  @Test
  void ofSelectedConfigurationsOnlyThoseStay() throws IOException {
    run(directory, TINY.replace("seeds:", "keep: selected\nseeds:")).ends(0);

    Set<String> selected = new TreeSet<>();
    try (ParquetTableReader rows =
        ParquetTable.read(
            new neurosweep.store.Files(),
            new org.apache.hadoop.fs.Path(sweep().resolve("best").toString()),
            List.of("config_id"))) {
      while (rows.hasNext()) {
        selected.add((String) rows.next()[0]);
      }
    }
    assertEquals(2, selected.size());
    Set<String> cells =
        results().values().stream()
            .map(CellResult::cell)
            .filter(cell -> selected.contains(cell.configId()))
            .map(cell -> cell.id())
            .collect(Collectors.toSet());
    assertEquals(4, cells.size());
    assertEquals(weightsOf(cells), kept().keySet());
    try (Stream<Path> folders = Files.list(sweep().resolve("kept"))) {
      assertEquals(4, folders.count(), "no empty folders");
    }
  }

  /** While some are missing nobody knows which will be selected. */
  @Test
  void nothingIsDeletedBeforeTheSweepIsComplete() throws IOException {
    String job = TINY.replace("seeds:", "keep: selected\nseeds:");
    run(directory, job, "--max-failures", "0", "--trial-timeout", "1e-9").ends(1);
    assertEquals(Set.of(), kept().keySet());

    Shell.job(directory, job);
    call("retry", sweep().toString(), "--master", "in-process").ends(0);

    assertEquals(4, kept().size(), "retry keeps what the job says");
  }

  @Test
  void aSweepGoesOnWithAnotherKeepAndSaysWhatItLacks() throws IOException {
    Shell.Answer begun = run(directory, TINY, "seeds=1").ends(0);
    assertFalse(begun.err().contains("weights"), begun.err());

    Shell.Answer grown = run(directory, TINY, "keep=all").ends(0);

    String lacking =
        "4 of 8 cells have no weights: they had ended before keep was all, or were not"
            + " selected then; to have them, too, run the job with keep=all and another output (-o)";
    assertTrue(grown.err().contains(lacking), grown.err());
    assertEquals(4, kept().size());
    Set<String> second =
        results().values().stream()
            .map(CellResult::cell)
            .filter(cell -> cell.seed() == 2)
            .map(cell -> cell.id())
            .collect(Collectors.toSet());
    assertEquals(weightsOf(second), kept().keySet());
    assertEquals(
        "all",
        new ObjectMapper()
            .readTree(sweep().resolve("manifest.json").toFile())
            .at("/spec/keep")
            .asText());
    String listed = call("weights", sweep().toString()).ends(0).out();
    assertTrue(listed.contains("4 of 8 cells that have ended have weights"), listed);
    assertEquals(5, listed.lines().count());
  }

  /** Nothing runs, and the report that is there is made again; what else cells have left stays. */
  @Test
  void keepAloneMayChangeOnACompleteSweep() throws IOException {
    run(directory, TINY, "keep=all").ends(0);
    SortedMap<String, byte[]> all = kept();
    for (String file : all.keySet()) {
      Files.writeString(sweep().resolve(file).resolveSibling("note.txt"), "of another kind");
    }

    Shell.Answer again = run(directory, TINY, "keep=selected").ends(0);

    assertTrue(again.err().contains("nothing to run"), again.err());
    assertFalse(again.err().contains("have no weights"), again.err());
    SortedMap<String, byte[]> selected = kept();
    assertEquals(8 + 4, selected.size());
    assertEquals(8, selected.keySet().stream().filter(file -> file.endsWith("note.txt")).count());
    assertTrue(Files.readString(sweep().resolve("sweep.yaml")).contains("#   keep=selected"));
    assertTrue(Files.exists(sweep().resolve("_SUCCESS")));

    Shell.Answer none = run(directory, TINY).ends(0);

    assertFalse(none.err().contains("have no weights"), none.err());
    assertEquals(selected.keySet(), kept().keySet(), "none deletes nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "leak-curve | all | override keep=all: keep is all, must be none with leak-curve, whose cells"
            + " train no net that could be kept; say keep: none",
        "ring-attractor | selected | override keep=selected: keep is selected, must be none with"
            + " ring-attractor, whose cells train no net that could be kept; say keep: none",
        "classification | some | override keep=some: keep is \"some\", must be one of none,"
            + " selected, all; did you mean \"none\"?"
      })
  void whatCannotBeKeptIsRefused(String experiment, String keep, String fault) {
    String job = Shell.job(directory, "name: n\nexperiment: " + experiment);

    Shell.Answer answer = call("plan", job, "keep=" + keep).ends(2);

    assertEquals(List.of("error: " + fault), answer.errors());
  }

  @Test
  void theFileOfACellIsHandedOut() throws IOException {
    run(directory, TINY, "keep=all").ends(0);
    String cell = results().firstKey();
    byte[] kept = kept().get(weights(cell));
    Path copy = directory.resolve("copy.npz");
    String start = cell.substring(0, 8);

    Shell.Answer answer = call("weights", sweep().toString(), start, "-o", copy.toString()).ends(0);

    List<String> lines = answer.out().lines().toList();
    assertEquals("weights of cell " + cell + ", " + sweep().resolve(weights(cell)), lines.get(0));
    assertEquals("  W1           <f4    (49, 49)", lines.get(1));
    assertEquals("  b1           <f4    (49)", lines.get(2));
    assertTrue(lines.get(5).matches("  provenance   <U\\d+ +\\(\\)"), lines.get(5));
    assertEquals("wrote " + copy, lines.get(6));
    assertEquals(7, lines.size());
    assertArrayEquals(kept, Files.readAllBytes(copy));

    Files.writeString(copy, "mine");
    Shell.Answer again = call("weights", sweep().toString(), cell, "-o", copy.toString()).ends(2);
    assertEquals(
        List.of(
            "error: " + copy + " exists already; choose another name with -o, or add --overwrite"),
        again.errors());
    assertEquals("mine", Files.readString(copy));
    call("weights", sweep().toString(), cell, "-o", copy.toString(), "--overwrite").ends(0);
    assertArrayEquals(kept, Files.readAllBytes(copy));
  }

  @Test
  void whatIsNotThereIsSaid() throws IOException {
    run(directory, TINY, "keep=all").ends(0);
    String in = sweep().toString();
    String cell = results().firstKey();
    Path file = sweep().resolve(weights(cell));

    assertEquals(
        List.of("error: no cell that has ended has an id that starts with zz"),
        call("weights", in, "zz").ends(2).errors());
    assertEquals(
        List.of("error: --out is x.npz, which is for one cell's weights; name the cell after DIR"),
        call("weights", in, "-o", "x.npz").ends(2).errors());
    Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 300));
    assertEquals(
        List.of(
            "error: "
                + file
                + " is damaged: unexpected EOF; restore it from a copy, or run the job with keep=all"
                + " and another output (-o)"),
        call("weights", in, cell).ends(2).errors());
    Files.delete(file);
    assertEquals(
        List.of(
            "error: cell "
                + cell
                + " has no weights: when it ended, keep was none, or it was not selected; to have"
                + " them, run the job with keep=all and another output (-o)"),
        call("weights", in, cell).ends(2).errors());
  }

  @Test
  void verifyLeavesNothing() throws IOException {
    run(directory, TINY, "keep=all").ends(0);
    SortedMap<String, String> before = Shell.contents(sweep().resolve("kept"));
    String lost = kept().firstKey();
    Files.delete(sweep().resolve(lost));

    call("verify", sweep().toString(), "--sample", "100%").ends(0);

    before.remove(lost.substring("kept/".length()));
    assertEquals(before, Shell.contents(sweep().resolve("kept")));
  }

  /** Files of any kind, whatever keep is: those that a cell asks for by itself. */
  @Test
  void aCellLeavesFilesOfAnyKind() throws IOException {
    run(directory, LEAVING).ends(0);

    Set<String> expected =
        results().keySet().stream()
            .map(id -> "kept/" + id + "/note.txt")
            .collect(Collectors.toSet());
    assertEquals(4, expected.size());
    assertEquals(expected, kept().keySet());
    for (CellResult each : results().values()) {
      assertEquals(
          "seed " + each.cell().seed(),
          Files.readString(sweep().resolve("kept/" + each.cell().id() + "/note.txt")));
    }
  }

  @Test
  void whatAFailedCellLeftIsWholeAndANameThatLeadsOutIsTheCellsFault() throws IOException {
    run(
            directory,
            "name: tiny\nexperiment: faulty\ngrid: {behaviour: [leave-and-throw, leave-outside]}")
        .ends(1);

    SortedMap<String, byte[]> kept = kept();
    assertEquals(1, kept.size());
    assertEquals(
        "seed 1",
        new String(kept.get(kept.firstKey()), java.nio.charset.StandardCharsets.US_ASCII));
    String failures = call("failures", sweep().toString()).ends(0).out();
    assertTrue(failures.contains("file name is \"../note.txt\""), failures);
    assertFalse(Files.exists(sweep().resolve("kept/note.txt")));
  }

  @Test
  void overwriteClearsWhatCellsLeftAndNothingElse() throws IOException {
    run(directory, TINY, "keep=all").ends(0);
    String cell = results().firstKey();
    Path own = Files.writeString(sweep().resolve("kept/notes.txt"), "mine");
    Path below = Files.createDirectory(sweep().resolve("kept/" + cell + "/mine"));
    Path hidden = Files.writeString(sweep().resolve("kept/" + cell + "/.mine"), "mine");

    run(directory, TINY, "--overwrite", "-y").ends(0);

    assertEquals(Set.of("kept/notes.txt", "kept/" + cell + "/.mine"), kept().keySet());
    assertTrue(Files.exists(own) && Files.exists(below) && Files.exists(hidden));
    try (Stream<Path> folders = Files.list(sweep().resolve("kept"))) {
      assertEquals(2, folders.count());
    }
  }

  /** What a run that was killed had begun to write. */
  @Test
  void unfinishedFilesOfCellsThatHaveNotEndedAreDeleted() throws IOException {
    run(directory, TINY, "seeds=1", "keep=all").ends(0);
    String later = "0123456789abcdef0123";
    Path folder = Files.createDirectories(sweep().resolve("kept/" + later));
    Path litter = Files.writeString(folder.resolve(".weights.npz.0a1b2c3d.tmp"), "half");

    run(directory, TINY, "keep=all").ends(0);

    assertFalse(Files.exists(litter));
    assertFalse(Files.exists(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kept", "kept/CELL", "kept/CELL/weights.npz"})
  void noLinkIsFollowed(String what) throws IOException {
    run(directory, TINY, "keep=all").ends(0);
    String cell = results().firstKey();
    Path place = sweep().resolve(what.replace("CELL", cell));
    Path elsewhere = directory.resolve("elsewhere");
    Files.move(place, elsewhere);
    SortedMap<String, String> before = Shell.contents(elsewhere);
    Files.createSymbolicLink(place, elsewhere);

    Shell.Answer answer = call("weights", sweep().toString(), cell).ends(2);

    assertEquals(1, answer.errors().size(), answer.err());
    assertTrue(answer.errors().get(0).contains(place + " is a link"), answer.err());
    assertEquals(before, Shell.contents(elsewhere));
  }

  /** The cell is right, so it must not be journaled as failed. */
  @Test
  void aDiskWithoutRoomForWeightsIsAFaultOfTheMachine() throws IOException {
    String job =
        TINY.replace("depth: 1", "net: layered, hidden: \"400-400\"")
            .replace(
                "variants: [{algorithm: bp}, {algorithm: gait, lambda: 0.1}]",
                "variants: [{algorithm: bp}]");
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("out"), "size=600k")) {
      Shell.Answer full = run(directory, job, "keep=all").ends(1);

      String said = String.join("\n", full.errors());
      assertTrue(said.contains("weights.npz of cell "), said);
      assertTrue(said.contains("No space left on device; free some space"), said);
      assertFalse(said.contains("\tat "), said);
      assertFalse(said.contains(".tmp"), said);
      assertEquals(Set.of(), results().keySet());
      assertEquals(List.of(), disk.hidden());

      disk.remount("size=32m");
      run(directory, job, "keep=all").ends(0);
      assertEquals(weightsOf(results().keySet()), kept().keySet());
    }
  }
}
