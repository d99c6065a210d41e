package neurosweep.cli;

import java.util.List;
import java.util.concurrent.Callable;
import neurosweep.exchange.Export;
import neurosweep.exchange.ExportFormat;
import neurosweep.exchange.ExportStyle;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.CurrentResults;
import neurosweep.sweep.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes results for other tools. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes results and learning curves as CSV, JSON or Parquet files for other tools.",
      "One row a cell in results, one row an evaluation in history. While a sweep runs: what there"
          + " is. Columns by --style:",
      "  neurosweep  as in DIR/results, DIR/history and, of a search, DIR/trials: every cell that it"
          + " tried; the other styles have those that count as results",
      "  optuna      number, value (the selected metric), duration, params_KNOB, user_attrs_METRIC,"
          + " state (COMPLETE if finished, else FAIL), as Study.trials_dataframe()",
      "  ray         trial_id, METRIC, done, time_total_s, hostname, config/KNOB, as"
          + " ResultGrid.get_dataframe()",
      "  mlflow      run_id, experiment_id, status (FINISHED, FAILED, KILLED if timed out),"
          + " metrics.METRIC, params.KNOB, tags.OTHER, as mlflow.search_runs()",
      "Times of day are not recorded and stay empty. The seed is a knob.",
      "Example: neurosweep export out/quickstart --format csv,parquet --style optuna -o exported"
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DirectoryOptions directory;

  @Option(
      names = "--format",
      split = ",",
      paramLabel = "FORMAT",
      defaultValue = "CSV",
      description = "csv, json, parquet, or several (default: csv)")
  private List<ExportFormat> formats;

  @Option(
      names = "--style",
      paramLabel = "STYLE",
      defaultValue = "NEUROSWEEP",
      description = "names of the columns (default: neurosweep)")
  private ExportStyle style;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "OUT",
      required = true,
      description = "directory for the files")
  private String out;

  @Option(names = "--overwrite", description = "replace files that are there already")
  private boolean overwrite;

  @Override
  public Integer call() {
    org.apache.hadoop.fs.Path target = directory.shared.files.resolve("--out", out);
    SweepDirectory sweep = directory.open();
    Manifest manifest = Manifest.read(sweep);
    try (CurrentResults current = CurrentResults.of(sweep, manifest)) {
      new Export(formats, style, overwrite)
          .write(current.directory(), manifest.design(), target)
          .forEach(file -> command.commandLine().getOut().println("wrote " + file));
    }
    return 0;
  }
}
