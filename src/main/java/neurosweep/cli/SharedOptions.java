package neurosweep.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import neurosweep.core.UserError;
import neurosweep.data.DataHome;
import neurosweep.data.DataSource;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Program;
import neurosweep.store.Files;
import neurosweep.sweep.DataLibrary;
import picocli.CommandLine.Option;

/** Where data are found and how much is said: options of several commands. */
final class SharedOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "data directory (default: $NEUROSWEEP_DATA, else ./data)")
  private String data;

  /** File systems. */
  final Files files = new Files();

  /** The data directory as given. */
  String dataDirectory() {
    return Optional.ofNullable(data)
        .or(() -> Optional.ofNullable(System.getenv("NEUROSWEEP_DATA")))
        .orElse("data");
  }

  /** The data directory. */
  DataHome dataHome() {
    String what = data == null ? "$NEUROSWEEP_DATA" : "--data";
    return new DataHome(files.resolve(what, dataDirectory()), installed(), files);
  }

  /** Where distributions install data sets: {@code datasets} below each of $XDG_DATA_DIRS. */
  private static List<org.apache.hadoop.fs.Path> installed() {
    String shared = System.getenv("XDG_DATA_DIRS");
    String all = shared == null || shared.isEmpty() ? "/usr/local/share:/usr/share" : shared;
    return Arrays.stream(all.split(":"))
        .filter(each -> each.startsWith("/")) // others are to be ignored, says the specification
        .map(each -> new org.apache.hadoop.fs.Path(Path.of(each, "datasets").toUri()))
        .toList();
  }

  /** The data directory as one to write. */
  Path localDataDirectory() {
    org.apache.hadoop.fs.Path directory = dataHome().directory();
    if (!Files.isLocal(directory)) {
      throw new UserError(
          directory + " is not on the local disk, where files are put; copy them from there");
    }
    return Path.of(directory.toUri().getPath());
  }

  /**
   * A library that reads the data directory.
   *
   * @param programs reads what cells start
   */
  DataLibrary library(Function<List<String>, Program> programs) {
    DataHome home = dataHome();
    return new DataLibrary(
        (DataRequest request) -> DataSource.named(request.source()).load(home, request.values()),
        programs);
  }

  /** A local file that must exist. */
  static Path existing(Path file) {
    if (!java.nio.file.Files.isRegularFile(file)) {
      throw new UserError(file + " is not a file");
    }
    return file;
  }
}
