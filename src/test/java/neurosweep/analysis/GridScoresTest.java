package neurosweep.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import neurosweep.core.Goal;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Stable;
import neurosweep.report.table.RobustnessTable;
import neurosweep.report.text.TableText;
import neurosweep.result.Design;
import neurosweep.result.Select;
import neurosweep.testing.Sweeps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class GridScoresTest {
  @TempDir Path directory;

  /** Without a chance level, or with one for the metric {@code peak_test_accuracy}. */
  private static Design design(boolean chance) {
    Design base =
        Sweeps.design(
            Stable.IGNORED,
            2,
            4,
            Sweeps.axis("algorithm", false, "bp"),
            Sweeps.axis("learning_rate", true, 1e-4, 1e-1));
    String metric = chance ? "peak_test_accuracy" : "collapse";
    List<Metric<?>> metrics = chance ? base.metrics() : List.of(Metric.real("collapse", "", ""));
    Select select = new Select(metric, Goal.MIN, Stable.IGNORED);
    return new Design("s", "e", base.grid(), metrics, List.of(), select, "");
  }

  private static Sweeps half(boolean chance) {
    Sweeps sweep = new Sweeps(design(chance));
    for (long seed = 1; seed <= 2; seed++) {
      if (chance) {
        sweep.finished(0.5, seed, "bp", 1e-4);
      } else {
        var scalars = new TreeMap<String, Object>();
        scalars.put("collapse", 0.5 + 0.01 * seed);
        var measured = new Measurements(scalars, new TreeMap<>());
        sweep.add(new Outcome.Finished(measured), seed, "bp", 1e-4);
      }
      sweep.diverged(seed, "bp", 1e-1);
    }
    return sweep;
  }

  /** All its runs diverged before one knew the level, which the group's other runs do. */
  @Test
  void aConfigurationThatNeverKnewChanceCountsAtTheGroups() throws IOException {
    Analysis analysis = half(true).analysis(directory);
    GridScores scores = GridScores.of(analysis.design(), analysis.groups().get(0));
    assertArrayEquals(new double[] {0.5, 0.1}, scores.scores(), 1e-12);
  }

  /** It counts as the worst finished run, which was within 10 % of the best. */
  @Test
  void aConfigurationThatDivergesIsNeverNearTheBest() throws IOException {
    Analysis analysis = half(false).analysis(directory);
    GridScores scores = GridScores.of(analysis.design(), analysis.groups().get(0));
    assertArrayEquals(new double[] {0.515, 0.52}, scores.scores(), 1e-12);
    TableText table = new RobustnessTable().of(analysis);
    int column = table.columns().indexOf(TableText.Heading.number("within 10 %"));
    assertEquals("1 of 2", table.rows().get(0).get(column).text());
  }
}
