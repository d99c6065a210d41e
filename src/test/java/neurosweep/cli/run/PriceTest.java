package neurosweep.cli.run;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.job;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import neurosweep.analysis.Predictions;
import neurosweep.store.SweepDirectory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan predicts against what a run leaves. */
@Tag("environment")
class PriceTest {
  @TempDir Path directory;

  private Map<String, Double> predictions() {
    String place = directory.resolve("out/tiny").toString();
    return Predictions.byConfiguration(
        SweepDirectory.at(new neurosweep.store.Files(), "DIR", place));
  }

  private String plan() {
    String out = directory.resolve("out").toString();
    return call("plan", job(directory, TINY), "-o", out).ends(0).out();
  }

  private static double after(String label, String text) {
    int start = text.indexOf(label) + label.length();
    return Double.parseDouble(text.substring(start).strip().split(" ", 2)[0]);
  }

  @Test
  void whatWasPredictedStaysWhenThePlanGrows() {
    run(directory, TINY).ends(0);
    Map<String, Double> before = predictions();
    assertEquals(4, before.size());
    assertTrue(before.values().stream().allMatch(seconds -> seconds > 0));
    run(directory, TINY, "seeds=1..3", "learning_rate=1e-4,1e-3,1e-2").ends(0);
    Map<String, Double> grown = predictions();
    assertEquals(6, grown.size());
    before.forEach((config, seconds) -> assertEquals(seconds, grown.get(config)));
  }

  @Test
  void predictedCoreHoursStandBesideTheRealOnes() throws IOException {
    run(directory, TINY).ends(0);
    List<String> rows = Files.readAllLines(directory.resolve("out/tiny/tables/provenance.csv"));
    assertEquals(2, rows.stream().filter(row -> row.contains("core-hours")).count());
  }

  @Test
  void theSizeOfTheOutputIsAboutTheRealOne() throws IOException {
    double planned = 1e6 * after("output      about", plan());
    run(directory, TINY).ends(0);
    double real;
    try (Stream<Path> files = Files.walk(directory.resolve("out/tiny"))) {
      real = files.filter(Files::isRegularFile).mapToDouble(file -> file.toFile().length()).sum();
    }
    assertTrue(planned > real / 2 && planned < 2 * real, planned + " planned, " + real);
  }

  /** It used to price whatever library was fastest. */
  @Test
  void theBackendThatASweepIsPinnedToIsPriced() {
    run(directory, TINY, "--backend", "ejml", "seeds=1").ends(0);
    assertTrue(plan().contains("on backend ejml"), "the directory's own");
    String fresh = directory.resolve("other").toString();
    String elsewhere =
        call("plan", job(directory, TINY), "-o", fresh, "--backend", "vector").ends(0).out();
    assertTrue(elsewhere.contains("on backend vector"), elsewhere);
  }

  @Test
  void aCellThatDoesNotFitIsToldByThePlan() {
    String huge =
        """
        name: tiny
        experiment: classification
        fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, net: layered, algorithm: bp}
        grid: {hidden: ["30000-30000-30000-30000-30000"]}
        """;
    String out = call("plan", job(directory, huge)).ends(0).out();
    assertTrue(out.contains("too little for one, run refuses it"), out);
  }
}
