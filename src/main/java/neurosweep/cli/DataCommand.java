package neurosweep.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.data.DataSource;
import neurosweep.data.Description;
import neurosweep.data.Fetch;
import neurosweep.data.PublicSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches and lists data sets. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = {
      "Downloads public data sets, lists what is present, and says what is in a set.",
      "Example: neurosweep data fetch mnist"
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DataCommand.ListSets.class,
      DataCommand.FetchSets.class,
      DataCommand.DescribeSet.class
    })
final class DataCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new UserError("data needs a command: list, fetch or describe; try 'data --help'");
  }

  /** Lists sets. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists the known sets and their files.",
        "Example: neurosweep data list --data ~/data"
      })
  static final class ListSets implements Callable<Integer> {
    @Spec private CommandSpec command;
    @Mixin private SharedOptions shared;

    @Override
    public Integer call() {
      InventoryText.print(command.commandLine().getOut(), shared.dataHome());
      return 0;
    }
  }

  /** Downloads sets. */
  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description = {
        "Downloads public sets into the data directory, checks their SHA-256 and resumes partial files.",
        "Example: neurosweep data fetch mnist kmnist --data ~/data"
      })
  static final class FetchSets implements Callable<Integer> {
    @Spec private CommandSpec command;
    @Mixin private SharedOptions shared;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "mnist, fashion-mnist, kmnist")
    private List<String> names;

    @Option(
        names = "--mirror",
        paramLabel = "URL",
        description = "take the files from this address instead of the published ones")
    private URI mirror;

    @Option(
        names = "--accept-recompressed",
        description = "keep a file with another SHA-256 if it decodes to the right structure")
    private boolean acceptRecompressed;

    @Override
    public Integer call() throws InterruptedException {
      List<PublicSet> sets = names.stream().map(PublicSet::named).toList();
      Fetch.Options options =
          new Fetch.Options(
              Optional.ofNullable(mirror), acceptRecompressed, Duration.ofSeconds(30));
      Path directory = shared.localDataDirectory();
      Fetch fetch = new Fetch(directory, options, new Lines(command.commandLine().getErr()));
      for (PublicSet set : sets) {
        for (Fetch.Fetched file : fetch.fetch(set)) {
          command
              .commandLine()
              .getOut()
              .println(file.file() + ": " + file.result().name().toLowerCase(Locale.ROOT));
        }
      }
      return 0;
    }
  }

  /** Says what is in a set. */
  @Command(
      name = "describe",
      mixinStandardHelpOptions = true,
      description = {
        "Says what is in a set: rows, features, classes, and each column of a table with its kind, its"
            + " blanks and what is done with it.",
        "Takes the knobs of the set, as a job has them. A table that is refused"
            + " is described all the same, and the faults follow.",
        "Example: neurosweep data describe --dataset csv label_column=class test_fraction=0.2"
      })
  static final class DescribeSet implements Callable<Integer> {
    @Spec private CommandSpec command;
    @Mixin private SharedOptions shared;

    @Option(
        names = "--dataset",
        required = true,
        paramLabel = "NAME",
        description = "one of 'list datasets', such as csv or parquet")
    private String dataset;

    @Parameters(
        paramLabel = "KEY=VALUE",
        arity = "0..*",
        description = "knobs, such as label_column=class drop=id,name categorical=colour")
    private List<String> knobs = List.of();

    @Override
    public Integer call() {
      DataSource source = DataSource.CATALOG.get(dataset);
      Problems problems = new Problems();
      Values values = GivenKnobs.parse(source.name(), source.params(), knobs, problems);
      problems.throwIfAny();
      Description description = source.describe(shared.dataHome(), values);
      DescriptionText.print(command.commandLine().getOut(), description);
      if (!description.faults().isEmpty()) {
        throw new UserError(description.faults(), UserError.USAGE);
      }
      return 0;
    }
  }

  /** A line when a transfer starts; small files need no more. */
  private record Lines(PrintWriter err) implements Fetch.Progress {
    @Override
    public void started(Path file, URI address) {
      err.println("fetching " + address);
    }

    @Override
    public void advanced(Path file, long bytes) {
      // the sets are tens of megabytes at most
    }

    @Override
    public void finished(Fetch.Fetched fetched) {
      // the command prints every file at the end
    }
  }
}
