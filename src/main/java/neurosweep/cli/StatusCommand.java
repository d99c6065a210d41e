package neurosweep.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import neurosweep.core.UserError;
import neurosweep.journal.Journal;
import neurosweep.journal.JournalReader;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Manifest;
import neurosweep.sweep.SweepStatus;
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
      "Counts cells by state, says how fast they end and when the last will, who runs the sweep and"
          + " which cells run since when, from another shell as well. Reads only.",
      "With --watch it looks again and again until every cell has a result or nobody writes the"
          + " sweep: in place on a terminal, otherwise a line whenever something has changed.",
      "Example: neurosweep status out/quickstart --watch --interval 5"
    })
final class StatusCommand implements Callable<Integer> {
  private static final double LEAST_SECONDS = 0.1;
  private static final double MOST_SECONDS = 86_400;

  /** How a look is printed. */
  enum Format {
    TABLE,
    JSON,
    CSV
  }

  @Spec private CommandSpec command;
  @Mixin private DirectoryOptions directory;

  @Option(names = "--watch", description = "look again until nothing more is to be expected")
  private boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "between two looks (default: ${DEFAULT-VALUE})")
  private double interval;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, json (an object a line) or csv (default: table)")
  private Format format;

  private String printed = "";
  private int drawn;

  @Override
  public Integer call() {
    if (!(interval >= LEAST_SECONDS && interval <= MOST_SECONDS)) {
      throw new UserError(
          "--interval is " + interval + ", must be from 0.1 to 86400 seconds, such as 2");
    }
    SweepDirectory sweep = directory.open();
    Printer out = Printer.on(command.commandLine().getOut());
    Terminal terminal = Terminal.of(Terminal.Stream.OUT);
    boolean redraws = watch && format == Format.TABLE && terminal.present();
    long before = -1;
    long then = System.nanoTime();
    while (true) {
      Manifest manifest = Manifest.read(sweep); // a sweep may grow while it is watched
      JournalReader journal = Journal.read(sweep);
      SweepStatus status = SweepStatus.of(sweep, manifest, journal.history());
      double seconds = (System.nanoTime() - then) * 1e-9;
      double rate = before < 0 ? 0 : (status.ended() - before) / seconds;
      StatusText text = new StatusText(status, rate);
      if (redraws) {
        draw(out, text.screen(terminal.columns()));
      } else {
        print(out, text);
      }
      boolean unread = out.checkError();
      if (!watch || unread || status.complete() || !status.held()) {
        if (format == Format.TABLE) {
          journal.notices().forEach(out::println);
        }
        return 0;
      }
      before = before < 0 ? status.ended() : before;
      LockSupport.parkNanos((long) (interval * 1e9));
    }
  }

  /** Over what was drawn before; the cursor stays below, where Ctrl-C leaves it. */
  private void draw(Printer out, List<String> lines) {
    if (drawn > 0) {
      out.steer(Terminal.up(drawn) + Terminal.CLEAR_BELOW); // there may be fewer lines than before
    }
    for (String line : lines) {
      out.steer(Terminal.CLEAR_LINE);
      out.println(line);
    }
    drawn = lines.size();
    out.flush();
  }

  /** Unless that was the last one already. */
  private void print(PrintWriter out, StatusText text) {
    List<String> lines =
        switch (format) {
          case TABLE ->
              Stream.of(
                      Stream.of(text.line()),
                      text.status().search().stream(),
                      Stream.of(text.status().builds().sentence()).filter(each -> !each.isEmpty()),
                      text.status().writer().stream(),
                      text.running().stream())
                  .flatMap(each -> each)
                  .toList();
          case JSON -> List.of(text.json());
          case CSV -> List.of(text.csv());
        };
    String state = text.status().counts() + " " + text.status().held() + text.cellsThatRun();
    if (!state.equals(printed)) {
      if (printed.isEmpty() && format == Format.CSV) {
        out.println(StatusText.CSV_HEADING);
      }
      lines.forEach(out::println);
      out.flush();
      printed = state;
    }
  }
}
