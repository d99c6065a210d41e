package neurosweep.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.core.JsonText;
import neurosweep.core.Outcome;
import neurosweep.core.PlainText;
import neurosweep.journal.History;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Sweep;
import neurosweep.sweep.SweepStatus;

/**
 * What a run knows at its end, for the command that it is given to.
 *
 * @param end how it came to it
 * @param exitCode of the run
 * @param reason why it was stopped, or an empty text
 * @param problems what is said as errors; none unless it failed
 * @param seconds by the clock
 * @param sweep what was run
 * @param history how cells have ended; nothing where the journal cannot be read
 */
record Certificate(
    End end,
    int exitCode,
    String reason,
    List<String> problems,
    double seconds,
    Sweep sweep,
    Optional<History> history) {
  private static final int MOST_PROBLEMS = 20;
  private static final int LONGEST = 1000;

  /** How a run ends. */
  enum End {
    /** Every cell has a result. */
    COMPLETE,
    /** Nothing more runs, and cells failed or are missing. */
    INCOMPLETE,
    /** By a limit of its own. */
    STOPPED,
    /** By a signal. */
    INTERRUPTED,
    /** By an error. */
    FAILED
  }

  /** JSON on one line, in visible ASCII. */
  byte[] json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonText.factory().createGenerator(text)) {
      json.writeStartObject();
      write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // in memory
    }
    return text.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void write(JsonGenerator json) throws IOException {
    SweepDirectory directory = sweep.directory();
    boolean local = Files.isLocal(directory.root());
    String place = directory.root().toString();
    json.writeStringField("state", end.name().toLowerCase(Locale.ROOT));
    json.writeNumberField("exit_code", exitCode);
    json.writeStringField("name", sweep.plan().spec().name());
    json.writeStringField(
        "directory", local ? directory.root().toUri().getPath() : PlainText.withoutUser(place));
    json.writeStringField("plan_hash", sweep.plan().hash());
    json.writeNumberField("seconds", Math.round(seconds * 1e3) / 1e3);
    json.writeStringField("reason", reason);
    json.writeArrayFieldStart("problems");
    for (String problem : problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()))) {
      json.writeString(PlainText.line(FittedLine.cut(problem, LONGEST)));
    }
    json.writeEndArray();
    if (history.isPresent()) {
      counts(json, history.get());
    }
  }

  private void counts(JsonGenerator json, History ended) throws IOException {
    List<Cell> wanted = sweep.plan().forecast(ended);
    long missing = wanted.stream().filter(cell -> ended.get(cell).isEmpty()).count();
    json.writeNumberField("planned", wanted.size());
    json.writeNumberField("missing", missing);
    History counted =
        History.of(wanted.stream().flatMap(cell -> ended.get(cell).stream()).toList());
    for (Map.Entry<Outcome.State, Integer> each : counted.counts().entrySet()) {
      json.writeNumberField(SweepStatus.column(each.getKey()), each.getValue());
    }
  }
}
