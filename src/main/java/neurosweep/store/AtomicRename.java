package neurosweep.store;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Renames over an existing name in one step where a file system of Hadoop's has such a step. */
final class AtomicRename {
  private final Configuration conf;

  /** Each holds a client of its own, so there is one a file system and not one a rename. */
  private final Map<String, FileContext> contexts = new ConcurrentHashMap<>();

  AtomicRename(Configuration conf) {
    this.conf = conf;
  }

  /** Renames within one file system. */
  void move(FileSystem system, Path from, Path to) throws IOException {
    try {
      context(system).rename(from, to, Options.Rename.OVERWRITE);
    } catch (UnsupportedFileSystemException e) {
      replace(system, from, to);
    }
  }

  /** Where there is no such step the old one makes room, and comes back if the new one fails. */
  private static void replace(FileSystem system, Path from, Path to) throws IOException {
    Path old = TemporaryName.of(to);
    boolean had = system.exists(to);
    boolean done = false;
    if (had) {
      step(system, to, old);
    }
    try {
      step(system, from, to);
      done = true;
    } finally {
      if (!done && had && !system.exists(to)) {
        step(system, old, to);
      }
    }
    if (had) {
      system.delete(old, true);
    }
  }

  private static void step(FileSystem system, Path from, Path to) throws IOException {
    if (!system.rename(from, to)) {
      throw new IOException("the file system refused to rename " + from.getName());
    }
  }

  private FileContext context(FileSystem system) throws UnsupportedFileSystemException {
    String key = system.getUri().toString();
    FileContext known = contexts.get(key);
    if (known == null) {
      known = FileContext.getFileContext(system.getUri(), conf);
      contexts.put(key, known);
    }
    return known;
  }
}
