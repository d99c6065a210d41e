package neurosweep.experiment;

import java.util.List;

/**
 * The program, not of this project, that cells of a configuration start.
 *
 * @param command program and arguments, with the names of knobs in braces
 * @param files files and directories that it needs, relative to the job; none where it is installed
 */
public record ProgramCall(List<String> command, List<String> files) {

  /** Copies the lists. */
  public ProgramCall {
    command = List.copyOf(command);
    files = List.copyOf(files);
  }
}
