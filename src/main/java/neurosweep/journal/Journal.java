package neurosweep.journal;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import neurosweep.core.CellResult;
import neurosweep.core.UserError;
import neurosweep.store.FileOutput;
import neurosweep.store.Files;
import neurosweep.store.IoFault;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/**
 * The one writer of a sweep's journal. What {@link #append} has accepted survives the death of the
 * process where the file system can flush; elsewhere what is younger than half a minute may be
 * lost.
 */
public final class Journal implements AutoCloseable {
  private final Files files;
  private final Path path;
  private final Timing timing;
  private final Permission permission;
  private final List<String> notices;
  private final Ledger ledger;
  private long lastNumber;
  private ActiveSegment active;
  private long sealAt;
  private boolean ended;

  /**
   * That no other process writes; both throw a {@link UserError} where one does.
   *
   * @param verify looks, for what is seldom done
   * @param check may believe an earlier look, for every line
   */
  public record Permission(Runnable verify, Runnable check) {}

  private Journal(Files files, Path path, Timing timing, Permission permission, Recovery recovery) {
    this.files = files;
    this.path = path;
    this.timing = timing;
    this.permission = permission;
    this.ledger = recovery.ledger();
    this.notices = recovery.notices();
    this.lastNumber = recovery.lastNumber();
  }

  /**
   * Opens the journal of a sweep for writing; creates it if there is none. Only one process may do
   * so at a time.
   *
   * @param permission asked before anything is written; where it throws, nothing more is written
   * @throws UserError where it cannot be read or written, or its format is too new
   */
  public static Journal open(SweepDirectory sweep, Permission permission) {
    return open(sweep.files(), sweep.journal(), Timing.STANDARD, permission);
  }

  static Journal open(Files files, Path path, Timing timing, Permission permission) {
    permission.verify.run();
    return new Journal(files, path, timing, permission, Recovery.of(files, path));
  }

  /**
   * Reads the journal of a sweep and writes nothing; one that does not exist is empty.
   *
   * @throws UserError where it cannot be read, or its format is too new
   */
  public static JournalReader read(SweepDirectory sweep) {
    return new JournalReader(sweep.files(), sweep.journal());
  }

  /** Everything but the tables; a view that follows, safe to read from other threads. */
  public History history() {
    return ledger.history();
  }

  /** A line for whatever was found damaged and dropped on opening. */
  public List<String> notices() {
    return notices;
  }

  /**
   * Adds a result. One that measures the same as what is known of the cell is accepted and not
   * written again; one of a cell that failed or timed out takes that place.
   *
   * @throws IllegalStateException where the cell has another result already
   * @throws UserError where it cannot be written; nothing can be appended after that
   */
  public synchronized void append(CellResult result) {
    if (ended) {
      throw new IllegalStateException("the journal " + path + " is closed");
    }
    String id = result.cell().id();
    long digest = Digest.of(result.outcome());
    switch (ledger.judge(id, result, digest)) {
      case SAME -> {
        return;
      }
      case CONFLICT -> throw new IllegalStateException(conflict(id, result));
      case CURRENT ->
          write("the result of cell " + id, Segment.line(RecordWriter.json(result, digest)));
    }
    ledger.put(id, result.withoutTables(), new Ledger.Entry(digest, -1, -1));
  }

  /** What a search has decided, in order. */
  public synchronized List<String> decisions() {
    return ledger.decisions();
  }

  /**
   * Adds a decision of a search, on which results that are added later may rest.
   *
   * @throws UserError where it cannot be written; nothing can be appended after that
   */
  public synchronized void decide(String text) {
    if (ended) {
      throw new IllegalStateException("the journal " + path + " is closed");
    }
    DecisionRecord decision = new DecisionRecord(ledger.nextDecision(), text);
    write("a decision", Segment.line(decision.json()));
    ledger.put(decision, new Ledger.Entry(0, -1, -1));
  }

  private String conflict(String id, CellResult second) {
    CellResult first = ledger.history().byId().get(id);
    return "cell "
        + id
        + " ("
        + second.cell()
        + ") has two different results: "
        + circumstances(first)
        + ", then "
        + circumstances(second)
        + "; a cell's result must depend on nothing but the cell";
  }

  private static String circumstances(CellResult result) {
    return result.outcome().state()
        + " on "
        + result.host()
        + " with "
        + result.backend()
        + " in attempt "
        + result.attempt();
  }

  private void write(String what, byte[] line) {
    if (line.length > Segment.MAX_LINE_BYTES) {
      throw new UserError(
          what
              + " takes "
              + line.length
              + " bytes, at most "
              + Segment.MAX_LINE_BYTES
              + " are possible; let it record fewer rows");
    }
    try {
      permission.check.run();
      if (active == null) {
        active = begin();
      }
      active.append(line);
      if (active.size() >= sealAt) {
        active.seal();
        active = null;
      }
    } catch (IOException e) {
      abandon();
      throw IoFault.error("add to the journal", path, e);
    } catch (UserError e) {
      abandon();
      throw e;
    }
  }

  /** Begins a segment; whether the file system can flush only an open file can tell. */
  private ActiveSegment begin() throws IOException {
    Segment sealed = nextSealed();
    Segment open = Segment.of(path, sealed.number(), true);
    FileOutput out = files.create(open.path());
    if (out.canSync()) {
      sealAt = timing.segmentBytes();
      return new StreamedSegment(files, open, sealed, out, timing);
    }
    out.close();
    files.deleteOne(open.path());
    sealAt = timing.batchBytes();
    return new BatchedSegment(files, this::nextSealed, timing);
  }

  /** Before a new file, which would also bring a deleted directory back. */
  private Segment nextSealed() {
    permission.verify.run();
    lastNumber++;
    return Segment.of(path, lastNumber, false);
  }

  /**
   * Makes everything appended survive the loss of the machine, not only of the process.
   *
   * @throws UserError where it cannot be written
   */
  public synchronized void sync() {
    try {
      if (active != null) {
        permission.check.run();
        active.sync();
      }
    } catch (IOException e) {
      abandon();
      throw IoFault.error("add to the journal", path, e);
    } catch (UserError e) {
      abandon();
      throw e;
    }
  }

  /**
   * Reads the current result of each cell with its tables, each once; holds one at a time.
   *
   * @throws UserError where the journal cannot be read
   */
  public void forEach(Consumer<CellResult> action) {
    sync();
    new JournalReader(files, path).forEach(action);
  }

  /** Seals what is open; further calls do nothing. */
  @Override
  public synchronized void close() {
    ended = true;
    try {
      if (active != null) {
        permission.verify.run();
        active.seal();
        active = null;
      }
    } catch (IOException e) {
      abandon();
      throw IoFault.error("close the journal", path, e);
    } catch (UserError e) {
      abandon();
      throw e;
    }
  }

  /** After a fault the end of the segment is unknown: nothing more may be written behind it. */
  private void abandon() {
    ended = true;
    if (active != null) {
      active.abandon();
      active = null;
    }
  }
}
