package neurosweep.audit;

import java.util.Comparator;
import java.util.List;
import neurosweep.core.Cell;
import neurosweep.core.UserError;

/**
 * Which cells are computed again: a share or a number of them, the same ones for the same seed.
 *
 * @param text as given, such as {@code 1%} or {@code 20}
 * @param seed another one is another sample
 */
public record Sampling(String text, long seed) {

  /** Refuses what is neither a share nor a number. */
  public Sampling {
    boolean number = text.matches("0*[1-9]\\d{0,8}");
    boolean share = text.matches("\\d{1,3}(\\.\\d+)?%") && share(text) > 0 && share(text) <= 100;
    if (!number && !share) {
      throw new UserError(
          "--sample is \"" + text + "\", must be a number from 1 or a share up to 100%, like 1%");
    }
  }

  private static double share(String text) {
    return Double.parseDouble(text.substring(0, text.length() - 1));
  }

  /** The sample: at least one where there is one, in the order in which they would be drawn. */
  public List<Cell> of(List<Cell> cells) {
    double wanted =
        text.endsWith("%") ? Math.ceil(cells.size() * share(text) / 100) : Double.parseDouble(text);
    return cells.stream()
        .sorted(Comparator.comparing((Cell cell) -> Cell.hash(seed + " " + cell.id())))
        .limit((long) wanted)
        .toList();
  }
}
