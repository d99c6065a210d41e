package neurosweep.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import neurosweep.store.FileEntry;
import neurosweep.store.Files;
import neurosweep.store.TemporaryName;
import org.apache.hadoop.fs.Path;

/** Puts a journal in order before it is written to: sealed, few segments and no rubbish. */
final class Recovery {
  private static final int MAX_SEGMENTS = 8;

  private final Files files;
  private final Path journal;
  private final List<String> notices = new ArrayList<>();
  private Ledger ledger;
  private long lastNumber;

  private Recovery(Files files, Path journal) {
    this.files = files;
    this.journal = journal;
  }

  /** Creates the directory or recovers what is in it. */
  static Recovery of(Files files, Path journal) {
    Recovery recovery = new Recovery(files, journal);
    files.createDirectory(journal);
    recovery.removeTemporaries();
    recovery.sealOpen();
    recovery.replay();
    return recovery;
  }

  Ledger ledger() {
    return ledger;
  }

  List<String> notices() {
    return List.copyOf(notices);
  }

  /** The highest number in use. */
  long lastNumber() {
    return lastNumber;
  }

  private void removeTemporaries() {
    for (FileEntry status : files.list(journal)) {
      if (TemporaryName.is(status.name()) && !status.directory() && !status.link()) {
        files.deleteOne(status.path());
      }
    }
  }

  private void sealOpen() {
    for (Segment segment : Segment.list(files, journal)) {
      if (segment.open()) {
        seal(segment);
      }
    }
  }

  /** Seals what a killed writer left, without its torn end. */
  private void seal(Segment open) {
    Segment sealed = Segment.of(journal, open.number(), false);
    int[] dropped = new int[1];
    files.writeAtomically(sealed.path(), out -> dropped[0] = copyIntact(open, out));
    files.deleteOne(open.path());
    if (dropped[0] > 0) {
      notices.add(Replay.dropped(open, dropped[0]));
    }
  }

  private int copyIntact(Segment segment, OutputStream out) throws IOException {
    out.write(Segment.header());
    return SegmentScan.scan(
            files,
            segment,
            (index, line, length) -> {
              out.write(line, 0, length);
              out.write('\n');
            })
        .dropped();
  }

  private void replay() {
    Replay replay = Replay.of(files, journal);
    notices.addAll(replay.notices());
    ledger = replay.ledger();
    for (Segment segment : replay.segments()) {
      lastNumber = Math.max(lastNumber, segment.number());
    }
    if (replay.segments().size() > MAX_SEGMENTS || replay.isDamaged()) {
      merge(replay);
    }
  }

  /** Dying before the last deletion is harmless: what is left over repeats what is merged. */
  private void merge(Replay replay) {
    lastNumber++;
    files.writeAtomically(Segment.of(journal, lastNumber, false).path(), replay::writeCurrent);
    for (Segment segment : replay.segments()) {
      files.deleteOne(segment.path());
    }
  }
}
