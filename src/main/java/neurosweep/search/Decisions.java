package neurosweep.search;

import java.util.List;

/**
 * What a search has decided that another order of results would have changed. Kept before anything
 * follows from it, so that a search that goes on decides nothing again.
 */
public interface Decisions {

  /** Of a search that decides nothing by the order of results: none, and none can be kept. */
  Decisions NONE =
      new Decisions() {
        @Override
        public List<String> made() {
          return List.of();
        }

        @Override
        public void make(String decision) {
          throw new IllegalStateException("no place to keep " + decision);
        }
      };

  /** Those of earlier runs, in order. */
  List<String> made();

  /** Keeps one more; it is safe once this returns. */
  void make(String decision);
}
