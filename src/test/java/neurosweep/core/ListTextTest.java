package neurosweep.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists in one text. */
class ListTextTest {

  @Test
  void whatIsJoinedIsDividedAgain() {
    for (List<String> items :
        List.of(
            List.<String>of(),
            List.of("a"),
            List.of("a", "b c"),
            List.of("a, b", "\"c\"", " d ", "", "Unnamed: 0"))) {
      assertEquals(items, ListText.split(ListText.join(items)));
    }
  }

  @Test
  void blanksAroundCommasDoNotCount() {
    assertEquals(List.of("a", "b c", "d,e"), ListText.split(" a ,b c,  \"d,e\" "));
  }

  @Test
  void whatIsNoListIsRefused() {
    for (String text : List.of("a,", ",", "\"a", "\"a\" b", "a,,b")) {
      assertThrows(IllegalArgumentException.class, () -> ListText.split(text), text);
    }
  }
}
