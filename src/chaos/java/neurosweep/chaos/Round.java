package neurosweep.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import neurosweep.chaos.Kill.Victim;

/** One sweep from its start to its end, with the kills between, and the checks. */
final class Round {
  /** The kills of a round hit a sweep that nothing else touches. */
  static final Touch UNTOUCHED = sweep -> {};

  private static final long POLL_MILLIS = 25;
  private static final long MOST_SECONDS_UNDISTURBED = 300;
  private static final int MOST_SURRENDERS = 5;
  private static final int MOST_MILLIS_FULL = 1_500;

  private final Settings settings;
  private final Sweeps sweeps;
  private final Cluster cluster;
  private final Tally tally;
  private final SmallDisk disk;
  private final List<JournalText> journals = new ArrayList<>();
  private Plan plan;
  private Path out;
  private Driver driver;
  private int journaled;
  private int surrenders;
  private boolean wasFull;
  private long disturbed;

  /** Something done to a sweep directory while no driver lives. */
  interface Touch {
    void touch(Path sweep) throws IOException;
  }

  /**
   * What is to happen.
   *
   * @param number from 1
   * @param random what else is drawn
   */
  record Plan(int number, Mode mode, List<Kill> kills, Random random) {
    private static final List<Victim> ON_CLUSTER =
        List.of(
            Victim.DRIVER,
            Victim.DRIVER,
            Victim.EXECUTOR,
            Victim.EXECUTOR,
            Victim.EXECUTOR,
            Victim.WORKER,
            Victim.WORKER);

    /** Draws a round, of which the seed and the number are everything that decides. */
    static Plan draw(Settings settings, int number, int most) {
      Random random = new Random(settings.seed() * 1_000_003 + number);
      Mode mode =
          switch (number % 4) {
            case 2 -> Mode.LOCAL;
            case 0 -> Mode.IN_PROCESS;
            default -> Mode.CLUSTER;
          };
      List<Victim> victims = new ArrayList<>();
      if (mode == Mode.CLUSTER) {
        victims.addAll(ON_CLUSTER);
        Collections.shuffle(victims, random);
      } else {
        victims.addAll(List.of(Victim.DRIVER, Victim.DRIVER));
      }
      victims.add(Victim.DRIVER_WRITING);
      List<Kill> kills = new ArrayList<>();
      for (Victim victim : victims.subList(0, Math.min(most, victims.size()))) {
        kills.add(Kill.of(victim, random));
      }
      return new Plan(number, mode, kills, random);
    }
  }

  /**
   * A round.
   *
   * @param disk where its sweep lies, which is full around each kill; null for the directory of all
   */
  Round(Settings settings, Sweeps sweeps, Cluster cluster, Tally tally, SmallDisk disk) {
    this.settings = settings;
    this.sweeps = sweeps;
    this.cluster = cluster;
    this.tally = tally;
    this.disk = disk;
  }

  /**
   * Runs it to its end.
   *
   * @param reference the undisturbed sweep
   * @param touch done after each kill of a driver, before the next driver starts
   */
  void run(Plan drawn, Path reference, Touch touch) throws IOException, InterruptedException {
    plan = drawn;
    Path parent = disk == null ? settings.directory() : disk.root();
    out = parent.resolve("round-" + plan.number());
    launch();
    for (Kill kill : plan.kills()) {
      if (!reach(kill)) {
        break;
      }
      strike(kill, touch);
    }
    while (!ended()) {
      Thread.sleep(POLL_MILLIS);
    }
    say("complete");
    tally.ended(plan.mode());
    check(reference, Sweeps.sweep(out), journals, tally);
  }

  /**
   * Holds a complete sweep against the undisturbed one and its own past.
   *
   * @param journals what its journal held at each kill
   */
  static void check(Path reference, Path sweep, List<JournalText> journals, Tally tally)
      throws IOException {
    JournalText journal = JournalText.read(sweep);
    journal.repeats().forEach(tally::repeated);
    for (JournalText before : journals) {
      before.missingFrom(journal).forEach(tally::lost);
    }
    Comparison.of(reference, sweep, tally);
  }

