package neurosweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Parts of a line on terminals of any width. */
class FittedLineTest {
  private static final FittedLine LINE =
      new FittedLine()
          .add(0, "1,214/1,440")
          .add(3, " done")
          .add(1, " (84%)")
          .add(2, " - ETA 0:00:23")
          .add(4, " - best 0.9")
          .add(5, " (data=手写数字)");

  @Test
  void itFitsAtAnyWidthAndGrowsWithIt() {
    String before = "";
    for (int columns = 0; columns <= 100; columns++) {
      String line = LINE.within(columns);
      assertTrue(FittedLine.columns(line) <= columns, line);
      assertTrue(line.length() >= before.length(), line);
      before = line;
    }
    assertEquals(LINE.whole(), before);
  }

  @Test
  void theLeastImportantGoFirst() {
    assertEquals("1,214/1,440 (84%)", LINE.within(20));
    assertEquals("1,214/1,440 (84%) - ETA 0:00:23", LINE.within(35));
    assertEquals("1,214/1,440 done (84%) - ETA 0:00:23", LINE.within(40));
    assertEquals("1,21", LINE.within(4));
  }

  /** Two columns each, and no half of a pair of surrogates. */
  @Test
  void lettersMayBeWide() {
    assertEquals("手", FittedLine.beginning("手写", 3));
    assertEquals("", FittedLine.beginning("\uD840\uDC0B", 1));
    assertEquals("手...", FittedLine.cut("手写数字", 6));
    assertEquals("..", FittedLine.cut("手写", 2));
  }
}
