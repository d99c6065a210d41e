package neurosweep.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import neurosweep.core.UserError;
import neurosweep.store.BoundedJson;
import neurosweep.store.SweepDirectory;

/**
 * {@code verification.json}: when and how far a sweep's results were computed a second time.
 *
 * @param schemaVersion of this file
 * @param date when, ISO 8601
 * @param planHash of the set of cells at that time; another one than the manifest's means that the
 *     sweep has grown since
 * @param sample what was asked for, such as {@code 1%}
 * @param seed of the sample
 * @param results cells that had a result
 * @param sampled cells that ran again
 * @param equal of these, gave the same bits
 * @param different of these, did not
 * @param codeDigest of the program that ran them again
 * @param backend that it ran them on, with what computed
 * @param circumstances what was not as in the sweep's own run, a line each
 * @param differences of the first cells that differ, a line each
 */
public record VerificationRecord(
    int schemaVersion,
    String date,
    String planHash,
    String sample,
    long seed,
    long results,
    long sampled,
    long equal,
    long different,
    String codeDigest,
    String backend,
    List<String> circumstances,
    List<String> differences) {

  /** The version that this program writes. */
  public static final int SCHEMA_VERSION = 1;

  private static final int MOST_BYTES = 1 << 20;

  private static final ObjectMapper JSON =
      BoundedJson.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Copies the lists. */
  public VerificationRecord {
    circumstances = circumstances == null ? List.of() : List.copyOf(circumstances);
    differences = differences == null ? List.of() : List.copyOf(differences);
  }

  /** Keeps it in place of an older one. */
  public void write(SweepDirectory sweep) {
    try {
      sweep.files().writeAtomically(sweep.verification(), JSON.writeValueAsBytes(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain values always have a JSON form
    }
  }

  /**
   * The last one of a sweep.
   *
   * @return empty if it was never verified
   * @throws UserError if the file is damaged or of a later version
   */
  public static Optional<VerificationRecord> read(SweepDirectory sweep) {
    return sweep
        .files()
        .readIfPresent(sweep.verification(), MOST_BYTES)
        .map(bytes -> parse(sweep, bytes));
  }

  private static VerificationRecord parse(SweepDirectory sweep, byte[] bytes) {
    VerificationRecord read;
    try {
      read = JSON.readValue(bytes, VerificationRecord.class);
    } catch (IOException e) {
      throw new UserError(damaged(sweep), e);
    }
    if (read == null || read.date == null || read.planHash == null) {
      throw new UserError(damaged(sweep));
    }
    if (read.schemaVersion > SCHEMA_VERSION) {
      throw new UserError(
          sweep.verification()
              + " has schema version "
              + read.schemaVersion
              + ", this program reads up to "
              + SCHEMA_VERSION
              + ": use a newer neurosweep");
    }
    return read;
  }

  private static String damaged(SweepDirectory sweep) {
    return sweep.verification() + " is damaged; delete it, or run 'neurosweep verify' again";
  }

  /**
   * In words for a report, which says so if the sweep is another by now.
   *
   * @param hash of the sweep's plan now
   * @param now cells that have a result now
   */
  public String sentence(String hash, long now) {
    boolean current = planHash.equals(hash) && results == now;
    String since = current ? "" : "; the sweep has changed since, verify it again";
    String other = circumstances.isEmpty() ? "" : "; not as in the sweep: ";
    return sentence() + other + String.join(", ", circumstances) + since;
  }

  /** In words for a report. */
  public String sentence() {
    String all = different == 0 ? "all the same bit for bit" : different + " with other numbers";
    return sampled
        + " of "
        + results
        + (results == 1 ? " result" : " results")
        + " computed again in a fresh process on "
        + date
        + ", "
        + all;
  }
}
