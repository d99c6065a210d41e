package neurosweep.store.lease;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import neurosweep.core.UserError;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.testing.FaultyFileSystem;
import neurosweep.testing.SmallDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets the lease of a directory, who keeps it and who learns that it is lost. */
@Tag("environment")
class LeaseTest {
  private static final long NO_PID = 99_999_999L;
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir java.nio.file.Path root;
  private final FakeClock clock = new FakeClock();
  private final List<String> notices = new ArrayList<>();
  private final LeaseHolder ann = on("here", "ann", 11);
  private final LeaseHolder bob = on("there", "bob", 22);
  private SweepDirectory directory;

  @BeforeEach
  void place() {
    directory = at("faulty");
  }

  @AfterEach
  void repair() {
    FaultyFileSystem.fault = FaultyFileSystem.NONE;
  }

  private SweepDirectory at(String scheme) {
    return SweepDirectory.at(new Files(), "DIR", scheme + ":" + root + "/out/s");
  }

  /** Sleeps at once, and does meanwhile what a test wants. */
  private static final class FakeClock implements LeaseClock {
    private long nanos = Long.MAX_VALUE - 5; // overflows soon, as it may
    private Instant wall = NOON;
    private int sleeps;
    private Consumer<Integer> meanwhile = sleep -> {};

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Instant now() {
      return wall;
    }

    @Override
    public void sleep(Duration time) {
      pass(time);
      sleeps++;
      meanwhile.accept(sleeps);
    }

    void pass(Duration time) {
      nanos += time.toNanos();
      wall = wall.plus(time);
    }
  }

  private static LeaseHolder on(String machine, String user, long pid) {
    return new LeaseHolder(
        machine + user + pid, user, machine, machine, pid, "7", "2026-01-01T11:59:00Z");
  }

  private Lease acquire(LeaseHolder self) {
    return Lease.acquire(directory, clock, self, notices::add);
  }

  private UserError refused(LeaseHolder self) {
    return assertThrows(UserError.class, () -> acquire(self));
  }

  private static UserError lost(Lease lease) {
    UserError error = assertThrows(UserError.class, lease::verify);
    assertEquals(1, error.exitCode());
    assertEquals(1, error.problems().size());
    return error;
  }

