package neurosweep.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    /** Its decoded content, or the compressed file as published, has the known SHA-256. */
    VERIFIED,
    /** Its content is another, or cannot be decoded. */
    DIFFERENT,
    /** Not the compressed file as published, and no SHA-256 of the decoded content is known. */
    UNVERIFIED
  }

  /**
   * One file.
   *
   * @param name its name as found, or as published if it is missing
   * @param state what is known about it
   * @param bytes its size, 0 if it is missing
   * @param sha256 the SHA-256 of the file as it is, 64 hex digits, or an empty string if it is
   *     missing
   */
  public record FileState(String name, State state, long bytes, String sha256) {}

  /**
   * One set.
   *
   * @param set the set
   * @param directory where its files are, or belong if it has none
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
    return of(home, PublicSet.ALL);
  }

  /** The same of some sets. */
  static Inventory of(DataHome home, List<PublicSet> known) {
    List<SetState> sets = new ArrayList<>();
    try {
      for (PublicSet set : known) {
        Path directory = home.directoryOf(set.name(), set.fileNames());
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
      return present(files, gzipped, file);
    }
    Path plain = new Path(directory, file.plainName());
    if (files.exists(plain)) {
      return present(files, plain, file);
    }
    return new FileState(file.name(), State.MISSING, 0, "");
  }

  private static FileState present(Files files, Path path, PublicSet.PublicFile file)
      throws IOException {
    String sha256 = sha256(files, path);
    State state;
    if (sha256.equals(file.sha256())) {
      state = State.VERIFIED;
    } else if (file.decoded().isEmpty()) {
      state = State.UNVERIFIED;
    } else {
      boolean same =
          IdxReader.sha256(path, files, file.content().bytes()).equals(Optional.of(file.decoded()));
      state = same ? State.VERIFIED : State.DIFFERENT;
    }
    return new FileState(path.getName(), state, files.status(path).length(), sha256);
  }

  private static String sha256(Files files, Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return Sha256.hex(in);
    }
  }
}
