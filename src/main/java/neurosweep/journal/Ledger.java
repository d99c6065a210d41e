package neurosweep.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import neurosweep.core.CellResult;

/** The current result of every cell, and the rule by which one takes the place of another. */
final class Ledger {

  /**
   * Where the current result of a cell is, and the digest it is compared by.
   *
   * @param segment position in the list of segments
   * @param index line in the segment
   */
  record Entry(long digest, int segment, int index) {}

  /** What a further result of a cell is. */
  enum Verdict {
    /** The first one, or one after a failure. */
    CURRENT,
    /** What is known already. */
    SAME,
    /** A failure after a result, or a second result that differs from the first. */
    CONFLICT
  }

  private final ConcurrentSkipListMap<String, CellResult> results = new ConcurrentSkipListMap<>();
  private final Map<String, CellResult> byId = new ConcurrentHashMap<>();
  private final Map<String, Entry> entries = new HashMap<>();
  private final History history = new History(results, byId);

  /** A view that follows. */
  History history() {
    return history;
  }

  Map<String, Entry> entries() {
    return entries;
  }

  Verdict judge(String id, CellResult result, long digest) {
    CellResult current = byId.get(id);
    if (current == null || !current.outcome().state().isResult()) {
      return Verdict.CURRENT;
    }
    return entries.get(id).digest() == digest ? Verdict.SAME : Verdict.CONFLICT;
  }

  void put(String id, CellResult light, Entry entry) {
    results.put(id, light);
    byId.put(id, light);
    entries.put(id, entry);
  }
}
