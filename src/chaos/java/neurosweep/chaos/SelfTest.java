package neurosweep.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import neurosweep.core.Column;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import neurosweep.store.parquet.ParquetTableWriter;

/** Tests the checks: injects faults of every kind and requires that each is found. */
final class SelfTest {
  private final Settings settings;
  private final Sweeps sweeps;
  private Path reference;
  private boolean well = true;
  private int number;

  SelfTest(Settings settings, Leash leash) {
    this.settings = settings;
    this.sweeps = new Sweeps(settings, leash, "seeds=1..1", "epochs=4", "depth=1");
  }

  /** Whether every fault was found and nothing else was. */
  boolean run() throws IOException, InterruptedException {
    reference = sweeps.undisturbed();
    Function<Tally, List<String>> nowhere = tally -> tally.isClean() ? List.of("-") : List.of();
    require("no fault", sweep -> {}, nowhere);
    require("a segment of the journal is lost", SelfTest::dropSegments, Tally::lost);
    require("a result is journaled twice", SelfTest::journalAgain, Tally::repeated);
    require("the last bit of a value", sweep -> results(sweep, SelfTest::flip), Tally::different);
    require("a row is lost", sweep -> results(sweep, rows -> rows.remove(0)), Tally::lost);
    require(
        "a row is there twice",
        sweep -> results(sweep, rows -> rows.add(rows.get(0))),
        Tally::repeated);
    require("a digit in a table", SelfTest::retouch, Tally::different);
    require("no mark of success", sweep -> Files.delete(sweep.resolve("_SUCCESS")), Tally::lost);
    duringARound();
    return well;
  }

  private void require(String fault, Round.Touch injection, Function<Tally, List<String>> found)
      throws IOException {
    Path sweep = settings.directory().resolve("fault-" + ++number);
    copy(reference, sweep);
    injection.touch(sweep);
    Tally tally = new Tally();
    Round.check(reference, sweep, List.of(JournalText.read(reference)), tally);
    report(fault, found.apply(tally));
  }

  private void report(String fault, List<String> found) {
    well &= !found.isEmpty();
    System.out.println((found.isEmpty() ? "NOT FOUND: " : "found: ") + fault);
  }

  /** The tables are complete and equal after this fault, since everything is computed again. */
  private void duringARound() throws IOException, InterruptedException {
    Tally tally = new Tally();
    List<Kill> kills = List.of(new Kill(Kill.Victim.DRIVER_WRITING, 0, 0));
    Round.Plan plan = new Round.Plan(1, Mode.IN_PROCESS, kills, new Random(settings.seed()));
    new Round(settings, sweeps, null, tally, null).run(plan, reference, SelfTest::dropSegments);
    boolean onlyLost = tally.different().isEmpty() && !tally.isClean();
    report("the journal is lost while no driver lives", onlyLost ? tally.lost() : List.of());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private static void dropSegments(Path sweep) throws IOException {
    for (Path segment : JournalText.segments(sweep)) {
      Files.delete(segment);
    }
  }

  private static void journalAgain(Path sweep) throws IOException {
    Path segment = JournalText.segments(sweep).get(0);
    List<String> lines = Files.readAllLines(segment, StandardCharsets.ISO_8859_1);
    String again = lines.get(1).replace("\"attempt\":1", "\"attempt\":2") + "\n";
    Files.writeString(segment, again, StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);
  }

  private static void flip(List<Object[]> rows) {
    Object[] row = rows.get(rows.size() / 2);
    for (int i = 0; i < row.length; i++) {
      if (row[i] instanceof Double real && real > 0 && real < 1) {
        row[i] = Math.nextUp(real);
        return;
      }
    }
    throw new Failure("there is no value to change");
  }

  private static void retouch(Path sweep) throws IOException {
    Path table = sweep.resolve("tables/grid.csv");
    String text = Files.readString(table);
    int digit = text.lastIndexOf('.') + 1;
    char other = text.charAt(digit) == '1' ? '2' : '1';
    Files.writeString(table, text.substring(0, digit) + other + text.substring(digit + 1));
  }

  private interface Edit {
    void edit(List<Object[]> rows);
  }

  /** Writes the results anew. */
  private static void results(Path sweep, Edit edit) throws IOException {
    var directory = new org.apache.hadoop.fs.Path(sweep.resolve("results").toUri());
    neurosweep.store.Files conf = new neurosweep.store.Files();
    List<Object[]> rows = new ArrayList<>();
    List<Column> columns;
    try (ParquetTableReader reader = ParquetTable.read(conf, directory)) {
      columns = reader.columns();
      reader.forEachRemaining(rows::add);
    }
    edit.edit(rows);
    var file = new org.apache.hadoop.fs.Path(directory, "part-00000.parquet");
    try (ParquetTableWriter writer = ParquetTable.write(conf, file, "results", columns)) {
      for (Object[] row : rows) {
        writer.write(row);
      }
      writer.commit();
    }
  }
}
