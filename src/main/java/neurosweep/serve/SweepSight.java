package neurosweep.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import neurosweep.analysis.Analysis;
import neurosweep.core.Cell;
import neurosweep.core.JsonText;
import neurosweep.core.PlainText;
import neurosweep.core.UserError;
import neurosweep.journal.Journal;
import neurosweep.journal.JournalReader;
import neurosweep.report.page.LivePage;
import neurosweep.store.DerivedFiles;
import neurosweep.store.SweepDirectory;
import neurosweep.store.lease.Lease;
import neurosweep.sweep.CurrentResults;
import neurosweep.sweep.Manifest;
import neurosweep.sweep.SweepStatus;

/** A sweep as onlookers see it, at whatever it is: not begun, running, ended, damaged. */
final class SweepSight {
  private static final int MOST_REPORT = 64 << 20;

  private static final List<String> NOTHING =
      List.of("main", "figures", "failures", "configurations");

  private final SweepDirectory sweep;

  SweepSight(SweepDirectory sweep) {
    this.sweep = sweep;
  }

  /** Writes the fields of an object. */
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static Answer json(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonText.factory().createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // in memory
    }
    return Answer.json(bytes.toByteArray());
  }

  private static void lines(JsonGenerator json, String name, List<String> lines)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String line : lines) {
      json.writeString(PlainText.line(line));
    }
    json.writeEndArray();
  }

  /** Another text once the journal, or what is derived from it, has changed. */
  String version() {
    try {
      String files =
          sweep.files().list(sweep.journal()).stream()
              .map(file -> file.name() + " " + file.length())
              .sorted()
              .collect(Collectors.joining("\n"));
      return Cell.hash(
          files
              + sweep.files().modified(sweep.manifest())
              + sweep.files().modified(sweep.success())
              + sweep.files().modified(sweep.incomplete()));
    } catch (UserError e) {
      return e.getMessage();
    }
  }

  /** The same, or who writes and what cells run. */
  String sign() {
    try {
      return version()
          + Lease.describe(sweep)
          + Lease.isHeld(sweep)
          + Lease.told(sweep)
              .map(
                  text ->
                      Cell.hash(new String(text, java.nio.charset.StandardCharsets.ISO_8859_1)));
    } catch (UserError e) {
      return e.getMessage();
    }
  }

  /** What {@code status} tells. */
  Answer status() {
    String version = version();
    try {
      if (!sweep.exists()) {
        return look("waiting", List.of(), Optional.empty(), List.of(), version);
      }
      sweep.requireExists();
      Manifest manifest = Manifest.read(sweep);
      JournalReader journal = Journal.read(sweep);
      SweepStatus status = SweepStatus.of(sweep, manifest, journal.history());
      String state = status.held() ? "running" : status.complete() ? "finished" : "stopped";
      return look(state, List.of(), Optional.of(status), journal.notices(), version);
    } catch (RuntimeException e) {
      return look("damaged", problems(e), Optional.empty(), List.of(), version);
    }
  }

  private Answer look(
      String state,
      List<String> problems,
      Optional<SweepStatus> status,
      List<String> notices,
      String version) {
    boolean report = status.isPresent() && sweep.isCurrent();
    return json(
        json -> {
          json.writeStringField("state", state);
          json.writeStringField("name", PlainText.line(sweep.name()));
          lines(json, "problems", problems);
          lines(json, "notices", notices);
          lines(json, "search", status.map(SweepStatus::search).orElse(List.of()));
          String writer = status.flatMap(SweepStatus::writer).orElse("");
          json.writeStringField("writer", PlainText.line(writer));
          json.writeBooleanField("report", report);
          json.writeStringField("version", version);
          json.writeFieldName("status");
          if (status.isPresent()) {
            status.get().write(json, status.get().rate());
          } else {
            json.writeNull();
          }
        });
  }

  /** Tables, figures and failures. */
  Answer results() {
    String version = version();
    try {
      sweep.requireExists();
      Manifest manifest = Manifest.read(sweep);
      try (CurrentResults current = CurrentResults.of(sweep, manifest)) {
        Analysis analysis = current.analysis(manifest);
        Map<String, String> parts = LivePage.parts(current.directory(), analysis);
        return results(version, List.of(), analysis.completeness().notice(), parts);
      }
    } catch (RuntimeException e) {
      Map<String, String> none =
          NOTHING.stream().collect(Collectors.toMap(name -> name, name -> ""));
      return results(version, problems(e), "", none);
    }
  }

  private static Answer results(
      String version, List<String> problems, String notice, Map<String, String> parts) {
    return json(
        json -> {
          json.writeStringField("version", version);
          lines(json, "problems", problems);
          json.writeStringField("notice", notice);
          for (Map.Entry<String, String> part : parts.entrySet()) {
            json.writeStringField(part.getKey(), part.getValue());
          }
        });
  }

  /** The report of a sweep that has ended, as it was written; nothing where there is none. */
  Optional<Answer> report() {
    try (DerivedFiles derived = new DerivedFiles(sweep.files(), sweep.root())) {
      boolean there = sweep.exists() && sweep.isCurrent() && derived.isAsWritten(sweep.report());
      return there
          ? sweep
              .files()
              .readIfPresent(sweep.report(), MOST_REPORT)
              .map(page -> Answer.of("text/html; charset=utf-8", LivePage.reportPolicy(), page))
          : Optional.empty();
    } catch (UserError e) {
      return Optional.empty();
    }
  }

  /** What the commands say, in their words. */
  private static List<String> problems(RuntimeException fault) {
    return fault instanceof UserError user
        ? user.problems()
        : List.of("this is a bug of neurosweep; please report it: " + fault);
  }
}
