package neurosweep.data.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Texts in their order, and the number of each: classes, or the levels of a column.
 *
 * @param names by their numbers, ascending as numbers if all are whole, otherwise as texts
 * @param numbers by their names
 */
record Classes(List<String> names, Map<String, Integer> numbers) {

  /** Those that occur. */
  static Classes of(Collection<String> occurring) {
    TreeSet<String> distinct = new TreeSet<>(occurring);
    List<String> names = new ArrayList<>(distinct);
    if (names.stream().allMatch(name -> name.matches("-?\\d{1,16}"))) {
      names.sort(Comparator.comparingLong(Long::parseLong));
    }
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    return new Classes(names, numbers);
  }

  /** Names for readers; none if they are the numbers 0, 1, 2 and so on themselves. */
  List<String> shown() {
    boolean plain =
        IntStream.range(0, names.size())
            .allMatch(number -> names.get(number).equals(Integer.toString(number)));
    return plain ? List.of() : names.stream().map(ColumnProfile::abbreviated).toList();
  }
}
