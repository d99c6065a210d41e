package neurosweep.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import neurosweep.testing.FakeExperiments;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("environment")
class SpecDiffTest {
  private static final String BODY =
      """
      fixed: {epochs: 8}
      grid: {learning_rate: [1e-4, 0.01], depth: [1, 2]}
      seeds: 1..2
      """;

  @Test
  void namesEveryDifferenceReadably() {
    Map<String, Object> old = FakeExperiments.classification(BODY).resolved();
    Map<String, Object> now =
        FakeExperiments.classification(
                BODY,
                "epochs=10",
                "learning_rate=1e-5,1e-4,10",
                "seeds=1..3",
                "depth=2",
                "bias=false",
                "select.goal=min",
                "sweep_seed=1")
            .resolved();
    assertEquals(
        List.of(
            "sweep_seed: 0 -> 1",
            "fixed.epochs: 8 -> 10",
            "learning_rate: 1e-4, 0.01 -> 1e-5, 1e-4, 10",
            "depth: 1, 2 -> 2",
            "seeds: 1, 2 -> 1, 2, 3",
            "select.goal: max -> min",
            "fixed.bias: (not given) -> false"),
        SpecDiff.between(old, now));
  }

  @Test
  void survivesJson() throws IOException {
    Map<String, Object> map = FakeExperiments.classification(BODY).resolved();
    ObjectMapper json = new ObjectMapper();
    Map<String, Object> back =
        json.readValue(json.writeValueAsString(map), new TypeReference<Map<String, Object>>() {});
    assertEquals(List.of(), SpecDiff.between(back, map));
    assertEquals(map.keySet(), back.keySet());
  }

  @Test
  void nameDescriptionAndReportDoNotCount() {
    assertEquals(
        List.of(),
        SpecDiff.between(
            FakeExperiments.classification(BODY).resolved(),
            FakeExperiments.classification(BODY, "name=m", "description=d", "report.tables=t")
                .resolved()));
  }

  @Test
  void otherCombinationsOfTheSameAxesAreNoticed() {
    String grid = "grid: {width: [1, 2], depth: [1, 2]}\nexclude: [{width: %d, depth: %d}]";
    assertEquals(
        List.of("configurations: 3 -> 3, other combinations: variants, zip or exclude"),
        SpecDiff.between(
            FakeExperiments.classification(String.format(Locale.ROOT, grid, 1, 1)).resolved(),
            FakeExperiments.classification(String.format(Locale.ROOT, grid, 2, 2)).resolved()));
  }
}
