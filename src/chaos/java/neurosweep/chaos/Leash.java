package neurosweep.chaos;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends what this program has started, however the program ends, short of its own SIGKILL. */
final class Leash implements AutoCloseable {
  private static final int SCRIPT_SECONDS = 60;

  private final List<Process> drivers = new ArrayList<>();
  private final List<Process> scripts = new ArrayList<>();
  private final Deque<Runnable> last = new ArrayDeque<>();
  private boolean closed;

  Leash() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** Starts a process that is killed at the end. */
  Process driver(ProcessBuilder builder) throws IOException {
    return start(builder, drivers);
  }

  /** Starts a process that is waited for at the end, since it must not stop halfway. */
  Process script(ProcessBuilder builder) throws IOException {
    return start(builder, scripts);
  }

  private synchronized Process start(ProcessBuilder builder, List<Process> kind)
      throws IOException {
    if (closed) {
      throw new Failure("interrupted");
    }
    kind.removeIf(process -> !process.isAlive());
    Process process = builder.start();
    kind.add(process);
    return process;
  }

  /** Done when all processes have ended, the latest first. */
  synchronized void atEnd(Runnable action) {
    last.push(action);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    drivers.forEach(Process::destroyForcibly);
    try {
      for (Process script : scripts) {
        script.waitFor(SCRIPT_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    last.forEach(Runnable::run);
  }
}