  private String holder() {
    byte[] content = directory.files().read(directory.lease(), 10_000);
    return LeaseHolder.parse(content).orElseThrow().nonce();
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    directory.files().list(directory.root()).forEach(file -> names.add(file.name()));
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "faulty", "unflushed"})
  void isThereWhileHeldAndLeavesNothing(String scheme) throws IOException {
    directory = at(scheme);
    try (Lease lease = acquire(ann)) {
      assertEquals(Set.of("lease"), names());
      assertTrue(lease.beat());
      assertTrue(lease.beat());
      assertEquals(Set.of("lease", ".lease." + ann.nonce() + ".beat"), names());
      lease.verify();
    }
    try (Stream<java.nio.file.Path> left = java.nio.file.Files.list(root)) {
      assertEquals(List.of(), left.toList());
    }
    assertEquals(List.of(), notices);
  }

  @Test
  void directoriesThatGotContentStay() {
    try (Lease lease = acquire(ann)) {
      lease.verify();
      directory.files().writeAtomically(directory.manifest(), new byte[1]);
    }
    assertEquals(Set.of("manifest.json"), names());
  }

  @Test
  void aSignOfLifeRefusesTheOther() {
    Lease lease = acquire(ann);
    lease.beat();
    clock.meanwhile = sleep -> lease.beat();

    UserError error = refused(bob);

    assertEquals(2, error.exitCode());
    assertEquals(1, clock.sleeps);
    assertEquals(
        List.of(
            directory
                + " is being written by ann@here pid 11, for 0:01:02 now; wait until it ends, stop"
                + " it, or choose another output with -o"),
        error.problems());
    assertEquals(
        List.of(directory + " is held by ann@here pid 11; waiting up to 35 s for a sign of life"),
        notices);
    lease.verify();
    assertEquals(ann.nonce(), holder());
  }

  /** Wall clocks are set, by hand and by the network; nothing may depend on them. */
  @ParameterizedTest
  @ValueSource(longs = {0, 400, -400})
  void silenceIsMeasuredByTheClockThatOnlyGoesForward(long jumpDays) {
    Lease lease = acquire(ann);
    lease.beat();
    clock.meanwhile = sleep -> clock.wall = clock.wall.plus(Duration.ofDays(sleep % 2 * jumpDays));

    Lease second = acquire(bob);

    assertEquals(18, clock.sleeps, "35 s in looks of 2 s");
    assertEquals(
        "took over from ann@here pid 11, which gave no sign of life for 35 s", notices.get(1));
    assertEquals(Set.of("lease"), names());
    second.verify();
    assertTrue(
        lost(lease)
            .getMessage()
            .startsWith(directory + " was taken over by bob@there pid 22 while this run gave no"),
        lost(lease).getMessage());
  }

  @Test
  void theLoserNeverTouchesTheOthersLease() {
    Lease lease = acquire(ann);
    Lease second = acquire(bob);

    assertFalse(lease.beat());
    lost(lease);
    lost(lease);
    lease.close();

    second.verify();
    assertEquals(bob.nonce(), holder());
    assertEquals(Set.of("lease"), names());
  }

  /** A process may be suspended anywhere, also between its look at the lease and what it writes. */
  @Test
  void aBeatThatComesTooLateHarmsNobody() {
    Lease lease = acquire(ann);
    FaultyFileSystem.fault =
        (operation, path) -> {
          if (operation.equals("create") && path.getName().contains(ann.nonce())) {
            FaultyFileSystem.fault = FaultyFileSystem.NONE;
            acquire(bob).beat();
          }
        };

    lease.beat();

    assertEquals(bob.nonce(), holder());
    lost(lease);
    lease.close();
    assertEquals(Set.of("lease", ".lease." + bob.nonce() + ".beat"), names());
  }

  @Test
  void aSignThatComesAfterTheLastLookIsHonoured() {
    Lease lease = acquire(ann);
    FaultyFileSystem.fault =
        (operation, path) -> {
          if (operation.equals("rename") && path.getName().startsWith(".lease.")) {
            FaultyFileSystem.fault = FaultyFileSystem.NONE;
            clock.meanwhile = sleep -> lease.beat();
            lease.beat();
          }
        };

    UserError error = refused(bob);

    assertTrue(error.getMessage().contains("ann@here pid 11"), error.getMessage());
    lease.verify();
    assertEquals(ann.nonce(), holder());
    assertTrue(names().stream().noneMatch(name -> name.endsWith(".tmp")), names().toString());
  }

  @Test
  void ofTwoWhoJudgedTheSameOneWins() {
    acquire(ann);
    LeaseHolder eve = on("elsewhere", "eve", 33);
    List<Lease> winner = new ArrayList<>();
    FaultyFileSystem.fault =
        (operation, path) -> {
          if (operation.equals("rename") && path.getName().startsWith(".lease.")) {
            FaultyFileSystem.fault = FaultyFileSystem.NONE;
            clock.meanwhile = sleep -> {};
            winner.add(acquire(eve));
            clock.meanwhile = sleep -> winner.get(0).beat();
          }
        };

    UserError error = refused(bob);

    assertTrue(error.getMessage().contains("eve@elsewhere pid 33"), error.getMessage());
    winner.get(0).verify();
    assertEquals(eve.nonce(), holder());
  }

  @Test
  void whoEndsWhileWatchedIsFollowedAtOnce() {
    Lease lease = acquire(ann);
    clock.meanwhile = sleep -> lease.close();

    acquire(bob).verify();

    assertEquals(1, clock.sleeps);
    assertEquals(1, notices.size(), notices.toString());
  }

  @Test
  void aDeadProcessOfThisMachineIsFollowedWithoutWaiting() {
    LeaseHolder here = LeaseHolder.here(NOON);
    LeaseHolder dead = process(here, here.user(), NO_PID, "7");
    directory.files().writeAtomically(directory.lease(), dead.json());

    try (Lease lease = acquire(here)) {
      lease.verify();
      assertEquals(here.nonce(), holder());
    }

    assertEquals(0, clock.sleeps);
    assertEquals(List.of("took over from " + dead.name() + ", which is gone"), notices);
  }

  private static LeaseHolder process(LeaseHolder here, String user, long pid, String started) {
    return new LeaseHolder(
        "another", user, here.host(), here.machine(), pid, started, here.since());
  }

  @Test
  void theProcessTableIsBelievedOnlyWhereItTells() {
    LeaseHolder here = LeaseHolder.here(NOON);
    long parent = ProcessHandle.current().parent().orElseThrow().pid();

    assertEquals(LeaseHolder.Life.ALIVE, here.life(here, Set.of(here.nonce())));
    assertEquals(LeaseHolder.Life.GONE, here.life(here, Set.of()), "left by an earlier run");
    assertEquals(life(process(here, "x", parent, "7")), LeaseHolder.Life.GONE, "the pid is reused");
    assertEquals(life(process(here, here.user(), NO_PID, "7")), LeaseHolder.Life.GONE);
    assertEquals(life(process(here, "x", NO_PID, "7")), LeaseHolder.Life.UNKNOWN, "hidden");
    assertEquals(life(process(here, here.user(), NO_PID, "")), LeaseHolder.Life.UNKNOWN);
    assertEquals(life(on("there", here.user(), NO_PID)), LeaseHolder.Life.UNKNOWN);
  }

  private static LeaseHolder.Life life(LeaseHolder holder) {
    return holder.life(LeaseHolder.here(NOON), Set.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "null", "{\"pid\":\"x\"}"})
  void anIncompleteLeaseIsWatchedLikeAnyOther(String content) {
    directory.files().writeAtomically(directory.lease(), content.getBytes(US_ASCII));

    acquire(bob).verify();

    assertEquals(18, clock.sleeps);
    assertEquals(
        "took over from an unknown process, which gave no sign of life for 35 s", notices.get(1));
  }

  @Test
  void aVanishedDirectoryIsALossAndStaysVanished() {
    Lease lease = acquire(ann);
    lease.beat();
    directory.files().delete(directory.root());

    assertTrue(lost(lease).getMessage().contains("has vanished"), lost(lease).getMessage());
    assertFalse(lease.beat());
    lease.close();

    assertFalse(directory.files().exists(directory.root()));
  }

  @Test
  void aFaultOfTheFileSystemIsNoLoss() {
    Lease lease = acquire(ann);
    FaultyFileSystem.fault =
        (operation, path) -> {
          throw new IOException("No space left on device");
        };
    assertTrue(lease.beat());
    assertDoesNotThrow(lease::verify);

    FaultyFileSystem.fault = FaultyFileSystem.NONE;
    acquire(bob);

    assertFalse(lease.beat());
    lost(lease);
  }

  /** A sign that needs room was given no more once a disk had been full. */
  @Test
  void aFullDiskSilencesNobody() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), "size=64k")) {
      directory = SweepDirectory.at(new Files(), "DIR", disk.root() + "/s");
      Lease lease = acquire(ann);
      lease.beat();
      disk.fill();
      clock.meanwhile = sleep -> lease.beat();

      UserError error = refused(bob);

      assertTrue(error.getMessage().contains(" is being written by ann@here pid 11"));
      assertFalse(lease.isLost());
      disk.empty();
      assertTrue(lease.beat());
      lease.verify();
    }
  }

  private void silence() {
    FaultyFileSystem.fault =
        (operation, path) -> {
          if (operation.equals("create") && path.getName().contains(".beat")) {
            throw new IOException("No space left on device");
          }
        };
  }

  @Test
  void whoCannotGiveASignStopsBeforeAnotherMayTakeOver() {
    Lease lease = acquire(ann);
    lease.beat();
    silence();
    List<Boolean> stopped = new ArrayList<>();
    clock.meanwhile =
        sleep -> {
          lease.beat();
          stopped.add(lease.isLost());
        };

    acquire(bob);

    assertEquals(12, stopped.indexOf(true), "26 s, in looks of 2 s");
    UserError error = lost(lease);
    assertTrue(
        error.getMessage().startsWith(directory + " could not be written for 25 s, so this run"),
        error.getMessage());
    assertTrue(error.getMessage().contains("free some space"), error.getMessage());
    FaultyFileSystem.fault = FaultyFileSystem.NONE;
    assertFalse(lease.beat(), "for good");
    lost(lease);
    assertEquals(bob.nonce(), holder());
  }

  @Test
  void whoCanGiveASignAgainInTimeGoesOn() {
    Lease lease = acquire(ann);
    lease.beat();
    silence();
    clock.pass(Duration.ofSeconds(20));
    assertTrue(lease.beat());
    assertFalse(lease.isLost());
    lease.check();

    FaultyFileSystem.fault = FaultyFileSystem.NONE;
    assertTrue(lease.beat());
    clock.pass(Duration.ofSeconds(20));

    assertFalse(lease.isLost());
    lease.check();
  }

  @Test
  void anErrorAtTheSignOfLifeIsAFaultLikeAnyOther() {
    Lease lease = acquire(ann);
    FaultyFileSystem.fault =
        (operation, path) -> {
          throw new InternalError("a fault occurred in an unsafe memory access");
        };
    assertTrue(lease.beat());

    FaultyFileSystem.fault = FaultyFileSystem.NONE;
    assertTrue(lease.beat());
    lease.verify();
  }

  /** Nobody has taken over from a process that was suspended: before it writes it signs. */
  @Test
  void whoWasSuspendedSignsBeforeItWrites() {
    Lease lease = acquire(ann);
    lease.beat();
    clock.pass(Duration.ofMinutes(9));

    assertFalse(lease.isLost());
    clock.wall = clock.wall.plus(Duration.ofMinutes(9)); // a sleep in which the other clock stood
    lease.check();

    byte[] sign = directory.files().read(directory.leaseSign(ann.nonce()), 100);
    assertEquals("0000000000000000003", new String(sign, US_ASCII));
  }

  /** Reading the lease for every result would cost more than a small cell. */
  @Test
  void aCheckReadsOnceASecondAndAfterASuspension() {
    Lease lease = acquire(ann);
    int[] looks = new int[1];
    FaultyFileSystem.fault =
        (operation, path) -> looks[0] += path.equals(directory.lease()) ? 1 : 0;

    for (int i = 0; i < 100; i++) {
      lease.check();
    }
    assertEquals(0, looks[0]);
    clock.nanos += Duration.ofMillis(1001).toNanos();
    lease.check();
    assertEquals(1, looks[0]);
    lease.check();
    assertEquals(1, looks[0]);
    clock.wall = clock.wall.minusSeconds(7); // the forward clock may stand still in a suspension
    lease.check();
    assertEquals(2, looks[0]);
  }

  @Test
  void whatCannotBeWrittenLeavesNothing() throws IOException {
    FaultyFileSystem.fault =
        (operation, path) -> {
          if (operation.equals("write")) {
            throw new IOException("No space left on device");
          }
        };

    UserError error = refused(ann);

    assertTrue(error.getMessage().contains("free some space"), error.getMessage());
    try (Stream<java.nio.file.Path> left = java.nio.file.Files.list(root)) {
      assertEquals(List.of(), left.toList());
    }
  }

  /** Of two who create at once on a store without exclusive creation the first must notice. */
  @Test
  void whereCreationIsNotExclusiveTheOverwrittenOneLoses() throws IOException {
    directory = at("unflushed");
    Lease lease = acquire(ann);
    java.nio.file.Path file = root.resolve("out/s/lease");
    java.nio.file.Files.write(file, bob.json());

    lost(lease);
    lease.close();

    assertEquals(bob.nonce(), holder());
  }

  @Test
  void readersTellWhoWrites() {
    assertEquals(java.util.Optional.empty(), Lease.describe(directory));
    assertFalse(Lease.isHeld(directory));
    LeaseHolder here = LeaseHolder.here(NOON);
    directory.files().writeAtomically(directory.lease(), bob.json());
    assertEquals("running: bob@there pid 22, since 2026-01-01T11:59:00Z", describe());
    assertTrue(Lease.isHeld(directory));
    byte[] dead = process(here, here.user(), NO_PID, "7").json();
    directory.files().writeAtomically(directory.lease(), dead);
    assertTrue(describe().startsWith("was running: ") && describe().endsWith(" (gone)"));
    assertFalse(Lease.isHeld(directory));
    directory.files().writeAtomically(directory.lease(), new byte[0]);
    assertEquals(
        "perhaps running: the lease is damaged and names nobody; a run takes over after 35 s"
            + " without a sign of life",
        describe());
    assertEquals(Set.of("lease"), names());
  }

  private String describe() {
    return Lease.describe(directory).orElseThrow();
  }
}
