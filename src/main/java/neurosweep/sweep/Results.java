package neurosweep.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Summary;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Column;
import neurosweep.core.Table;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.experiment.Experiment;
import neurosweep.journal.History;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.ResultColumns;
import neurosweep.result.TrialColumns;
import neurosweep.store.DerivedFiles;
import neurosweep.store.Files;
import neurosweep.store.IoFault;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableWriter;
import org.apache.hadoop.fs.Path;

/**
 * Writes the derived tables of a sweep directory: plan, results, the experiment's tables,
 * summaries.
 */
final class Results {
  private static final String PART = "part-00000.parquet";

  private final SweepDirectory directory;
  private final Files files;
  private final Experiment experiment;
  private final Design design;
  private final List<String> axes;
  private final Map<String, Values> onAxes = new HashMap<>();

  Results(SweepDirectory directory, Experiment experiment, Design design) {
    this.directory = directory;
    this.files = directory.files();
    this.experiment = experiment;
    this.design = design;
    this.axes = design.grid().axes().stream().map(Axis::name).toList();
  }

  /** The columns of {@code plan.parquet}. */
  static List<Column> planColumns(Design design) {
    List<Column> columns = new ArrayList<>();
    design.grid().axes().forEach(axis -> columns.add(axis.column()));
    columns.add(Column.integer(ResultColumns.SEED, "", "replication"));
    columns.add(Column.text(ResultColumns.CELL_ID, "key of the cell"));
    columns.add(Column.text(ResultColumns.CONFIG_ID, "key of the configuration"));
    columns.add(Column.real("predicted_flops", "flop", "predicted cost"));
    columns.add(
        Column.real(
            ResultColumns.PREDICTED_SECONDS,
            "s",
            "predicted processor time of the training, before the first cell of the configuration"
                + " ran"));
    return columns;
  }

  /**
   * Writes {@code plan.parquet}: one row a cell.
   *
   * @param predicted processor seconds of a cell's training, or null where nothing tells
   */
  void writePlan(Plan plan, Function<Cell, Double> predicted) {
    List<Column> columns = planColumns(design);
    try (ParquetTableWriter writer = ParquetTable.write(files, directory.plan(), "plan", columns)) {
      for (Cell cell : plan.cells()) {
        List<Object> row = new ArrayList<>();
        Values values = values(cell);
        axes.forEach(axis -> row.add(values.get(axis)));
        row.add(cell.seed());
        row.add(cell.id());
        row.add(cell.configId());
        row.add(plan.experiment().isPriced() ? (Object) plan.price(cell).flops() : null);
        row.add(predicted.apply(cell));
        writer.write(row.toArray());
      }
      writer.commit();
    } catch (IOException e) {
      throw IoFault.error("write", directory.plan(), e);
    }
  }

  /**
   * Writes {@code results}, the experiment's tables, {@code summary} and {@code best}, in one
   * reading of the journal and one of the results.
   *
   * @param ended how cells have ended, which tells which of them count
   * @param journal hands over every current result with its tables, one at a time
   * @param permission asked before anything takes its name; where it throws, nothing does
   * @param notices gets what was moved out of the way, in words
   * @return what can be read of the results now
   */
  Analysis write(
      History ended,
      Consumer<Consumer<CellResult>> journal,
      Runnable permission,
      Consumer<String> notices) {
    Set<String> folders = new LinkedHashSet<>();
    try (DerivedFiles batch = new DerivedFiles(files, directory.derived())) {
      try (Staged staged = new Staged()) {
        Contenders contenders = new Contenders(design, experiment, ended);
        staged.add(
            batch,
            directory.results(),
            ResultColumns.of(design),
            counting(contenders, this::resultRow));
        if (design.select().searched().applies()) {
          staged.add(batch, directory.trials(), TrialColumns.of(design), trials(contenders));
        }
        for (Table table : experiment.tables()) {
          staged.add(
              batch,
              directory.table(table.name()),
              ResultColumns.of(design, table),
              counting(
                  contenders,
                  result -> ResultColumns.rows(design, table, result, values(result.cell()))));
        }
        journal.accept(staged::write);
        staged.commit();
        staged.all.forEach(each -> folders.add(each.target.getName()));
      }
      permission.run();
      batch.commitAll(folders).forEach(notices);
    }
    permission.run();
    Analysis analysis = Analysis.read(directory, design);
    Summary.write(directory, analysis, notices);
    return analysis;
  }

  private static Rows counting(Contenders contenders, Rows rows) {
    return result -> contenders.test(result.cell()) ? rows.of(result) : List.of();
  }

  /** Every cell, numbered as they come. */
  private Rows trials(Contenders contenders) {
    long[] count = new long[1];
    return result -> {
      Cell cell = result.cell();
      count[0]++;
      return List.<Object[]>of(
          TrialColumns.row(
              design,
              count[0],
              result,
              values(cell),
              contenders.budget(cell),
              contenders.candidate(cell),
              result.processorSeconds() - result.inheritedSeconds(),
              contenders.test(cell)));
    };
  }

  private List<Object[]> resultRow(CellResult result) {
    return List.<Object[]>of(ResultColumns.row(design, result, values(result.cell())));
  }

  private Values values(Cell cell) {
    return onAxes.computeIfAbsent(cell.configId(), id -> Plan.onAxes(experiment, cell, axes));
  }

  private interface Rows {
    List<Object[]> of(CellResult result);
  }

  /** The tables that are being written, side by side. */
  private final class Staged implements AutoCloseable {
    private final List<One> all = new ArrayList<>();

    void add(DerivedFiles batch, Path target, List<Column> columns, Rows rows) {
      Path file = batch.stage(target.getName(), PART);
      try {
        all.add(new One(target, rows, ParquetTable.write(files, file, target.getName(), columns)));
      } catch (IOException e) {
        throw IoFault.error("write", target, e);
      }
    }

    void write(CellResult result) {
      all.forEach(each -> each.write(result));
    }

    void commit() {
      all.forEach(One::commit);
    }

    /** Discards what was not committed, also where one of them fails at that. */
    @Override
    public void close() {
      UserError fault = null;
      for (One each : all) {
        try {
          each.writer.close();
        } catch (IOException e) {
          fault = IoFault.error("write", each.target, e);
        }
      }
      if (fault != null) {
        throw fault;
      }
    }
  }

  private record One(Path target, Rows rows, ParquetTableWriter writer) {
    /** A record may have been edited and have the right checksum all the same. */
    void write(CellResult result) {
      try {
        for (Object[] row : rows.of(result)) {
          writer.write(row);
        }
      } catch (IllegalArgumentException e) {
        throw new UserError(
            "the journal's result of cell "
                + result.cell().id()
                + " is not what this experiment measures: "
                + e.getMessage()
                + "; restore the journal from a copy, or use the version that wrote it",
            e);
      } catch (IOException e) {
        throw IoFault.error("write", target, e);
      }
    }

    void commit() {
      try {
        writer.commit();
      } catch (IOException e) {
        throw IoFault.error("write", target, e);
      }
    }
  }
}
