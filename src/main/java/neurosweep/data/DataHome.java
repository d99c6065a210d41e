package neurosweep.data;

import java.util.Arrays;
import neurosweep.core.Param;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Where data files are found: a directory on any Hadoop file system.
 *
 * @param directory the data directory, one sub-directory a set
 * @param configuration Hadoop's settings
 */
public record DataHome(Path directory, Configuration configuration) {

  /**
   * The file that a knob names.
   *
   * @throws UserError if it could be outside of the data directory
   */
  Path file(Param<String> knob, Values values) {
    String file = knob.of(values);
    boolean leaves =
        file.startsWith("/")
            || file.contains(":")
            || file.contains("\\")
            || Arrays.asList(file.split("/", -1)).contains("..");
    if (leaves || file.isBlank()) {
      throw new UserError(
          knob.name()
              + " is \""
              + file
              + "\", must be relative to the data directory, without \"..\", \":\" or \"\\\"");
    }
    return new Path(directory, file);
  }
}
