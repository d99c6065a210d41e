package neurosweep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import neurosweep.core.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a starter job. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a commented starter job that runs as it is.",
      "An existing file is not touched.",
      "Example: neurosweep init my-sweep.yaml"
    })
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "sweep.yaml",
      description = "file to write (default: ${DEFAULT-VALUE})")
  private Path file;

  @Override
  public Integer call() {
    try (InputStream starter = InitCommand.class.getResourceAsStream("/starter.yaml")) {
      Files.copy(starter, file);
    } catch (FileAlreadyExistsException e) {
      throw new UserError(file + " exists already; choose another name or remove it", e);
    } catch (NoSuchFileException e) {
      throw new UserError(
          file + " cannot be written: its directory does not exist; create it first", e);
    } catch (IOException e) {
      throw new UserError(file + " cannot be written: " + e.getMessage(), e);
    }
    String next = "neurosweep plan " + file;
    command.commandLine().getOut().println("wrote " + file + "; next: " + next);
    return 0;
  }
}
