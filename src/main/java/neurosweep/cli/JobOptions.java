package neurosweep.cli;

import java.nio.file.Path;
import java.util.List;
import neurosweep.experiment.Experiment;
import neurosweep.report.ReportNames;
import neurosweep.spec.SpecReader;
import neurosweep.spec.SweepSpec;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.Plan;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A job file with its overrides and its place: options of {@code plan} and {@code run}. */
final class JobOptions {
  @Mixin SharedOptions shared;

  @Parameters(index = "0", paramLabel = "JOB", description = "job file (YAML)")
  private Path job;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "overrides, such as learning_rate=1e-4,1e-3 depth=range(1,5) seeds=1..3")
  private List<String> overrides = List.of();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      defaultValue = "out",
      description = "where the sweep's directory goes: DIR/NAME (default: ${DEFAULT-VALUE})")
  private String out;

  /** The overrides as given. */
  List<String> overrides() {
    return overrides;
  }

  /** The job with its overrides. */
  SweepSpec spec() {
    return new SpecReader(Experiment.CATALOG).readFile(job, overrides);
  }

  /** The checked plan. */
  Plan plan(SweepSpec spec, DataLibrary library) {
    Experiment experiment = Experiment.CATALOG.get(spec.experiment());
    ReportNames.check(spec, experiment);
    return Plan.of(spec, experiment, library);
  }

  /** The sweep's directory. */
  SweepDirectory directory(SweepSpec spec) {
    org.apache.hadoop.fs.Path parent = shared.files.resolve("--out", out);
    return new SweepDirectory(shared.files, new org.apache.hadoop.fs.Path(parent, spec.name()));
  }
}
