package neurosweep.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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
  private final SortedMap<Integer, String> decisions = new ConcurrentSkipListMap<>();
  private final Map<Integer, Entry> decided = new HashMap<>();
  private final History history = new History(results, byId);

  /** A view that follows. */
  History history() {
    return history;
  }

  /** What a search has decided, in order. */
  List<String> decisions() {
    return List.copyOf(decisions.values());
  }

  /** Where the decisions are, by their numbers. */
  Map<Integer, Entry> decided() {
    return decided;
  }

  /** The number of the next decision: above those that are known, some of which may be lost. */
  int nextDecision() {
    return decisions.isEmpty() ? 0 : decisions.lastKey() + 1;
  }

  /** Takes note of a decision; a copy of a known one changes nothing. */
  void put(DecisionRecord decision, Entry entry) {
    if (decisions.putIfAbsent(decision.number(), decision.text()) == null) {
      decided.put(decision.number(), entry);
    }
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
