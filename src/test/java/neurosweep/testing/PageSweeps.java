package neurosweep.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Column;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.Stable;
import neurosweep.result.Design;
import neurosweep.result.ResultColumns;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableWriter;

/** Sweeps that a page is made of: with every state, with names that are markup, large ones. */
public final class PageSweeps {
  /** Would run if it were taken as markup anywhere. */
  public static final String NASTY =
      "a<b> & \"q\" 'p' </script><script>document.title='broken'</script><img src=x onerror=alert(1)>";

  private PageSweeps() {}

  /**
   * A sweep on disk.
   *
   * @param directory where
   * @param design what it compares
   */
  public record OnDisk(SweepDirectory directory, Design design) {}

  private static OnDisk written(Sweeps sweep, java.nio.file.Path directory) throws IOException {
    return new OnDisk(sweep.write(directory), sweep.design());
  }

  /** Two algorithms, four learning rates, two seeds: most finished, one of every other state. */
  public static OnDisk everyState(java.nio.file.Path directory) throws IOException {
    Design design =
        Sweeps.design(
            Stable.PREFERRED,
            2,
            16,
            Sweeps.axis("algorithm", false, "bp", "tp"),
            Sweeps.axis("learning_rate", true, 1e-5, 1e-4, 1e-3, 1e-2));
    Sweeps sweep = new Sweeps(design);
    double value = 0.5;
    for (String algorithm : List.of("bp", "tp")) {
      for (double rate : new double[] {1e-5, 1e-4, 1e-3}) {
        sweep.finished(value += 0.01, 1, algorithm, rate);
        sweep.finished(value += 0.013, 2, algorithm, rate);
      }
    }
    sweep.diverged(1, "tp", 1e-2).failed(2, "tp", 1e-2).timedOut(1, "bp", 1e-2);
    OnDisk shown = written(sweep, directory);
    plan(shown);
    return shown;
  }

  /** The plan of {@link #everyState}, whose last cell of bp has not ended. */
  private static void plan(OnDisk shown) throws IOException {
    List<Column> columns = new ArrayList<>();
    shown.design().grid().axes().forEach(axis -> columns.add(axis.column()));
    columns.add(Column.integer(ResultColumns.SEED, "", ""));
    columns.add(Column.text(ResultColumns.CELL_ID, ""));
    try (ParquetTableWriter writer =
        ParquetTable.write(Sweeps.FILES, shown.directory().plan(), "plan", columns)) {
      writer.write(new Object[] {"bp", 1e-2, 2L, "ffffffffffffffffffff"});
      writer.commit();
    }
  }

  /** Markup wherever a name can be. */
  public static OnDisk nasty(java.nio.file.Path directory) throws IOException {
    Design base =
        Sweeps.design(
            Stable.IGNORED,
            2,
            6,
            Sweeps.axis("algorithm", false, NASTY, "plain & simple"),
            Sweeps.axis("width", false, 1L, 2L));
    Design design =
        new Design(
            NASTY,
            base.experiment(),
            base.grid(),
            base.metrics(),
            base.headline(),
            base.select(),
            base.reference());
    Sweeps sweep = new Sweeps(design);
    for (long seed = 1; seed <= 2; seed++) {
      sweep.finished(0.5 + 0.1 * seed, seed, NASTY, 1L).finished(0.6, seed, NASTY, 2L);
      sweep.add(new Outcome.Failed(Measurements.NONE, NASTY, "stack"), seed, "plain & simple", 1L);
    }
    return written(sweep, directory);
  }

  /** Ten thousand cells: two algorithms, ten depths, ten widths, ten rates, five seeds. */
  public static OnDisk large(java.nio.file.Path directory) throws IOException {
    Object[] tens = new Object[10];
    Object[] rates = new Object[10];
    for (int i = 0; i < 10; i++) {
      tens[i] = i + 1L;
      rates[i] = Math.pow(10, -5 + i / 3.0);
    }
    Design design =
        Sweeps.design(
            Stable.PREFERRED,
            5,
            10_000,
            Sweeps.axis("algorithm", false, "bp", "tp"),
            Sweeps.axis("depth", false, tens),
            Sweeps.axis("width", true, tens),
            Sweeps.axis("learning_rate", true, rates));
    Sweeps sweep = new Sweeps(design);
    long i = 0;
    for (Object algorithm : design.grid().axes().get(0).values()) {
      for (Object depth : tens) {
        for (Object width : tens) {
          for (Object rate : rates) {
            for (long seed = 1; seed <= 5; seed++) {
              double noise = (i++ * 2_654_435_761L & 0xFFFF) / 65_536.0;
              if (noise < 0.03) {
                sweep.diverged(seed, algorithm, depth, width, rate);
              } else {
                sweep.finished(0.5 + 0.4 * noise, seed, algorithm, depth, width, rate);
              }
            }
          }
        }
      }
    }
    return written(sweep, directory);
  }
}
