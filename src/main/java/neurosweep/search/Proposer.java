package neurosweep.search;

import java.util.List;

/** The search of one branch: it chooses each trial by how earlier ones have ended. */
interface Proposer {

  /** The trials that can be chosen now and were not before; nothing while it waits, or is over. */
  List<Trial> propose();
}
