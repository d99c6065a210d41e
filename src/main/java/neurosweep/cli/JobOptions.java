package neurosweep.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import neurosweep.experiment.Experiment;
import neurosweep.report.ReportNames;
import neurosweep.search.Search;
import neurosweep.spec.SpecReader;
import neurosweep.spec.SweepSpec;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.Manifest;
import neurosweep.sweep.Plan;
import neurosweep.sweep.ProgramFiles;
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

  /** Of the file, which may be a pipe and is read once. */
  private String text;

  private SweepSpec spec; // as the overrides are now

  /** The overrides as given. */
  List<String> overrides() {
    return overrides;
  }

  /** One override more, as if it had been given. */
  void override(String more) {
    overrides = Stream.concat(overrides.stream(), Stream.of(more)).toList();
    spec = null;
  }

  /** The job with its overrides. */
  SweepSpec spec() {
    if (spec == null) {
      spec = spec(List.of());
    }
    return spec;
  }

  /** The job with its overrides and some more. */
  SweepSpec spec(List<String> more) {
    if (text == null) {
      text = SpecReader.text(job);
    }
    return new SpecReader(Experiment.CATALOG, Search.CATALOG)
        .read(text, job.toString(), Stream.concat(overrides.stream(), more.stream()).toList());
  }

  /**
   * The checked plan.
   *
   * @param begun the sweep that it goes on with, if there is one
   */
  Plan plan(SweepSpec spec, DataLibrary library, Optional<Manifest> begun) {
    Experiment experiment = spec.kind();
    ReportNames.check(spec, experiment);
    OptionalInt version =
        begun.stream()
            .filter(manifest -> manifest.design().experiment().equals(spec.experiment()))
            .mapToInt(Manifest::experimentVersion)
            .findFirst();
    SweepSpec whole =
        begun.map(manifest -> spec.begunWith(manifest.design().select().stable())).orElse(spec);
    Plan plan = Plan.of(whole, experiment, library, version);
    plan.experiment().requireRun();
    return plan;
  }

  /** The data, and the programs beside the job file; beside nobody knows what is a pipe. */
  DataLibrary library() {
    Path place = job.toAbsolutePath().getParent();
    boolean file = java.nio.file.Files.isRegularFile(job) && place != null;
    Path base = file ? place : Path.of("").toAbsolutePath();
    return shared.library(
        asked ->
            ProgramFiles.read(shared.files, shared.files.resolve("JOB", "file:" + base), asked));
  }

  /** The sweep's directory. */
  SweepDirectory directory(SweepSpec spec) {
    org.apache.hadoop.fs.Path parent = shared.files.resolve("--out", out);
    return new SweepDirectory(shared.files, new org.apache.hadoop.fs.Path(parent, spec.name()));
  }
}
