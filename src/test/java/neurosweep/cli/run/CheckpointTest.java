package neurosweep.cli.run;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.CodeDigest;
import neurosweep.sweep.Manifest;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cells that run out of time and go on when they are retried. A limit of a nanosecond is one step:
 * every attempt makes progress, and how much does not depend on the machine.
 */
@Tag("environment")
class CheckpointTest {
  /** Two mini-batches an epoch, two epochs. */
  private static final String JOB = TINY.replace("epochs: 2", "epochs: 2, batch_size: 40");

  private static final int STEPS = 4;

  @TempDir Path directory;
  private Path sweep;
  private Path checkpoints;

  @BeforeEach
  void place() {
    sweep = directory.resolve("out/tiny");
    checkpoints = sweep.resolve("checkpoints");
  }

  private SortedSet<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(checkpoints)) {
      return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  private Shell.Answer retry(String... more) {
    return call(
        Stream.concat(
                Stream.of("retry", sweep.toString(), "--master", "in-process"), Stream.of(more))
            .toArray(String[]::new));
  }

  private List<Outcome.State> states() {
    return MeasuredBits.results(sweep).values().stream()
        .map(result -> result.outcome().state())
        .distinct()
        .toList();
  }

  private static String tooShort() {
    return "--trial-timeout=1e-9";
  }

  @Test
  void aRetriedCellGoesOnToTheSameNumbers() throws IOException {
    Path undisturbed = Files.createDirectory(directory.resolve("undisturbed"));
    run(undisturbed, JOB).ends(0);

    run(directory, JOB, tooShort()).ends(1);
    assertEquals(List.of(Outcome.State.TIMED_OUT), states());
    assertEquals(MeasuredBits.results(sweep).keySet(), kept());
    for (int attempt = 2; attempt <= STEPS; attempt++) {
      retry("--state", "TIMED_OUT", tooShort()).ends(1);
    }
    assertEquals(List.of(Outcome.State.TIMED_OUT), states());
    assertEquals(MeasuredBits.results(sweep).keySet(), kept());
    // all steps are done: if one were not, it would run out of time again
    retry("--state", "TIMED_OUT", tooShort()).ends(0);

    assertEquals(
        MeasuredBits.measured(undisturbed.resolve("out/tiny")), MeasuredBits.measured(sweep));
    assertFalse(Files.exists(checkpoints));
    assertTrue(Files.exists(sweep.resolve("_SUCCESS")));
    for (CellResult result : MeasuredBits.results(sweep).values()) {
      assertEquals(STEPS + 1, result.attempt());
    }
  }

  @Test
  void withoutCheckpointsNothingIsKeptAndCellsStartOver() {
    run(directory, JOB, tooShort(), "--checkpoint-minutes", "0").ends(1);
    assertFalse(Files.exists(checkpoints));
    for (int attempt = 2; attempt <= STEPS + 1; attempt++) {
      retry(tooShort(), "--checkpoint-minutes", "0").ends(1);
    }
    assertEquals(List.of(Outcome.State.TIMED_OUT), states());
  }

  /** Those of cells that are not retried stay; a later build starts over with the same numbers. */
  @Test
  void aCheckpointThatIsOfNoUseIsNoHindrance() throws IOException {
    Path undisturbed = Files.createDirectory(directory.resolve("undisturbed"));
    run(undisturbed, JOB).ends(0);
    run(directory, JOB, tooShort()).ends(1);
    int damaged = 0;
    for (String id : kept()) {
      Path file = checkpoints.resolve(id);
      byte[] content = Files.readAllBytes(file);
      content[100 + damaged++] ^= 1;
      Files.write(file, content);
    }
    Files.writeString(checkpoints.resolve("0123456789abcdef0123"), "of another sweep");

    retry(tooShort()).ends(1);
    assertEquals(MeasuredBits.results(sweep).keySet(), kept());
    retry().ends(0);

    assertEquals(
        MeasuredBits.measured(undisturbed.resolve("out/tiny")), MeasuredBits.measured(sweep));
    assertFalse(Files.exists(checkpoints));
  }

  @Test
  void howOftenIsNotPartOfTheSweep() {
    run(directory, JOB, "--checkpoint-minutes", "0.02").ends(0);
    Shell.Answer again = run(directory, JOB, "--checkpoint-minutes", "60").ends(0);
    assertEquals(List.of("nothing to run: 8 of 8 cells have ended"), again.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0.001", "NaN", "1e9"})
  void anIntervalThatMakesNoSenseIsRefused(String minutes) {
    Shell.Answer refused = run(directory, JOB, "--checkpoint-minutes=" + minutes).ends(2);
    assertEquals(1, refused.errors().size(), refused.err());
    assertTrue(
        refused.err().contains("must be 0 for none, or from 0.02 to a million"), refused.err());
    assertFalse(Files.exists(sweep));
  }

  @Test
  void theManifestNamesTheCode() {
    run(directory, JOB).ends(0);
    SweepDirectory place = SweepDirectory.at(new neurosweep.store.Files(), "DIR", sweep.toString());
    assertEquals(CodeDigest.program(), Manifest.read(place).environment().get("code_digest"));
  }
}
