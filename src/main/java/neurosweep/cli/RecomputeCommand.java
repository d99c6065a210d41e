package neurosweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.Callable;
import neurosweep.audit.Recomputation;
import neurosweep.core.UserError;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The other side of {@code verify}: what its process runs. */
@Command(
    name = RecomputeCommand.NAME,
    hidden = true,
    mixinStandardHelpOptions = true,
    description = {
      "Runs cells of a sweep into a journal elsewhere; 'verify' starts it.",
      "Example: neurosweep recompute out/quickstart /tmp/again ids.txt"
    })
final class RecomputeCommand implements Callable<Integer> {
  static final String NAME = "recompute";

  @Mixin private DirectoryOptions directory;
  @Mixin private BlasOptions blas;
  @Mixin private CommandLeave leave;

  @Parameters(index = "1", paramLabel = "INTO", description = "where the other journal goes")
  private String into;

  @Parameters(index = "2", paramLabel = "IDS", description = "file with a cell's id a line")
  private Path ids;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description = "cells at a time (default: ${DEFAULT-VALUE})")
  private int parallelism;

  @Override
  public Integer call() throws IOException {
    if (parallelism < 1) {
      throw new UserError("--parallelism is " + parallelism + ", must be at least 1");
    }
    SweepDirectory again = SweepDirectory.at(directory.shared.files, "INTO", into);
    SweepDirectory sweep = directory.open();
    new Recomputation(sweep, again)
        .run(
            new HashSet<>(Files.readAllLines(SharedOptions.existing(ids))),
            directory.library(sweep),
            blas.pin(Manifest.read(sweep)),
            parallelism,
            leave.given());
    return 0;
  }
}
