package neurosweep.experiment.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import neurosweep.core.FileName;
import neurosweep.core.UserError;
import neurosweep.experiment.Context;

/**
 * The files that a program leaves.
 *
 * @param patterns names, in which {@code *} and {@code ?} stand for any
 */
record Outputs(List<String> patterns) {

  /**
   * Keeps those that are there; a link is none.
   *
   * @param directory where the program worked
   * @throws UserError if a name without {@code *} is not there, or one is too large to be kept
   */
  void keep(Path directory, Context context) {
    try {
      for (String pattern : patterns) {
        keep(pattern, directory, context);
      }
    } catch (IOException e) {
      throw new UserError("what the program has left cannot be read: " + e, e);
    }
  }

  private static void keep(String pattern, Path directory, Context context) throws IOException {
    SortedSet<Path> found = found(directory, pattern);
    if (found.isEmpty() && pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
      throw new UserError(
          "the program has left no file " + pattern + ", which outputs names; let it, or drop it");
    }
    for (Path file : found) {
      if (Files.size(file) > Context.MOST_ARTIFACT_BYTES) {
        throw new UserError(
            file.getFileName() + " has " + Files.size(file) + " bytes, which is too much to keep");
      }
      context.artifact(file.getFileName().toString(), Files.readAllBytes(file));
    }
  }

  private static SortedSet<Path> found(Path directory, String pattern) throws IOException {
    SortedSet<Path> found = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, quoted(pattern))) {
      for (Path file : files) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && FileName.is(file.getFileName().toString())) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /** No more than the two signs are special. */
  private static String quoted(String pattern) {
    return pattern.replaceAll("[\\\\\\[\\]{}]", "\\\\$0");
  }
}
