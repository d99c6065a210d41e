package neurosweep.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import neurosweep.core.FileName;
import neurosweep.exchange.Import;
import neurosweep.exchange.ImportStyle;
import neurosweep.experiment.Experiment;
import neurosweep.math.Backend;
import neurosweep.report.ReportNames;
import neurosweep.search.Search;
import neurosweep.spec.SpecReader;
import neurosweep.spec.SweepSpec;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.CodeDigest;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.Manifest;
import neurosweep.sweep.Plan;
import neurosweep.sweep.Pricing;
import neurosweep.sweep.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a sweep of what another tool has run. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a sweep directory of trials that another tool has run, with tables, tests and claims.",
      "Input: a CSV or Parquet file with a row a trial; one that has grown adds its new trials."
          + " Columns by --from:",
      "  optuna   params_KNOB, value, values_*, user_attrs_METRIC, state, as Study.trials_dataframe()",
      "  ray      config/KNOB, METRIC, done, as ResultGrid.get_dataframe()",
      "  mlflow   params.KNOB, metrics.METRIC, status, as mlflow.search_runs()",
      "  wandb    the table of runs as CSV; --knobs says which columns were varied",
      "  csv      any table; --knobs says which columns were varied",
      "A column or knob 'seed' is the replication. Trials that were pruned or still run are left"
          + " out; NaN in a metric with a better end is a divergence.",
      "Example: neurosweep import trials.csv --from optuna --metric value=max -o out"
    })
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SharedOptions shared;
  @Mixin private OverwriteOptions overwrite;
  @Mixin private Claims claims;

  @Parameters(index = "0", paramLabel = "FILE", description = "CSV or Parquet, a row a trial")
  private String file;

  @Option(
      names = "--from",
      paramLabel = "STYLE",
      required = true,
      description = "who wrote it: optuna, ray, wandb, mlflow or csv")
  private ImportStyle style;

  @Option(
      names = "--metric",
      split = ",",
      paramLabel = "NAME=END",
      description =
          "what was measured and its better end, max, min or none, as in 'acc=max share' for what lies"
              + " between 0 and 1; the first selects; other columns of numbers come along without one")
  private List<String> metrics = List.of();

  @Option(
      names = "--knobs",
      split = ",",
      paramLabel = "COLUMN",
      description = "columns that were varied, where their names do not tell")
  private List<String> knobs = List.of();

  @Option(
      names = "--seed",
      paramLabel = "COLUMN",
      defaultValue = "",
      description =
          "column of the replication, or none for trials that are numbered instead (default: the one that is called seed)")
  private String seed;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "the sections select, report and claims, as in a job file")
  private Path settings;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "name of the sweep (default: that of the file)")
  private String name;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      defaultValue = "out",
      description = "where the sweep's directory goes: DIR/NAME (default: ${DEFAULT-VALUE})")
  private String out;

  @Option(
      names = {"-q", "--quiet"},
      description = "print errors only")
  private boolean quiet;

  @Override
  public Integer call() {
    org.apache.hadoop.fs.Path table = shared.files.resolve("FILE", file);
    String said = settings == null ? "" : SpecReader.text(SharedOptions.existing(settings));
    Import from = new Import(table, shared.files, new Import.Request(style, metrics, knobs, seed));
    String where = settings == null ? file : settings.toString();
    SweepSpec spec =
        new SpecReader(Experiment.CATALOG, Search.CATALOG)
            .read(from.job(name(table.getName()), said, where), where, List.of());
    claims.require(spec.claims());
    ReportNames.check(spec, spec.kind());
    DataLibrary library = shared.library(asked -> null);
    SweepDirectory directory =
        new SweepDirectory(
            shared.files,
            new org.apache.hadoop.fs.Path(shared.files.resolve("--out", out), spec.name()));
    Optional<Manifest> before =
        directory.exists() && !overwrite.given()
            ? Optional.of(Manifest.read(directory))
            : Optional.empty();
    OptionalInt version = before.stream().mapToInt(Manifest::experimentVersion).findFirst();
    Plan plan = Plan.of(spec, spec.kind(), library, version);
    directory.requireWritable();
    directory.requireFree();
    if (!overwrite.given()) {
      from.requireSame(plan, directory);
    }
    PrintWriter err = command.commandLine().getErr();
    overwrite.confirm(directory, err);
    Sweep sweep = new Sweep(plan, directory, settings(plan, library, from));
    try (Interruption interruption = Interruption.watch(err)) {
      Progress progress =
          new Progress(Printer.on(err), limits(), () -> 0, sweep.design(), interruption);
      from.notices().forEach(progress::notice);
      return Ending.print(
          command.commandLine(),
          sweep,
          sweep.run(Set.of(), (pinned, cells) -> from.runner(plan), progress),
          progress,
          quiet,
          claims);
    }
  }

  /** A name for the sweep: what of the file's can be one. */
  private String name(String of) {
    if (name != null) {
      return name;
    }
    String plain = of.replaceFirst("\\.[A-Za-z]+$", "").replaceAll("[^A-Za-z0-9_.-]+", "-");
    return FileName.is(plain) ? plain : "imported";
  }

  private Sweep.Settings settings(Plan plan, DataLibrary library, Import from) {
    return new Sweep.Settings(
        Backend.choose("ejml"), // computes nothing here, and there is one everywhere
        (pinned, known) -> Pricing.here(plan, library, pinned, known),
        () -> environment(from),
        List.of(),
        overwrite.given(),
        true);
  }

  private static Map<String, Object> environment(Import from) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("neurosweep", Version.text());
    facts.put("code_digest", CodeDigest.program());
    facts.put(Manifest.IMPORTED, from.facts());
    return facts;
  }

  private Progress.Limits limits() {
    double most = Double.POSITIVE_INFINITY;
    return new Progress.Limits(most, most, Long.MAX_VALUE, quiet, true);
  }
}
