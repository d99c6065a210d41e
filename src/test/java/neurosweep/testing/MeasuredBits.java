package neurosweep.testing;

import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.journal.Journal;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;

/** What cells have measured as text, exact to the bit, without the circumstances. */
public final class MeasuredBits {
  private MeasuredBits() {}

  /** State, scalars and tables of a result. */
  public static String of(CellResult result) {
    Outcome outcome = result.outcome();
    StringBuilder text = new StringBuilder(outcome.state().name());
    outcome
        .measurements()
        .scalars()
        .forEach((name, value) -> text.append('|').append(name).append('=').append(bits(value)));
    outcome
        .measurements()
        .tables()
        .forEach(
            (name, rows) -> {
              text.append('|').append(name);
              for (double[] row : rows) {
                for (double value : row) {
                  text.append(',').append(bits(value));
                }
                text.append('/');
              }
            });
    return text.toString();
  }

  private static String bits(Object value) {
    return value instanceof Double real
        ? Long.toHexString(Double.doubleToRawLongBits(real))
        : value.getClass().getSimpleName() + value;
  }

  /** Every current result of a sweep directory by cell id. */
  public static SortedMap<String, CellResult> results(java.nio.file.Path directory) {
    return results(directory.toString());
  }

  /** The same of a directory on any file system. */
  public static SortedMap<String, CellResult> results(String directory) {
    SortedMap<String, CellResult> results = new TreeMap<>();
    SweepDirectory sweep = SweepDirectory.at(new Files(), "DIR", directory);
    Journal.read(sweep).forEach(result -> results.put(result.cell().id(), result));
    return results;
  }

  /** The text of every current result of a sweep directory by cell id. */
  public static SortedMap<String, String> measured(java.nio.file.Path directory) {
    return measured(directory.toString());
  }

  /** The same of a directory on any file system. */
  public static SortedMap<String, String> measured(String directory) {
    SortedMap<String, String> texts = new TreeMap<>();
    results(directory).forEach((id, result) -> texts.put(id, of(result)));
    return texts;
  }
}
