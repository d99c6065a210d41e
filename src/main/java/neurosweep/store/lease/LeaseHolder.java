package neurosweep.store.lease;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import neurosweep.store.BoundedJson;

/**
 * Who holds a sweep directory: what is in its {@code lease} file.
 *
 * @param nonce of this one lease
 * @param user name of the user
 * @param host name of the machine
 * @param machine within which {@code pid} means something: the host, on Linux also its boot and pid
 *     namespace
 * @param pid of the driver
 * @param started when that process began, in the units of its operating system; empty if unknown
 * @param since when the lease was taken, ISO 8601; shown, never judged by
 */
record LeaseHolder(
    String nonce,
    String user,
    String host,
    String machine,
    long pid,
    String started,
    String since) {

  /** What another process can tell of a holder. */
  enum Life {
    /** It runs. */
    ALIVE,
    /** It has ended. */
    GONE,
    /** It cannot be seen from here, such as on another machine. */
    UNKNOWN
  }

  /** The name of its sign of life, which must not lead elsewhere. */
  private static final Pattern NONCE = Pattern.compile("[0-9A-Za-z-]{1,64}");

  private static final int LONGEST = 300;

  /** Checks itself: whoever wrote the file may have written anything. */
  LeaseHolder {
    boolean sane = nonce != null && NONCE.matcher(nonce).matches();
    for (String text : new String[] {user, host, machine, started, since}) {
      sane &= text == null || text.length() <= LONGEST;
    }
    if (!sane) {
      throw new IllegalArgumentException("not a holder that this program wrote");
    }
  }

  private static final ObjectMapper JSON =
      BoundedJson.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private static final Path PROC = Path.of("/proc");
  private static final int STAT_STATE = 0;
  private static final int STAT_START = 19;

  /** This process, with a nonce of its own. */
  static LeaseHolder here(Instant now) {
    long pid = ProcessHandle.current().pid();
    String host = hostName();
    return new LeaseHolder(
        UUID.randomUUID().toString(),
        System.getProperty("user.name"),
        host,
        machine(host),
        pid,
        started(pid).orElse(""),
        now.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String machine(String host) {
    try {
      Path boot = PROC.resolve("sys/kernel/random/boot_id");
      Path namespace = PROC.resolve("self/ns/pid");
      return String.join(
          " ",
          host,
          java.nio.file.Files.readString(boot).strip(),
          java.nio.file.Files.readSymbolicLink(namespace).toString());
    } catch (IOException | UnsupportedOperationException e) {
      return host; // not Linux
    }
  }

  /**
   * When a process began. On Linux in clock ticks since boot: Java's start instant is computed from
   * the wall clock there and moves when that is set.
   *
   * @return empty if it has ended, if it is hidden, or if the operating system does not tell
   */
  private static Optional<String> started(long pid) {
    try {
      String stat = java.nio.file.Files.readString(PROC.resolve(pid + "/stat"), ISO_8859_1);
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      boolean dead = "ZX".contains(fields.get(STAT_STATE)); // nobody has waited for it yet
      return dead ? Optional.empty() : Optional.of(fields.get(STAT_START));
    } catch (IOException e) {
      return ProcessHandle.of(pid)
          .filter(process -> !java.nio.file.Files.exists(PROC.resolve("self/stat")))
          .flatMap(process -> process.info().startInstant())
          .map(Instant::toString);
    }
  }

  /**
   * Whether the process runs and has this lease, as far as another one can see.
   *
   * @param observer the other one, or another run of the same
   * @param held nonces of the leases that the observer's process holds
   */
  Life life(LeaseHolder observer, Set<String> held) {
    if (!machine.equals(observer.machine) || started.isEmpty()) {
      return Life.UNKNOWN;
    }
    if (pid == observer.pid && started.equals(observer.started)) {
      return held.contains(nonce) ? Life.ALIVE : Life.GONE;
    }
    Optional<String> seen = started(pid);
    if (seen.isPresent()) {
      return seen.get().equals(started) ? Life.ALIVE : Life.GONE;
    }
    // processes of other users may be hidden
    return user.equals(observer.user) ? Life.GONE : Life.UNKNOWN;
  }

  /** How one names it. */
  String name() {
    return user + "@" + host + " pid " + pid;
  }

  /** For how long it has held the lease, by the wall clock. */
  String age(Instant now) {
    try {
      return clock(Duration.between(Instant.parse(since), now));
    } catch (DateTimeException e) {
      return "an unknown time";
    }
  }

  /** Hours, minutes and seconds; a clock that was set back gives none. */
  static String clock(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  byte[] json() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain values always have a JSON form
    }
  }

  /** The holder in the content of a lease file; empty where it is not, or not completely, there. */
  static Optional<LeaseHolder> parse(byte[] content) {
    try {
      return Optional.ofNullable(JSON.readValue(content, LeaseHolder.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
