package neurosweep.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.core.UserError;

/** The program behind {@code scripts/chaos}. */
public final class Chaos {
  private Chaos() {}

  /** Exit codes: 0 all is well, 1 it is not, 2 usage. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    try {
      Settings settings = Settings.read(args);
      Settings.requireEmpty(settings.directory());
      boolean well = run(settings);
      if (settings.kept() || !well) {
        System.out.println("everything of it is in " + settings.directory());
      } else {
        delete(settings.directory());
      }
      return well ? 0 : 1;
    } catch (UserError e) {
      e.problems().forEach(problem -> System.err.println("chaos: " + problem));
      return e.exitCode();
    } catch (Failure e) {
      System.err.println("chaos: " + e.getMessage());
      return 1;
    } catch (IOException e) {
      System.err.println("chaos: " + e);
      return 1;
    } catch (InterruptedException e) {
      return 130; // the shutdown hook does the rest
    }
  }

  private static boolean run(Settings settings) throws IOException, InterruptedException {
    try (Leash leash = new Leash()) {
      return settings.selfTest() ? new SelfTest(settings, leash).run() : chaos(settings, leash);
    }
  }

  private static boolean chaos(Settings settings, Leash leash)
      throws IOException, InterruptedException {
    Tally tally = new Tally();
    Sweeps sweeps = new Sweeps(settings, leash);
    Path reference = sweeps.undisturbed();
    SmallDisk disk =
        settings.fullDisk() ? SmallDisk.mount(settings.directory().resolve("disk"), leash) : null;
    Cluster cluster = Cluster.start(settings, leash);
    for (int number = 1; tally.kills() < settings.kills(); number++) {
      Round.Plan plan = Round.Plan.draw(settings, number, settings.kills() - tally.kills());
      new Round(settings, sweeps, cluster, tally, disk).run(plan, reference, Round.UNTOUCHED);
    }
    tally.lines().forEach(System.out::println);
    return tally.isClean();
  }

  /** Deletes a directory and what is in it. */
  static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.walk(directory)) {
      paths = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
