package neurosweep.data;

import java.io.FileNotFoundException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import neurosweep.core.Param;
import neurosweep.core.PathText;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;

/**
 * Where data files are found: a directory on the local disk or on any Hadoop file system, and those
 * where distributions of Linux install data sets, which are only read.
 *
 * @param directory the data directory, one sub-directory a set
 * @param installed further directories, one sub-directory a set, in the order in which they are
 *     looked at after the data directory
 * @param files reads them
 */
public record DataHome(Path directory, List<Path> installed, Files files) {
  /** Without directories of a distribution. */
  public DataHome(Path directory, Files files) {
    this(directory, List.of(), files);
  }

  /**
   * The directory of a set: the first that has one of its files, else the one in the data
   * directory. Files of one set are never taken from several directories.
   *
   * @param set name of the set
   * @param names names that its files may have
   */
  Path directoryOf(String set, List<String> names) {
    Path own = new Path(directory, set);
    return Stream.concat(Stream.of(directory), installed.stream())
        .map(each -> new Path(each, set))
        .filter(each -> names.stream().anyMatch(name -> files.exists(new Path(each, name))))
        .findFirst()
        .orElse(own);
  }

  private static final Pattern THERE =
      Pattern.compile("Is a directory|not a file|Permission denied");

  /** What file systems report in one class: a file that is missing, or no file, or not readable. */
  static UserError unreadable(Path file, FileNotFoundException fault) {
    Matcher there = THERE.matcher(String.valueOf(fault.getMessage()));
    return new UserError(
        there.find()
            ? file + " cannot be read (" + there.group() + "); put a readable file there"
            : file + " does not exist; put it there or correct --data",
        fault);
  }

  /**
   * The file that a knob names.
   *
   * @throws UserError if it could be outside of the data directory
   */
  public Path file(Param<String> knob, Values values) {
    String file = knob.of(values);
    PathText.check(knob.name(), file);
    boolean leaves =
        file.startsWith("/")
            || file.contains(":")
            || file.contains("\\")
            || Arrays.asList(file.split("/", -1)).contains("..");
    if (leaves) {
      throw new UserError(
          knob.name()
              + " is \""
              + file
              + "\", must be relative to the data directory, without \"..\", \":\" or \"\\\"");
    }
    return new Path(directory, file);
  }
}
