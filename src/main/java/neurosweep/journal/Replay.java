package neurosweep.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import neurosweep.core.CellResult;
import neurosweep.core.UserError;
import neurosweep.store.Files;
import neurosweep.store.IoFault;
import org.apache.hadoop.fs.Path;

/** One reading of a whole journal: which records are current, and what was damaged. */
final class Replay {
  private static final int ATTEMPTS = 20;

  private final Files files;
  private final List<Segment> segments;
  private final Ledger ledger = new Ledger();
  private final List<String> notices = new ArrayList<>();
  private final Shared shared = new Shared();
  private boolean damaged;

  private Replay(Files files, List<Segment> segments) {
    this.files = files;
    this.segments = segments;
  }

  /** Reads a journal, again where a segment was sealed or merged since the directory was listed. */
  static Replay of(Files files, Path journal) {
    for (int attempt = 1; ; attempt++) {
      Replay replay = new Replay(files, Segment.list(files, journal));
      try {
        for (int i = 0; i < replay.segments.size(); i++) {
          replay.read(i);
        }
        replay.shared.clear();
        return replay;
      } catch (FileNotFoundException e) {
        if (attempt == ATTEMPTS) {
          throw IoFault.error("read", journal, e);
        }
      } catch (IOException e) {
        throw IoFault.error("read", journal, e);
      }
    }
  }

  List<Segment> segments() {
    return segments;
  }

  Ledger ledger() {
    return ledger;
  }

  List<String> notices() {
    return notices;
  }

  /** Whether a sealed segment holds lines that are of no use. */
  boolean isDamaged() {
    return damaged;
  }

  /** Whether every segment is sealed and undamaged. */
  boolean isSettled() {
    return !damaged && segments.stream().noneMatch(Segment::open);
  }

  private void read(int ordinal) throws IOException {
    Segment segment = segments.get(ordinal);
    SegmentScan.Damage damage =
        SegmentScan.scan(
            files, segment, (index, line, length) -> add(ordinal, index, line, length));
    int dropped = segment.open() ? damage.records() : damage.dropped();
    if (dropped > 0) {
      notices.add(dropped(segment, dropped));
    }
    damaged |= !segment.open() && (dropped > 0 || damage.header());
  }

  /** The notice that records are lost. */
  static String dropped(Segment segment, int count) {
    return segment.path()
        + ": dropped "
        + count
        + (count == 1
            ? " damaged record; its cell runs again"
            : " damaged records; their cells run again");
  }

  private void add(int ordinal, int index, byte[] line, int length) throws IOException {
    if (DecisionRecord.is(line, length)) {
      ledger.put(
          decision(segments.get(ordinal), index, line, length),
          new Ledger.Entry(0, ordinal, index));
      return;
    }
    RecordReader.Entry record = parse(segments.get(ordinal), index, line, length, false, shared);
    CellResult result = record.result();
    String id = result.cell().id();
    switch (ledger.judge(id, result, record.digest())) {
      case CURRENT -> ledger.put(id, result, new Ledger.Entry(record.digest(), ordinal, index));
      case SAME -> {}
      case CONFLICT ->
          notices.add(
              segments.get(ordinal).path()
                  + ": a second, different result of cell "
                  + id
                  + " is ignored; did two drivers run on this directory?");
    }
  }

  /**
   * Hands on the current records one by one.
   *
   * @throws FileNotFoundException where a segment was sealed or merged since this reading
   */
  void forEachCurrent(CurrentSink sink) throws IOException {
    forEach(ledger.entries().values(), sink);
  }

  private void forEach(Collection<Ledger.Entry> entries, CurrentSink sink) throws IOException {
    List<BitSet> current = new ArrayList<>();
    segments.forEach(segment -> current.add(new BitSet()));
    entries.forEach(entry -> current.get(entry.segment()).set(entry.index()));
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      BitSet wanted = current.get(i);
      SegmentScan.scan(
          files,
          segment,
          (index, line, length) -> {
            if (wanted.get(index)) {
              sink.accept(segment, index, line, length);
            }
          });
    }
  }

  /** Takes the lines of current records. */
  @FunctionalInterface
  interface CurrentSink {
    /** Takes a line, which is overwritten after the call. */
    void accept(Segment segment, int index, byte[] line, int length) throws IOException;
  }

  /** Writes a segment that holds every current record and decision and nothing else. */
  void writeCurrent(OutputStream out) throws IOException {
    out.write(Segment.header());
    List<Ledger.Entry> all = new ArrayList<>(ledger.entries().values());
    all.addAll(ledger.decided().values());
    forEach(
        all,
        (segment, index, line, length) -> {
          out.write(line, 0, length);
          out.write('\n');
        });
  }

  private static DecisionRecord decision(Segment segment, int index, byte[] line, int length) {
    try {
      return DecisionRecord.read(line, length);
    } catch (IOException e) {
      throw misunderstood(segment, index, e);
    }
  }

  /** Reads a line whose checksum is right. */
  static RecordReader.Entry parse(
      Segment segment, int index, byte[] line, int length, boolean withTables, Shared shared) {
    try {
      return RecordReader.read(line, Segment.PREFIX, length - Segment.PREFIX, withTables, shared);
    } catch (IOException e) {
      throw misunderstood(segment, index, e);
    }
  }

  private static UserError misunderstood(Segment segment, int index, IOException e) {
    return new UserError(
        segment.path()
            + " line "
            + (index + 1)
            + " is undamaged but not understood ("
            + e.getMessage()
            + "); use the version that wrote it",
        e);
  }
}
