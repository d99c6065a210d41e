package neurosweep.experiment.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A program that has been started for a cell: its lines as they come, the end of what it wrote, its
 * processor time. Whatever it has started ends with it.
 */
final class RunningProgram implements AutoCloseable {
  /** How long the end of the cell may wait for a look. */
  private static final long POLL_MILLIS = 50;

  /** Until output has come through once the program has ended: what it left may hold it open. */
  private static final long REST_NANOS = 1_000_000_000L;

  /** From one look at the whole family of processes to the next: it takes a while. */
  private static final long FAMILY_NANOS = 1_000_000_000L;

  private static final int LONGEST_LINE = 1 << 20;
  private static final int MOST_KEPT = 1 << 14;
  private static final int WAITING_LINES = 1024;

  private final Process process;
  private final Thread hook;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING_LINES);
  private final Deque<String> tail = new ArrayDeque<>();
  private final Thread output;
  private final Thread errors;
  private final Set<ProcessHandle> family = ConcurrentHashMap.newKeySet();
  private final Map<Long, Long> cpuNanos = new HashMap<>();
  private final long start = System.nanoTime();
  private long familyLooked;
  private long looked = start;
  private int tailLength;
  private String lastError = "";

  /**
   * Starts it with nothing on its standard input.
   *
   * @param more variables of its environment beside those of this process
   * @throws IOException if it cannot be started
   */
  RunningProgram(List<String> command, Path directory, Map<String, String> more)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(more);
    process = builder.start();
    hook = new Thread(this::end);
    Runtime.getRuntime().addShutdownHook(hook);
    process.getOutputStream().close();
    output = reader("output", process.inputReader(StandardCharsets.UTF_8), true);
    errors = reader("errors", process.errorReader(StandardCharsets.UTF_8), false);
  }

  private Thread reader(String what, BufferedReader from, boolean isOutput) {
    Thread thread = new Thread(() -> read(from, isOutput), what + " of a cell's program");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void read(BufferedReader from, boolean isOutput) {
    StringBuilder line = new StringBuilder();
    try (from) {
      for (int c = from.read(); c >= 0; c = from.read()) {
        if (c == '\n') {
          take(line, isOutput);
        } else if (line.length() < LONGEST_LINE) {
          line.append((char) c);
        }
      }
      if (!line.isEmpty()) {
        take(line, isOutput);
      }
    } catch (IOException e) {
      // it was ended
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(StringBuilder line, boolean isOutput) throws InterruptedException {
    String text = line.toString();
    line.setLength(0);
    if (isOutput) {
      lines.put(text); // a program that says more than is read waits
    } else {
      keep(text, true);
    }
  }

  /** Keeps a line for whoever asks why it failed; the oldest go first. */
  private synchronized void keep(String text, boolean isError) {
    String shown = text.length() > MOST_KEPT ? text.substring(0, MOST_KEPT) : text;
    tail.addLast(shown);
    tailLength += shown.length() + 1;
    while (tailLength > MOST_KEPT && tail.size() > 1) {
      tailLength -= tail.removeFirst().length() + 1;
    }
    if (isError && !text.isBlank()) {
      lastError = shown.strip();
    }
  }

  /** Keeps a line of its output that was no metric. */
  void keep(String text) {
    keep(text, false);
  }

  /** The next line of its output; null if none came in a short while. */
  String next() throws InterruptedException {
    String line = lines.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
    look();
    return line;
  }

  /** Whether it has ended and all that it said has been taken. */
  boolean isOver() throws InterruptedException {
    if (process.isAlive() || !lines.isEmpty()) {
      return false;
    }
    output.join(TimeUnit.NANOSECONDS.toMillis(REST_NANOS));
    errors.join(TimeUnit.NANOSECONDS.toMillis(REST_NANOS));
    return lines.isEmpty();
  }

  /** Its exit code, once it is over. */
  int exitCode() {
    return process.exitValue();
  }

  /** The last line that it wrote to its standard error; empty without one. */
  synchronized String lastError() {
    return lastError;
  }

  /** The end of what it wrote and was no metric. */
  synchronized String tail() {
    return String.join("\n", tail);
  }

  private void look() {
    long now = System.nanoTime();
    if (now - looked < TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS) && looked != start) {
      return;
    }
    looked = now;
    look(process.toHandle());
    if (now - familyLooked > FAMILY_NANOS) {
      familyLooked = now;
      process
          .descendants()
          .forEach(
              child -> {
                family.add(child);
                look(child);
              });
    }
  }

  private void look(ProcessHandle handle) {
    handle
        .info()
        .totalCpuDuration()
        .ifPresent(time -> cpuNanos.merge(handle.pid(), time.toNanos(), Math::max));
  }

  /**
   * Processor seconds so far: what was seen, at the same rate since the last look; where the system
   * does not tell, the time by the clock, since a cell has one core.
   */
  double processorSeconds() {
    double seen = cpuNanos.values().stream().mapToLong(Long::longValue).sum() * 1e-9;
    double elapsed = (System.nanoTime() - start) * 1e-9;
    double known = (looked - start) * 1e-9;
    return seen > 0 && known > 0 ? seen * Math.max(1, elapsed / known) : elapsed;
  }

  /** Ends it and what it has left behind, as far as that was seen. */
  void end() {
    Set<ProcessHandle> started = new HashSet<>(family);
    process.descendants().forEach(started::add);
    process.destroyForcibly(); // first, or it would go on where one of them ends
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // this process is ending, and the hook is at work
    }
  }
}
