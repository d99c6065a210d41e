package neurosweep.learn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The shape of a net: what every layer is made of.
 *
 * @param widths units of the input (index 0) and of every layer
 * @param reads how many units of the layer below layer l reads, its first ones, at index l; 0 at
 *     index 0. W_l is (widths[l] x reads[l])
 * @param activations f of layer l at index l - 1
 * @param slope of every leaky ReLU below zero
 */
public record Layout(int[] widths, int[] reads, List<Activation> activations, double slope) {

  /** Checks that no layer reads more units than there are. */
  public Layout {
    widths = widths.clone();
    reads = reads.clone();
    activations = List.copyOf(activations);
    for (int layer = 1; layer < widths.length; layer++) {
      if (reads[layer] > widths[layer - 1]) {
        throw new IllegalArgumentException("layer " + layer + " is wider than the one below it");
      }
    }
  }

  /**
   * Layers with square weights: layer l reads the first widths[l] units below it, and the others
   * are auxiliary. Leaky ReLUs of slope 0.1.
   *
   * @param widths units of the input and of every layer, never growing
   */
  public static Layout invertible(int... widths) {
    int[] reads = widths.clone();
    reads[0] = 0;
    return of(widths, reads);
  }

  /**
   * Layers that read all units below them. Leaky ReLUs of slope 0.1.
   *
   * @param widths units of the input and of every layer
   */
  public static Layout layered(int... widths) {
    int[] reads = new int[widths.length];
    System.arraycopy(widths, 0, reads, 1, widths.length - 1);
    return of(widths, reads);
  }

  private static Layout of(int[] widths, int[] reads) {
    Activation leaky = new LeakyRelu();
    return new Layout(
        widths,
        reads,
        Collections.nCopies(widths.length - 1, leaky),
        Activation.SLOPE.defaultValue());
  }

  /** The same layers with other activations, one for each. */
  public Layout with(List<Activation> others, double otherSlope) {
    return new Layout(widths, reads, others, otherSlope);
  }

  /** The same layers with one activation for the hidden ones and one for the output. */
  public Layout with(Activation hidden, Activation output, double otherSlope) {
    List<Activation> all = new ArrayList<>(Collections.nCopies(layers() - 1, hidden));
    all.add(output);
    return with(all, otherSlope);
  }

  /** L, the number of weight layers. */
  public int layers() {
    return widths.length - 1;
  }

  /** Units of the last layer. */
  public int outputs() {
    return widths[layers()];
  }

  /** Elements of the largest weight matrix. */
  public int largestWeights() {
    int most = 0;
    for (int layer = 1; layer <= layers(); layer++) {
      most = Math.max(most, widths[layer] * reads[layer]);
    }
    return most;
  }
}
