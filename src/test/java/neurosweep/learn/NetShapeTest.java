package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import org.junit.jupiter.api.Test;

class NetShapeTest {

  @Test
  void everyShapeStartsWithTheDataAndReadsWhatThereIs() {
    for (NetShape shape : NetShape.CATALOG.members()) {
      for (int features : new int[] {16, 49, 784, 1000}) {
        Layout layout = shape.layout(Values.of(Map.of("widths", "8-8-6-4")), features, 4);
        int[] widths = layout.widths();
        assertEquals(features, widths[0], shape.name());
        assertTrue(widths.length >= 2, shape.name());
        for (int l = 1; l < widths.length; l++) {
          int reads = layout.reads()[l];
          assertTrue(reads <= widths[l - 1] && reads > 0 && widths[l] > 0, shape.name());
        }
      }
    }
  }

  @Test
  void aSquareNetHasDepthHiddenLayers() {
    NetShape square = NetShape.CATALOG.get("square");
    assertArrayEquals(new int[] {7, 7}, square.layout(depth(0), 7, 2).widths());
    assertArrayEquals(new int[] {7, 7, 7, 7}, square.layout(depth(2), 7, 2).widths());
  }

  private static Values depth(long depth) {
    return Values.of(Map.of("depth", depth));
  }

  @Test
  void aTowerScalesWithTheDataButForItsOutputs() {
    NetShape tower = NetShape.CATALOG.get("tower");
    assertArrayEquals(
        new int[] {784, 784, 500, 200, 10}, tower.layout(Values.NONE, 784, 10).widths());
    assertArrayEquals(
        new int[] {196, 196, 125, 50, 10}, tower.layout(Values.NONE, 196, 10).widths());
  }

  @Test
  void aTowerThatGrowsOrIsMalformedIsTheUsersFault() {
    NetShape tower = NetShape.CATALOG.get("tower");
    for (String widths : new String[] {"", "7", "7-", "7-0", "7-x", "7--3", "4-8", "7-3-5"}) {
      Values values = Values.of(Map.of("widths", widths));
      assertThrows(UserError.class, () -> tower.layout(values, 7, 3), widths);
    }
    assertThrows(UserError.class, () -> tower.layout(Values.NONE, 9, 10), "10 outputs of 9 inputs");
  }
}
