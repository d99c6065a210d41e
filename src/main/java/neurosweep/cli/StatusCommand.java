package neurosweep.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import neurosweep.core.Outcome;
import neurosweep.journal.History;
import neurosweep.journal.Journal;
import neurosweep.journal.JournalReader;
import neurosweep.store.Lease;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts the cells of a sweep. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Counts cells by state and says who runs the sweep, from another shell as well. Reads only.",
      "Example: neurosweep status out/quickstart --watch"
    })
final class StatusCommand implements Callable<Integer> {
  private static final long WATCH_NANOS = 2_000_000_000L;

  @Spec private CommandSpec command;
  @Mixin private DirectoryOptions directory;

  @Option(names = "--watch", description = "print again every 2 s until every cell has ended")
  private boolean watch;

  @Override
  public Integer call() {
    SweepDirectory sweep = directory.open();
    Manifest manifest = Manifest.read(sweep);
    long planned = manifest.design().grid().cells();
    PrintWriter out = command.commandLine().getOut();
    int before = -1;
    long then = System.nanoTime();
    while (true) {
      JournalReader journal = Journal.read(sweep);
      History history = journal.history();
      int ended = history.results().size();
      long now = System.nanoTime();
      double rate = before < 0 ? 0 : (ended - before) / ((now - then) * 1e-9);
      out.println(line(manifest.name(), history, planned, rate));
      Lease.describe(sweep).ifPresent(out::println);
      if (!watch || ended >= planned) {
        journal.notices().forEach(out::println);
        return 0;
      }
      before = before < 0 ? ended : before;
      LockSupport.parkNanos(WATCH_NANOS);
    }
  }

  private static String line(String name, History history, long planned, double rate) {
    Map<Outcome.State, Integer> counts = history.counts();
    int ended = history.results().size();
    StringBuilder text = new StringBuilder(name);
    text.append(
        String.format(
            Locale.ROOT, ": %,d/%,d done (%d%%)", ended, planned, 100L * ended / planned));
    counts.forEach(
        (state, count) -> {
          if (count > 0) {
            String word = state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            text.append(" - ").append(count).append(' ').append(word);
          }
        });
    double seconds = history.results().values().stream().mapToDouble(r -> r.seconds()).sum();
    text.append(String.format(Locale.ROOT, " - %.3g core-hours", seconds / 3600));
    if (rate > 0) {
      text.append(String.format(Locale.ROOT, " - %.3g cells/s", rate));
      text.append(" - ETA ").append(Progress.clock((planned - ended) / rate));
    }
    return text.toString();
  }
}
