package neurosweep.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.CellKey;
import neurosweep.core.UserError;
import neurosweep.journal.History;
import neurosweep.store.BoundedJson;
import neurosweep.store.FileEntry;
import neurosweep.store.SweepDirectory;
import neurosweep.store.lease.Lease;

/**
 * What a driver is at, as it says beside its lease: onlookers believe it only while the lease is
 * held.
 *
 * @param begun when the driver began to run cells, ISO 8601
 * @param ended cells that have ended in this run
 * @param running tasks that run
 * @param cells what they run, the longest at it first; the first {@link #MOST}
 */
public record Activity(String begun, long ended, long running, List<Running> cells) {
  /** Cells that are named; of more their number is known. */
  static final int MOST = 200;

  /** Characters of a text. */
  static final int LONGEST = 1000;

  private static final ObjectMapper JSON =
      BoundedJson.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * A cell that runs; it stands for those that its task runs after it.
   *
   * @param cell its key
   * @param values where it is on the axes, and its seed
   * @param since when it began, ISO 8601
   * @param host where it runs, empty in the driver
   * @param more cells that the same task runs, one after the other
   * @param checkpoint the key under which it saves its state
   * @param saved when it last did, ISO 8601, empty if it has not; a driver does not know
   */
  public record Running(
      String cell,
      String values,
      String since,
      String host,
      long more,
      String checkpoint,
      String saved) {

    /** Checks itself: whoever wrote the file may have written anything. */
    public Running {
      for (String text : new String[] {cell, values, since, host, checkpoint}) {
        if (text == null || text.length() > LONGEST) {
          throw new IllegalArgumentException("not a cell that this program wrote");
        }
      }
      Instant.parse(since);
      saved = saved == null ? "" : saved;
    }

    /** Seconds from then on; a clock that was set back gives none. */
    public double seconds(Instant now) {
      return Math.max(0, between(since, now));
    }
  }

  /** Checks itself and copies the list. */
  public Activity {
    Instant.parse(begun);
    cells = List.copyOf(cells);
    if (cells.size() > MOST || ended < 0 || running < cells.size()) {
      throw new IllegalArgumentException("not what this program wrote");
    }
  }

  /** Its text. */
  byte[] json() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain values always have a JSON form
    }
  }

  /**
   * What the driver of a sweep says now; nothing where there is none, or what it says is damaged.
   *
   * @param history the journal as it is now: what has a result does not run any more
   */
  static Optional<Activity> of(SweepDirectory sweep, History history) {
    return Lease.told(sweep)
        .flatMap(Activity::parse)
        .map(told -> told.without(history).saved(sweep));
  }

  private static Optional<Activity> parse(byte[] text) {
    try {
      return Optional.ofNullable(JSON.readValue(text, Activity.class));
    } catch (IOException | DateTimeException | NullPointerException e) {
      return Optional.empty();
    }
  }

  private Activity without(History history) {
    List<Running> left =
        cells.stream()
            .filter(
                each -> {
                  var result = history.byId().get(each.cell());
                  return each.more() > 0 || result == null || !result.outcome().state().isResult();
                })
            .toList();
    return new Activity(begun, ended, running - (cells.size() - left.size()), left);
  }

  /** With the times of their checkpoints. */
  private Activity saved(SweepDirectory sweep) {
    Map<String, Instant> times = new HashMap<>();
    try {
      for (FileEntry file : sweep.checkpointFiles()) {
        if (CellKey.is(file.name())) {
          times.put(file.name(), file.modified());
        }
      }
    } catch (UserError e) {
      return this; // it is only told beside the rest
    }
    return new Activity(
        begun,
        ended,
        running,
        cells.stream().map(each -> saved(each, times.get(each.checkpoint()))).toList());
  }

  private static Running saved(Running cell, Instant time) {
    return new Running(
        cell.cell(),
        cell.values(),
        cell.since(),
        cell.host(),
        cell.more(),
        cell.checkpoint(),
        time == null ? "" : time.toString());
  }

  /** Of any two moments, a billion years ago among them. */
  private static double between(String begun, Instant now) {
    Duration time = Duration.between(Instant.parse(begun), now);
    return time.getSeconds() + time.getNano() * 1e-9;
  }

  /** Cells that have ended in a second of this run; 0 where none has. */
  public double rate(Instant now) {
    double seconds = between(begun, now);
    return seconds > 0 ? ended / seconds : 0;
  }
}
