package neurosweep.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CompactMapTest {
  private static SortedMap<String, Object> values(int n) {
    SortedMap<String, Object> values = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      values.put("metric" + i, i % 2 == 0 ? (Object) (i / 3.0) : "text" + i);
    }
    return values;
  }

  @Test
  void isTheMapItWasMadeFrom() {
    for (int n : new int[] {0, 1, 2, 17}) {
      SortedMap<String, Object> values = values(n);
      SortedMap<String, Object> compact = CompactMap.of(values);
      assertEquals(values, compact);
      assertEquals(compact, values);
      assertEquals(values.hashCode(), compact.hashCode());
      assertEquals(
          new ArrayList<>(values.entrySet()), new ArrayList<>(compact.entrySet()), "the order");
      values.forEach((name, value) -> assertEquals(value, compact.get(name)));
      assertEquals(values, new TreeMap<>(compact));
      assertSame(compact, CompactMap.of(compact));
    }
  }

  @Test
  void whatItHoldsNotIsMissing() {
    SortedMap<String, Object> compact = CompactMap.of(values(5));
    assertNull(compact.get("metric5"));
    assertNull(compact.get(""));
    assertFalse(compact.containsKey("metri"));
    assertTrue(compact.containsKey("metric0"));
  }

  @Test
  void partsAreThoseOfASortedMap() {
    SortedMap<String, Object> values = values(6);
    SortedMap<String, Object> compact = CompactMap.of(values);
    assertEquals(values.headMap("metric2"), compact.headMap("metric2"));
    assertEquals(values.tailMap("metric2"), compact.tailMap("metric2"));
    assertEquals(values.subMap("metric1", "metric4"), compact.subMap("metric1", "metric4"));
    assertEquals("metric0", compact.firstKey());
    assertEquals("metric5", compact.lastKey());
    assertThrows(NoSuchElementException.class, () -> CompactMap.of(new TreeMap<>()).firstKey());
  }

  @Test
  void cannotBeChanged() {
    SortedMap<String, Object> compact = CompactMap.of(values(2));
    assertThrows(UnsupportedOperationException.class, () -> compact.put("metric0", 1.0));
    assertThrows(UnsupportedOperationException.class, () -> compact.remove("metric0"));
    Map.Entry<String, Object> first = compact.entrySet().iterator().next();
    assertThrows(UnsupportedOperationException.class, () -> first.setValue(2.0));
  }

  @Test
  void anotherOrderIsRefused() {
    TreeMap<String, Object> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.putAll(values(3));
    assertThrows(IllegalArgumentException.class, () -> CompactMap.of(backwards));
  }
}
