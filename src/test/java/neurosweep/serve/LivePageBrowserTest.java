package neurosweep.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import neurosweep.cli.Shell;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.testing.Browser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The live page in a real browser. */
@Tag("environment")
class LivePageBrowserTest {
  @TempDir Path directory;

  /** From the empty directory to the end of the sweep, on one page that nobody loads again. */
  @Test
  @Timeout(180)
  void itFollowsASweepFromBeforeItsBeginning() {
    SweepDirectory sweep =
        SweepDirectory.at(new Files(), "DIR", directory.resolve("out/tiny").toString());
    try (Browser browser = new Browser(directory.resolve("profile"));
        LiveServer server = LiveServer.start(sweep, 0)) {
      URI address = URI.create(server.address());
      browser.open(address);
      await(browser, "waiting");
      Shell.run(directory, Shell.TINY).ends(0);
      await(browser, "finished");
      while (browser.all("#figures svg").isEmpty()) {
        LockSupport.parkNanos(50_000_000);
      }

      assertEquals("tiny", browser.one("h1").getText());
      assertTrue(browser.one("#facts").getText().contains("8 of 8 (100 %)"));
      assertFalse(browser.all("#main table tbody tr").isEmpty());
      assertFalse(browser.all("#configurations table tbody tr").isEmpty());
      assertTrue(browser.one("#failures").getText().contains("Every cell finished."));
      browser.width(390);
      assertEquals(
          0L, browser.run("return document.documentElement.scrollWidth - innerWidth > 0 ? 1 : 0"));
      assertEquals(List.of(), browser.console());
      List<String> elsewhere =
          browser.requests().stream()
              .filter(request -> !request.contains("\"url\":\"" + address))
              .toList();
      assertEquals(List.of(), elsewhere);
    }
  }

  private static void await(Browser browser, String state) {
    while (browser.all("#state." + state).isEmpty()) {
      LockSupport.parkNanos(50_000_000);
    }
  }
}
