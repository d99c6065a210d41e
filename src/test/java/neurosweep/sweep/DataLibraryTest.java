package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.experiment.DataRequest;
import neurosweep.testing.Plans;
import org.junit.jupiter.api.Test;

class DataLibraryTest {
  private static final DataRequest SMALL =
      new DataRequest("glyphs", Values.of(Map.of("glyphs_train", 40L, "glyphs_test", 20L)));

  private final AtomicInteger loads = new AtomicInteger();
  private final DataLibrary library =
      new DataLibrary(
          request -> {
            loads.incrementAndGet();
            return Plans.load(request);
          });

  private static Values values(String knob, Object value) {
    return SMALL.values().with(knob, value);
  }

  @Test
  void aRawSetIsLoadedOnceWhateverIsMadeOfIt() {
    Dataset whole = library.dataset(SMALL, SMALL.values());
    Dataset pooled = library.dataset(SMALL, values("pool", 4L));

    assertNotSame(whole, pooled);
    assertSame(whole, library.dataset(SMALL, values("learning_rate", 0.5)));
    assertSame(pooled, library.dataset(SMALL, values("pool", 4L)));
    assertEquals(whole.digest(), pooled.digest());
    assertEquals(library.digest(SMALL), whole.digest());
    assertEquals(Map.of(SMALL, whole.digest()), library.digests());
    library.raw(SMALL);
    assertEquals(1, loads.get());
  }

  @Test
  void manyThreadsShareOneLoad() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Dataset>> asking = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        Values values = i % 2 == 0 ? SMALL.values() : values("pool", 2L);
        asking.add(() -> library.dataset(SMALL, values));
      }
      List<Future<Dataset>> found = threads.invokeAll(asking);
      for (int i = 2; i < 32; i++) {
        assertSame(found.get(i % 2).get(), found.get(i).get());
      }
    } finally {
      threads.shutdown();
    }
    assertEquals(1, loads.get());
  }

  @Test
  void knobsThatDoNotFitAreRefusedAndTheSetIsKept() {
    assertThrows(UserError.class, () -> library.dataset(SMALL, values("subset", 500L)));
    library.dataset(SMALL, SMALL.values());
    assertEquals(1, loads.get());
  }
}
