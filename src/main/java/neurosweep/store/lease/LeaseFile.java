package neurosweep.store.lease;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import neurosweep.core.UserError;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.store.TemporaryName;
import org.apache.hadoop.fs.Path;

/**
 * The lease of a sweep directory as it lies there: who holds it, and the sign of life beside it.
 */
final class LeaseFile {
  private static final int MOST_BYTES = 1 << 16;
  private static final int MOST_TOLD = 1 << 20;

  private final SweepDirectory directory;
  private final Files files;
  private final Path path;

  /**
   * What was seen at one moment.
   *
   * @param content of the lease; never null
   * @param holder who has it, empty where the content is incomplete or damaged
   * @param sign the last sign of life, or null
   */
  record Sight(byte[] content, Optional<LeaseHolder> holder, byte[] sign) {

    boolean sameLease(Sight other) {
      return Arrays.equals(content, other.content);
    }

    boolean sameSign(Sight other) {
      return Arrays.equals(sign, other.sign);
    }

    String name() {
      return holder.map(LeaseHolder::name).orElse("an unknown process");
    }
  }

  LeaseFile(SweepDirectory directory) {
    this.directory = directory;
    this.files = directory.files();
    this.path = directory.lease();
  }

  /** Whether the lease is this one's; a fault is a {@link UserError}. */
  boolean isOf(LeaseHolder self) {
    return files
        .readIfPresent(path, MOST_BYTES)
        .filter(content -> Arrays.equals(content, self.json()))
        .isPresent();
  }

  /** What is there; empty where nobody holds the lease. */
  Optional<Sight> look() {
    return files.readIfPresent(path, MOST_BYTES).map(this::sight);
  }

  private Sight sight(byte[] content) {
    Optional<LeaseHolder> holder = LeaseHolder.parse(content);
    byte[] sign =
        holder
            .flatMap(known -> files.readIfPresent(directory.leaseSign(known.nonce()), MOST_BYTES))
            .orElse(null);
    return new Sight(content, holder, sign);
  }

  /** Puts a lease where there is none; false where there is one. */
  boolean create(LeaseHolder self) {
    return files.create(path, self.json()) && isOf(self);
  }

  /**
   * Gives a sign of life; each differs from the one before, and all have one length, so that on
   * local disk the first alone needs room. Whoever reads a part of one sees a change, as it is.
   */
  void sign(LeaseHolder self, long count) {
    byte[] text = String.format(Locale.ROOT, "%019d", count).getBytes(StandardCharsets.US_ASCII);
    files.rewrite(directory.leaseSign(self.nonce()), text);
  }

  /** Says what a holder is at. */
  void tell(LeaseHolder self, byte[] activity) {
    files.writeAtomically(directory.leaseActivity(self.nonce()), activity);
  }

  /** What a holder has said last. */
  Optional<byte[]> told(LeaseHolder holder) {
    return files.readIfPresent(directory.leaseActivity(holder.nonce()), MOST_TOLD);
  }

  /** Removes a holder's own sign of life, and what it said. */
  void unsign(LeaseHolder self) {
    files.deleteOne(directory.leaseActivity(self.nonce()));
    files.deleteOne(directory.leaseSign(self.nonce()));
  }

  /** How long ago the holder gave its last sign, by the clock of the file system. */
  Optional<Duration> silence(LeaseHolder holder, Instant now) {
    return files
        .modified(directory.leaseSign(holder.nonce()))
        .map(time -> Duration.between(time, now));
  }

  /**
   * Removes the lease if it is still as it was seen. A rename comes first, so that of two who have
   * seen the same only one removes it; what turns out to be another lease, or one whose holder has
   * given a sign meanwhile, is put back.
   */
  boolean remove(Sight seen) {
    Path aside = TemporaryName.of(path);
    try {
      files.rename(path, aside);
    } catch (UserError e) {
      if (look().isEmpty()) {
        return false;
      }
      throw e;
    }
    Sight taken = sight(files.read(aside, MOST_BYTES));
    boolean same = taken.sameLease(seen) && taken.sameSign(seen);
    if (!same) {
      files.create(path, taken.content());
    }
    files.deleteOne(aside);
    if (same) {
      taken.holder().ifPresent(this::unsign);
    }
    return same;
  }

  /** Removes a holder's lease, if it is still the holder's. */
  void remove(LeaseHolder self) {
    look().filter(seen -> Arrays.equals(seen.content(), self.json())).ifPresent(this::remove);
  }

  /** Removes what killed processes left beside the lease. */
  void removeLitter() {
    files.removeLitter(path.getParent());
  }
}
