package neurosweep.data;

import java.util.ArrayList;
import java.util.List;

/**
 * A set in words, whether or not it can be learned from.
 *
 * @param facts about the set as a whole
 * @param columns about each column of a table
 * @param notices what a user should know before it is learned from
 * @param faults why it is refused; none if it is not
 */
public record Description(
    List<Fact> facts, List<ColumnFact> columns, List<String> notices, List<String> faults) {

  /** One fact, under a word for it. */
  public record Fact(String label, String text) {}

  /**
   * A column.
   *
   * @param name as in the file
   * @param kind what its cells are
   * @param blanks cells that hold nothing
   * @param values which there are
   * @param use what is done with it
   */
  public record ColumnFact(String name, String kind, long blanks, String values, String use) {}

  /** A set that can be learned from. */
  public static Description of(RawData raw) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("data", raw.shape()));
    if (!raw.balance().isEmpty()) {
      facts.add(new Fact("classes", raw.balance()));
    }
    return new Description(facts, List.of(), raw.notices(), List.of());
  }
}
