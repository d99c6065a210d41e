package neurosweep.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import neurosweep.core.CellResult;
import neurosweep.store.Files;
import neurosweep.store.IoFault;
import org.apache.hadoop.fs.Path;

/**
 * A journal as it was at one moment, read without writing anything, also while another process adds
 * to it.
 */
public final class JournalReader {
  private static final int ATTEMPTS = 20;

  private final Files files;
  private final Path journal;
  private final Replay replay;
  private final Map<String, Long> sizes;

  JournalReader(Files files, Path journal) {
    this.files = files;
    this.journal = journal;
    this.replay = Replay.of(files, journal);
    this.sizes = sizes();
  }

  private Map<String, Long> sizes() {
    Map<String, Long> found = new TreeMap<>();
    files.list(journal).forEach(entry -> found.put(entry.name(), entry.length()));
    return found;
  }

  /** Whether its files are there still, of the same lengths; false once a writer has been at it. */
  public boolean isKept() {
    return sizes().equals(sizes);
  }

  /** Everything but the tables. */
  public History history() {
    return replay.ledger().history();
  }

  /** What a search has decided, in order. */
  public List<String> decisions() {
    return replay.ledger().decisions();
  }

  /** A line for whatever was found damaged and left out. */
  public List<String> notices() {
    return List.copyOf(replay.notices());
  }

  /** Whether a writer would find nothing to put in order. */
  public boolean isSettled() {
    return replay.isSettled();
  }

  /**
   * Reads the current result of each cell with its tables, each once, in the order of the journal.
   * Holds one at a time.
   *
   * @throws neurosweep.core.UserError where the journal cannot be read
   */
  public void forEach(Consumer<CellResult> action) {
    Set<String> done = new HashSet<>();
    Replay current = replay;
    Shared shared = new Shared();
    for (int attempt = 1; ; attempt++) {
      try {
        current.forEachCurrent(
            (segment, index, line, length) -> {
              CellResult result = Replay.parse(segment, index, line, length, true, shared).result();
              if (done.add(result.cell().id())) {
                action.accept(result);
              }
            });
        return;
      } catch (FileNotFoundException e) {
        if (attempt == ATTEMPTS) {
          throw IoFault.error("read", journal, e);
        }
        current = Replay.of(files, journal); // a writer has sealed or merged segments meanwhile
      } catch (IOException e) {
        throw IoFault.error("read", journal, e);
      }
    }
  }
}