  private void launch() throws IOException {
    driver = sweeps.start(plan.mode(), out, cluster);
    wasFull = false;
    disturbed = System.nanoTime();
  }

  /**
   * Waits for the moment of a kill.
   *
   * @return false if the sweep was complete before
   */
  private boolean reach(Kill kill) throws IOException, InterruptedException {
    int enough = JournalText.lines(Sweeps.sweep(out)) + kill.results();
    while (!isReady(kill, enough)) {
      if (ended()) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    long due = System.nanoTime() + kill.delayMillis() * 1_000_000;
    while (System.nanoTime() < due || victims(kill.victim()).isEmpty()) {
      if (ended()) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  private boolean isReady(Kill kill, int enough) throws IOException {
    if (kill.victim() == Victim.DRIVER_WRITING) {
      return driver.isWriting();
    }
    return kill.results() == 0 || JournalText.lines(Sweeps.sweep(out)) >= enough;
  }

  private List<ProcessHandle> victims(Victim victim) throws IOException {
    return switch (victim) {
      case DRIVER, DRIVER_WRITING -> driver.isAlive() ? List.of(driver.handle()) : List.of();
      case EXECUTOR -> cluster.executors();
      case WORKER -> cluster.workers();
    };
  }

  private void strike(Kill kill, Touch touch) throws IOException, InterruptedException {
    boolean hit = disk == null ? hit(kill.victim()) : hitOnFullDisk(kill.victim());
    if (!hit) {
      return; // gone since it was seen
    }
    tally.killed(kill.victim());
    disturbed = System.nanoTime();
    switch (kill.victim()) {
      case DRIVER, DRIVER_WRITING -> {
        driver.kill();
        mourn();
        touch.touch(Sweeps.sweep(out));
        launch();
      }
      case WORKER -> cluster.heal();
      case EXECUTOR -> {} // its worker replaces it
    }
    int results = JournalText.read(Sweeps.sweep(out)).size();
    say("kill " + tally.kills() + ": " + kill.victim() + ", " + results + " results so far");
  }

  private boolean hit(Victim kind) throws IOException {
    List<ProcessHandle> victims = victims(kind);
    return !victims.isEmpty()
        && victims.get(plan.random().nextInt(victims.size())).destroyForcibly();
  }

  /** A driver that can write nothing may give up before its time, which is no fault. */
  private boolean hitOnFullDisk(Victim kind) throws IOException, InterruptedException {
    wasFull = true;
    disk.fill();
    try {
      Thread.sleep(plan.random().nextInt(MOST_MILLIS_FULL));
      return hit(kind);
    } finally {
      disk.empty();
    }
  }

  /** Remembers what the journal held when the driver died. */
  private void mourn() throws IOException {
    requireNotAnew();
    JournalText journal = JournalText.read(Sweeps.sweep(out));
    journals.add(journal);
    journaled = journal.size();
  }

  /** A driver that continues has one more done with its first result; fewer were done again. */
  private void requireNotAnew() throws IOException {
    int first = driver.firstDone();
    if (first >= 0 && first <= journaled) {
      tally.repeated(
          "a driver began at " + first + " cells where the journal held " + journaled + " results");
    }
  }

  /** Whether the sweep is complete; a driver that has given up is started again. */
  private boolean ended() throws IOException, InterruptedException {
    if (driver.isAlive()) {
      if ((System.nanoTime() - disturbed) * 1e-9 > MOST_SECONDS_UNDISTURBED) {
        driver.kill();
        throw new Failure("the driver does not come to an end; see " + out);
      }
      return false;
    }
    requireNotAnew();
    int code = driver.exitCode();
    if (code == 0) {
      return true;
    }
    surrenders += wasFull ? 0 : 1;
    tally.gaveUp();
    say("the driver gave up with " + code + ": " + driver.tail());
    if (surrenders > MOST_SURRENDERS) {
      throw new Failure("the driver gives up again and again; see " + out);
    }
    mourn();
    launch();
    return false;
  }

  private void say(String what) {
    System.out.println("round " + plan.number() + " on " + plan.mode() + ": " + what);
  }
}
