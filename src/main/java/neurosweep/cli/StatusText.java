package neurosweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.core.Outcome.State;
import neurosweep.core.PlainText;
import neurosweep.sweep.SweepStatus;

/**
 * A look at a sweep as text.
 *
 * @param status what was seen
 * @param rate cells that end in a second, 0 where that is not known
 */
record StatusText(SweepStatus status, double rate) {
  private static final int WIDEST_BAR = 60;

  /** The heading of {@link #csv}. */
  static final String CSV_HEADING =
      Stream.concat(
                  Stream.of("planned", "ended"), Stream.of(State.values()).map(StatusText::column))
              .collect(Collectors.joining(","))
          + ",core_hours,cells_per_second,eta_seconds,running";

  private static String column(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private long percent() {
    return 100 * status.ended() / status.planned();
  }

  private double coreHours() {
    return status.seconds() / 3600;
  }

  /** Seconds to the end, or NaN. */
  private double eta() {
    if (Double.isFinite(status.remaining())) {
      return status.remaining();
    }
    return rate > 0 ? (status.planned() - status.ended()) / rate : Double.NaN;
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
    return lines.stream().map(line -> FittedLine.cut(PlainText.line(line), columns)).toList();
  }

  private String bar(int width) {
    long done = width * status.ended() / status.planned();
    return "[" + "#".repeat((int) done) + "-".repeat((int) (width - done)) + "]";
  }

  /** An object on one line. */
  String json() {
    StringBuilder text = new StringBuilder();
    text.append("{\"planned\":").append(status.planned());
    text.append(",\"ended\":").append(status.ended());
    status
        .counts()
        .forEach(
            (state, count) -> text.append(",\"").append(column(state)).append("\":").append(count));
    text.append(",\"core_hours\":").append(coreHours());
    text.append(",\"cells_per_second\":").append(rate > 0 ? Double.toString(rate) : "null");
    text.append(",\"eta_seconds\":").append(Double.isNaN(eta()) ? "null" : Double.toString(eta()));
    return text.append(",\"running\":").append(status.held()).append('}').toString();
  }

  /** A line below {@link #CSV_HEADING}. */
  String csv() {
    StringBuilder text = new StringBuilder();
    text.append(status.planned()).append(',').append(status.ended());
    status.counts().values().forEach(count -> text.append(',').append(count));
    text.append(',').append(coreHours());
    text.append(',').append(rate > 0 ? Double.toString(rate) : "");
    text.append(',').append(Double.isNaN(eta()) ? "" : Double.toString(eta()));
    return text.append(',').append(status.held()).toString();
  }
}
