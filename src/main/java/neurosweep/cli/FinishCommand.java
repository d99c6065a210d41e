package neurosweep.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The owner's command for the end of a run: a line for {@code sh}, which reads the run's
 * certificate on standard input. What it prints goes to standard error, and nothing that it does
 * changes the run's exit code.
 *
 * @param line as given
 * @param limit after which it is ended, and whatever it has started
 */
record FinishCommand(String line, Duration limit) {
  /** Long for a message, short for who waits at the terminal. */
  static final Duration LIMIT = Duration.ofMinutes(5);

  /** Characters of its output; the rest is dropped. */
  private static final int MOST_PRINTED = 1 << 16;

  /** Until its output has come through once it has ended; what it left behind may hold it open. */
  private static final Duration REST = Duration.ofSeconds(1);

  /** Runs it and says where that fails. */
  void run(byte[] certificate, PrintWriter err) {
    Process process;
    try {
      process = new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
    } catch (IOException e) {
      warn(err, "could not be started: " + e.getMessage() + "; is there a shell, sh, on the PATH?");
      return;
    }
    Thread printing = new Thread(() -> print(process, err), "output of --on-finish");
    printing.setDaemon(true);
    printing.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(certificate); // less than any pipe holds: who does not read it keeps nobody
    } catch (IOException e) {
      // it did not want to read it
    }
    await(process, printing, err);
  }

  private void await(Process process, Thread printing, PrintWriter err) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
        warn(
            err,
            "has run for "
                + limit.toSeconds()
                + " s and was ended; let it do less, or put"
                + " what takes long into the background with &");
        return;
      }
      printing.join(REST.toMillis());
      if (process.exitValue() != 0) {
        warn(err, "ended with exit code " + process.exitValue() + "; that of the run stays");
      }
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly(); // first, or it would go on where one of them ends
    started.forEach(ProcessHandle::destroyForcibly);
  }

  private static void warn(PrintWriter err, String what) {
    err.println("warning: the command of --on-finish " + what);
    err.flush();
  }

  /** Passes its output on until it ends, and reads on without printing once it is too much. */
  private static void print(Process process, PrintWriter err) {
    char[] chunk = new char[1 << 12];
    int left = MOST_PRINTED;
    char last = '\n';
    try (Reader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (int count = out.read(chunk); count >= 0; count = out.read(chunk)) {
        int shown = Math.min(left, count);
        if (shown > 0) {
          err.print(new String(chunk, 0, shown));
          err.flush();
          last = chunk[shown - 1];
          left -= shown;
        }
      }
    } catch (IOException e) {
      // it was ended
    }
    if (last != '\n') {
      err.println();
    }
  }
}
