package neurosweep.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Some examples of a raw part, without copying them.
 *
 * @param part the raw part
 * @param rows indices into the part, ascending, or null for all
 */
record Selection(RawData.Part part, int[] rows) {

  static Selection all(RawData.Part part) {
    return new Selection(part, null);
  }

  int size() {
    return rows == null ? part.labels().length : rows.length;
  }

  int row(int index) {
    return rows == null ? index : rows[index];
  }

  int label(int index) {
    return part.labels()[row(index)];
  }

  /** A stratified sample and the rest, both in the order of the files. */
  Selection[] divided(int sample, SplittableRandom random) {
    boolean[] chosen = StratifiedOrder.first(sample, labels(), random);
    int[] taken = new int[sample];
    int[] left = new int[size() - sample];
    int t = 0;
    int l = 0;
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i]) {
        taken[t++] = row(i);
      } else {
        left[l++] = row(i);
      }
    }
    return new Selection[] {new Selection(part, taken), new Selection(part, left)};
  }

  /** Labels in the order of this selection. */
  int[] labels() {
    if (rows == null) {
      return part.labels();
    }
    return Arrays.stream(rows).map(row -> part.labels()[row]).toArray();
  }
}
