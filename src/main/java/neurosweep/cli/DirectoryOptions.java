package neurosweep.cli;

import java.util.OptionalInt;
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
import picocli.CommandLine.Parameters;

/** An existing sweep directory: options of the commands that read one. */
final class DirectoryOptions {
  @Mixin SharedOptions shared;

  @Parameters(index = "0", paramLabel = "DIR", description = "sweep directory, such as out/NAME")
  private String directory;

  /** The directory, which need not hold a sweep. */
  SweepDirectory place() {
    return SweepDirectory.at(shared.files, "DIR", directory);
  }

  /** The directory, which must hold a sweep. */
  SweepDirectory open() {
    SweepDirectory sweep = place();
    sweep.requireExists();
    return sweep;
  }

  /** The data, and the programs that a sweep has kept. */
  DataLibrary library(SweepDirectory sweep) {
    return shared.library(asked -> ProgramFiles.kept(sweep, asked));
  }

  /** The plan of a directory, from its own copy of the job. */
  Plan plan(SweepDirectory sweep, Manifest manifest, DataLibrary library) {
    SweepSpec spec =
        new SpecReader(Experiment.CATALOG, Search.CATALOG)
            .read(sweep.requireJob(), sweep.sweepYaml().toString(), manifest.overrides());
    Experiment experiment = spec.kind();
    ReportNames.check(spec, experiment);
    Plan plan =
        Plan.of(
            spec.begunWith(manifest.design().select().stable()),
            experiment,
            library,
            OptionalInt.of(manifest.experimentVersion()));
    plan.experiment().requireRun();
    return plan;
  }
}
