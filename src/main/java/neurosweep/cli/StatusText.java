package neurosweep.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.core.JsonText;
import neurosweep.core.Outcome.State;
import neurosweep.core.PlainText;
import neurosweep.sweep.Activity;
import neurosweep.sweep.SweepStatus;

/**
 * A look at a sweep as text.
 *
 * @param status what was seen
 * @param rate cells that end in a second, 0 where that is not known
 */
record StatusText(SweepStatus status, double rate) {
  private static final int WIDEST_BAR = 60;

  /** Running cells that are named; of more their number is told. */
  private static final int MOST_RUNNING = 8;

  /** With the rate of the whole run where none was seen. */
  StatusText {
    rate = rate > 0 ? rate : status.rate();
  }

  /** The heading of {@link #csv}. */
  static final String CSV_HEADING =
      Stream.concat(
                  Stream.of("planned", "ended"), Stream.of(State.values()).map(StatusText::column))
              .collect(Collectors.joining(","))
          + ",core_hours,cells_per_second,eta_seconds,running,cells_running";

  private static String column(State state) {
    return SweepStatus.column(state);
  }

  private long percent() {
    return 100 * status.ended() / status.planned();
  }

  private double coreHours() {
    return status.coreHours();
  }

  /** Seconds to the end, or NaN. */
  private double eta() {
    return status.eta(rate);
  }

  /** One line of any length. */
  String line() {
    StringBuilder text = new StringBuilder(status.name());
    text.append(
        String.format(
            Locale.ROOT, ": %,d/%,d done (%d%%)", status.ended(), status.planned(), percent()));
    status
        .counts()
        .forEach(
            (state, count) -> {
              if (count > 0) {
                text.append(" - ").append(count).append(' ').append(state.words());
              }
            });
    text.append(String.format(Locale.ROOT, " - %.3g core-hours", coreHours()));
    if (rate > 0) {
      text.append(String.format(Locale.ROOT, " - %.3g cells/s", rate));
    }
    if (!Double.isNaN(eta())) {
      text.append(" - ETA ").append(Progress.clock(eta()));
    }
    return text.toString();
  }

  /** Several lines, none longer than the terminal is wide. */
  List<String> screen(int columns) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s  %,d of %,d cells (%d%%)",
            status.name(),
            status.ended(),
            status.planned(),
            percent()));
    lines.add(bar(Math.min(WIDEST_BAR, columns - 2)));
    List<String> counts = new ArrayList<>();
    for (Map.Entry<State, Integer> each : status.counts().entrySet()) {
      if (each.getValue() > 0 || each.getKey() == State.FINISHED) {
        counts.add(String.format(Locale.ROOT, "%,d %s", each.getValue(), each.getKey().words()));
      }
    }
    counts.add(String.format(Locale.ROOT, "%,d to go", status.planned() - status.ended()));
    lines.add(String.join("   ", counts));
    String pace = rate > 0 ? String.format(Locale.ROOT, "%.3g cells/s   ", rate) : "";
    pace += Double.isNaN(eta()) ? "" : "ETA " + Progress.clock(eta()) + "   ";
    lines.add(pace + String.format(Locale.ROOT, "%.3g core-hours", coreHours()));
    lines.addAll(status.search());
    if (status.builds().isMixed()) {
      lines.add(status.builds().sentence());
    }
    lines.add(status.writer().orElse("nobody writes it"));
    lines.addAll(running());
    return lines.stream().map(line -> FittedLine.cut(PlainText.line(line), columns)).toList();
  }

  /** Which cells run; the same as long as they do. */
  List<String> cellsThatRun() {
    return status.activity().map(Activity::cells).orElse(List.of()).stream()
        .map(cell -> cell.cell() + " " + cell.since())
        .toList();
  }

  /** The cells that run and since when, a line each; none where no driver says so. */
  List<String> running() {
    List<String> lines = new ArrayList<>();
    status
        .activity()
        .filter(activity -> activity.running() > 0)
        .ifPresent(
            activity -> {
              lines.add(String.format(Locale.ROOT, "running cells: %,d", activity.running()));
              Instant now = Instant.now();
              activity.cells().stream()
                  .limit(MOST_RUNNING)
                  .forEach(cell -> lines.add("  " + running(cell, now)));
              long more = activity.running() - lines.size() + 1;
              if (more > 0) {
                lines.add(String.format(Locale.ROOT, "  and %,d more", more));
              }
            });
    return lines;
  }

  private static String running(Activity.Running cell, Instant now) {
    StringBuilder text = new StringBuilder(cell.cell()).append("  ").append(cell.values());
    text.append("  since ").append(cell.since());
    text.append(" (").append(Progress.clock(cell.seconds(now))).append(")");
    if (cell.more() > 0) {
      text.append(", then ").append(cell.more()).append(" more");
    }
    if (!cell.host().isEmpty()) {
      text.append(", on ").append(cell.host());
    }
    if (!cell.saved().isEmpty()) {
      text.append(", state saved ").append(cell.saved());
    }
    return text.toString();
  }

  private String bar(int width) {
    long done = width * status.ended() / status.planned();
    return "[" + "#".repeat((int) done) + "-".repeat((int) (width - done)) + "]";
  }

  /** An object on one line. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonText.factory().createGenerator(text)) {
      status.write(json, rate);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // in memory
    }
    return text.toString();
  }

  /** A line below {@link #CSV_HEADING}. */
  String csv() {
    StringBuilder text = new StringBuilder();
    text.append(status.planned()).append(',').append(status.ended());
    status.counts().values().forEach(count -> text.append(',').append(count));
    text.append(',').append(coreHours());
    text.append(',').append(rate > 0 ? Double.toString(rate) : "");
    text.append(',').append(Double.isNaN(eta()) ? "" : Double.toString(eta()));
    text.append(',').append(status.held());
    return text.append(',').append(status.running()).toString();
  }
}
