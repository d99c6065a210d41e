package neurosweep.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Sha256;
import neurosweep.core.UserError;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;

/**
 * What is present of the known sets under a data directory.
 *
 * @param sets one a known set, present or not
 */
public record Inventory(List<SetState> sets) {

  /** What is known about a file. */
  public enum State {
    /** Neither gzipped nor plain. */
    MISSING,
    /** Gzipped, with the known SHA-256. */
    VERIFIED,
    /** Gzipped, with another SHA-256: other content or compressed anew. */
    DIFFERENT,
    /** Uncompressed, for which no SHA-256 is published. */
    PLAIN
  }

  /**
   * One file.
   *
   * @param name its name as found, or as published if it is missing
   * @param state what is known about it
   * @param bytes its size, 0 if it is missing
   * @param sha256 its SHA-256, 64 hex digits, or an empty string if it is missing
   */
  public record FileState(String name, State state, long bytes, String sha256) {}

  /**
   * One set.
   *
   * @param set the set
   * @param directory where its files belong
   * @param files the state of each, in the set's order
   */
  public record SetState(PublicSet set, Path directory, List<FileState> files) {
    /** Whether no file is missing. */
    public boolean complete() {
      return files.stream().noneMatch(file -> file.state == State.MISSING);
    }
  }

  /**
   * Looks at every known set and reads each file that is there.
   *
   * @throws UserError if the directory cannot be read
   */
  public static Inventory of(DataHome home) {
    List<SetState> sets = new ArrayList<>();
    try {
      for (PublicSet set : PublicSet.ALL) {
        Path directory = new Path(home.directory(), set.name());
        List<FileState> files = new ArrayList<>();
        for (PublicSet.PublicFile file : set.files()) {
          files.add(state(home.files(), directory, file));
        }
        sets.add(new SetState(set, directory, List.copyOf(files)));
      }
    } catch (IOException e) {
      throw new UserError(
          home.directory() + ": cannot be read (" + e.getMessage() + "); correct --data", e);
    }
    return new Inventory(List.copyOf(sets));
  }

  private static FileState state(Files files, Path directory, PublicSet.PublicFile file)
      throws IOException {
    Path gzipped = new Path(directory, file.name());
    if (files.exists(gzipped)) {
      String sha256 = sha256(files, gzipped);
      State state = sha256.equals(file.sha256()) ? State.VERIFIED : State.DIFFERENT;
      return new FileState(file.name(), state, files.status(gzipped).length(), sha256);
    }
    Path plain = new Path(directory, file.plainName());
    if (files.exists(plain)) {
      long bytes = files.status(plain).length();
      return new FileState(plain.getName(), State.PLAIN, bytes, sha256(files, plain));
    }
    return new FileState(file.name(), State.MISSING, 0, "");
  }

  private static String sha256(Files files, Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return Sha256.hex(in);
    }
  }
}
