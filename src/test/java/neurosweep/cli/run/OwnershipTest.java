package neurosweep.cli.run;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import neurosweep.cli.Shell;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A directory is a sweep's or it is not touched; a file is neurosweep's or it stays. */
@Tag("environment")
class OwnershipTest {
  @TempDir static Path undisturbed;

  @TempDir Path directory;
  private Path sweep;

  @BeforeAll
  static void runOnce() {
    run(undisturbed, TINY).ends(0);
  }

  @BeforeEach
  void place() {
    sweep = directory.resolve("out/tiny");
  }

  private void put(String file, String text) throws IOException {
    Path path = sweep.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** Used to delete figures, tables and results of a paper and end with exit code 0. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "figures/mine.pdf",
        "tables/mine.tex",
        "results/data.csv",
        "checkpoints/0123456789abcdef0123",
        "report.html",
        "sweep.yaml",
        "journal/notes.txt",
        "lease-of-my-flat.txt",
        "a.txt"
      })
  void aDirectoryThatIsNoSweepIsRefusedAndUntouched(String file) throws IOException {
    put(file, "mine");
    SortedMap<String, String> before = contents(directory.resolve("out"));

    for (List<String> options : List.of(List.<String>of(), List.of("--overwrite", "-y"))) {
      Shell.Answer refused = run(directory, TINY, options.toArray(String[]::new)).ends(2);

      assertTrue(refused.err().contains("holds files and is no sweep"), refused.err());
      assertTrue(refused.err().contains(file.replaceAll("/.*", "")), refused.err());
      assertTrue(refused.err().contains("choose another output with -o".substring(7)));
      assertEquals(before, contents(directory.resolve("out")));
    }
  }

  @Test
  void anEmptyDirectoryIsTaken() throws IOException {
    Files.createDirectories(sweep);
    run(directory, TINY).ends(0);
  }

  /** A driver that was killed before its manifest has left a lease, the job and the plan. */
  @Test
  void whatAKilledDriverLeftAtTheVeryBeginningIsTaken() throws IOException {
    put("lease", "{}");
    put("sweep.yaml", "name: tiny");
    put("plan.parquet", "");
    put(".plan.parquet.0123abcd.tmp", "");

    Shell.Answer answer = run(directory, TINY);

    assertFalse(answer.err().contains("is no sweep"), answer.err());
  }

  /** Used to be deleted by the next report. */
  @Test
  void filesOfTheUsersInASweepStay() throws IOException {
    Shell.copy(undisturbed, directory);
    List<String> mine =
        List.of("figures/mine.pdf", "tables/mine.tex", "results/mine.txt", "notes.txt");
    for (String file : mine) {
      put(file, "mine");
    }

    call("report", sweep.toString()).ends(0);
    run(directory, TINY, "seeds=1..3").ends(0);

    for (String file : mine) {
      assertEquals("mine", Files.readString(sweep.resolve(file)), file);
    }
    assertEquals(12, MeasuredBits.results(sweep).size());
  }

  @Test
  void aTableChangedByHandStaysAndIsNamed() throws IOException {
    Shell.copy(undisturbed, directory);
    put("tables/main.tex", "% edited by hand");
    put("report.html", "edited by hand");

    Shell.Answer answer = call("report", sweep.toString()).ends(1);

    assertTrue(answer.err().startsWith("warning: not written, since"), answer.err());
    assertTrue(answer.err().contains("tables/main.tex, report.html; move"), answer.err());
    assertFalse(answer.out().contains("main.tex"), answer.out());
    assertTrue(answer.out().contains("tables/main.csv"), answer.out());
    assertFalse(answer.out().contains("Page: "), answer.out());
    assertEquals("% edited by hand", Files.readString(sweep.resolve("tables/main.tex")));
    assertEquals("edited by hand", Files.readString(sweep.resolve("report.html")));
    Files.delete(sweep.resolve("tables/main.tex"));
    Files.delete(sweep.resolve("report.html"));
    assertTrue(call("report", sweep.toString()).ends(0).out().contains("Page: "));
    assertEquals(
        Files.readString(undisturbed.resolve("out/tiny/tables/main.tex")),
        Files.readString(sweep.resolve("tables/main.tex")));
  }

  /** Figures that somebody changed were listed as if they had been made. */
  @Test
  void aFigureChangedByHandIsNotListedAsMade() throws IOException {
    Shell.copy(undisturbed, directory);
    put("figures/expected-best.svg", "edited by hand");
    put("report.html", "edited by hand");

    Shell.Answer report = call("report", sweep.toString()).ends(1);
    Shell.Answer run = run(directory, TINY, "seeds=1..3").ends(0);

    for (Shell.Answer answer : List.of(report, run)) {
      assertTrue(answer.err().contains("figures/expected-best.svg, report.html"), answer.err());
      assertFalse(answer.out().contains("expected-best"), answer.out());
      assertTrue(answer.out().contains("Figures: "), answer.out());
      assertFalse(answer.out().contains("Page: "), answer.out());
    }
    Files.delete(sweep.resolve("report.html"));
    call("report", sweep.toString()).ends(0);
  }

  @Test
  void givingASweepUpLeavesWhatIsTheUsers() throws IOException {
    Shell.copy(undisturbed, directory);
    put("figures/mine.pdf", "mine");
    put("journal/notes.txt", "mine");
    put("paper/main.tex", "mine");

    run(directory, TINY, "epochs=1", "--overwrite", "-y").ends(0);

    for (String file : List.of("figures/mine.pdf", "journal/notes.txt", "paper/main.tex")) {
      assertEquals("mine", Files.readString(sweep.resolve(file)), file);
    }
    assertEquals(8, MeasuredBits.results(sweep).size());
    Shell.Answer asked = run(directory, TINY, "--overwrite").ends(2);
    assertTrue(asked.err().contains("add -y to confirm"), asked.err());
  }
}
