package neurosweep.audit;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.UserError;
import neurosweep.journal.Journal;
import neurosweep.store.IoFault;
import neurosweep.store.SweepDirectory;

/**
 * A Java process of its own, with the options and classes of this one, that runs cells of a sweep
 * into a journal elsewhere.
 *
 * @param main the class to start
 * @param arguments its arguments; the place of the journal and the file with the cells' ids follow
 */
public record FreshProcess(String main, List<String> arguments) {
  /** Options that two processes cannot share, such as the port of a debugger. */
  private static final List<String> OWN =
      List.of("-agentlib", "-agentpath", "-javaagent", "-XX:ArchiveClassesAtExit");

  /**
   * Runs cells.
   *
   * @param files opens the other journal
   * @return results with their tables by cell id
   * @throws UserError with what the process said, if it could not run all of them
   */
  Map<String, CellResult> run(neurosweep.store.Files files, List<Cell> cells) {
    try {
      Path place = Files.createTempDirectory("neurosweep-verify-");
      try {
        return run(files, place, cells);
      } finally {
        files.delete(new org.apache.hadoop.fs.Path(place.toUri()));
      }
    } catch (IOException e) {
      String directory = System.getProperty("java.io.tmpdir");
      throw IoFault.error(
          "start another Java process with files in", new org.apache.hadoop.fs.Path(directory), e);
    }
  }

  private Map<String, CellResult> run(neurosweep.store.Files files, Path place, List<Cell> cells)
      throws IOException {
    Path ids = Files.write(place.resolve("cells"), cells.stream().map(Cell::id).toList());
    Path said = place.resolve("said");
    List<String> command = command();
    command.addAll(List.of(place.resolve("again").toString(), ids.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(said.toFile())
            .start();
    Thread end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      int code = process.waitFor();
      Map<String, CellResult> results = new HashMap<>();
      SweepDirectory again =
          new SweepDirectory(files, new org.apache.hadoop.fs.Path(place.resolve("again").toUri()));
      Journal.read(again).forEach(result -> results.put(result.cell().id(), result));
      if (code != 0 || results.size() < cells.size()) {
        throw new UserError(failure(code, Files.readString(said)), UserError.USAGE);
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted before all cells had run again", e);
    } finally {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }

  private List<String> command() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> OWN.stream().noneMatch(option::startsWith))
        .forEach(command::add);
    command.addAll(List.of("-cp", classPath(), main));
    command.addAll(arguments);
    return command;
  }

  /** A launcher such as Spark's may have loaded this program from elsewhere than the class path. */
  private static String classPath() throws IOException {
    try {
      Path own =
          Path.of(FreshProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return own + java.io.File.pathSeparator + System.getProperty("java.class.path");
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static List<String> failure(int code, String said) {
    List<String> lines = new ArrayList<>();
    lines.add("the process that was to run the cells again ended with exit code " + code);
    said.lines()
        .filter(line -> line.startsWith("error: "))
        .forEach(line -> lines.add("  " + line.substring("error: ".length())));
    return lines;
  }
}
