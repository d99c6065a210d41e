package neurosweep.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often is looked, by a clock of the test's own. */
class LookoutTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger signs = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private volatile String sign = "a";
  private volatile long costs;

  private final Lookout lookout =
      new Lookout(
          () -> {
            signs.incrementAndGet();
            return sign;
          },
          () -> {
            clock.addAndGet(costs);
            String text = "look " + looks.incrementAndGet();
            return Answer.json(text.getBytes(StandardCharsets.UTF_8));
          },
          clock::get);

  private String ask() {
    return new String(lookout.answer().content(), StandardCharsets.UTF_8);
  }

  @Test
  void onceASecondAndOnlyAfterAChange() {
    assertEquals("look 1", ask());
    sign = "b";
    assertEquals("look 1", ask());
    clock.addAndGet(SECOND);
    assertEquals("look 2", ask());
    clock.addAndGet(SECOND);
    assertEquals("look 2", ask());
    assertEquals(3, signs.get());
  }

  @Test
  void aLookThatTakesLongIsFollowedByALongerPause() {
    costs = 10 * SECOND;
    ask();
    sign = "b";
    clock.addAndGet(39 * SECOND);
    assertEquals("look 1", ask());
    clock.addAndGet(SECOND);
    assertEquals("look 2", ask());
  }

  @Test
  void manyReadersAreOne() throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(50);
    try {
      List<Callable<String>> all = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        all.add(this::ask);
      }
      for (Future<String> answer : readers.invokeAll(all)) {
        assertEquals("look 1", answer.get());
      }
    } finally {
      readers.shutdownNow();
    }
    assertEquals(1, looks.get());
  }
}
