package neurosweep.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.spec.Distribution;
import neurosweep.testing.SurfaceSpace;
import org.junit.jupiter.api.Test;

class TpeSearchTest {
  private static final Distribution KIND = SurfaceSpace.choice("kind", "a", "b", "c", "d");
  private static final List<Distribution> AXES =
      List.of(AdaptiveSearchTest.RATE, AdaptiveSearchTest.MOMENTUM, KIND);

  private static double surface(Map<String, String> knobs) {
    double worse = Map.of("a", 0.3, "b", 0.0, "c", 0.1, "d", 0.5).get(knobs.get("kind"));
    return AdaptiveSearchTest.bowl(knobs) - worse;
  }

  @Test
  void findsBetterConfigurationsThanIndependentDraws() {
    int[] after = {20, 40, 80};
    double[] tpe = regret(new TpeSearch(), after);
    double[] random = regret(new RandomSearch(), after);
    String both = Arrays.toString(tpe) + " against " + Arrays.toString(random);
    assertTrue(tpe[0] < random[0], both);
    assertTrue(tpe[1] < random[1] / 2, both);
    assertTrue(tpe[2] < random[2] / 10, both);
  }

  private static double[] regret(Search search, int... after) {
    return Regret.median(
        seed -> SurfaceSpace.of(seed, AXES, TpeSearchTest::surface),
        search,
        AdaptiveSearchTest.samples(80),
        after);
  }

  @Test
  void startsWithDrawsThatOtherSearchesShare() {
    SurfaceSpace space = SurfaceSpace.of(4, AXES, TpeSearchTest::surface);
    for (String draws : List.of("random", "sobol")) {
      Values settings = Values.of(Map.of("samples", 30L, "draws", draws, "startup", 12L));
      PlayedCourse played = new PlayedCourse(space, new TpeSearch(), settings);
      played.ask(1);
      Search same = Search.CATALOG.get(draws);
      PlayedCourse drawn = new PlayedCourse(space, same, AdaptiveSearchTest.samples(12));
      drawn.ask(1);
      assertEquals(drawn.asked(), played.asked());
    }
  }

  /** The trial after the first draws waits until those so many before it have ended. */
  @Test
  void keepsAsManyTrialsOpenAsItMay() {
    SurfaceSpace space = SurfaceSpace.of(4, AXES, TpeSearchTest::surface);
    Values settings = Values.of(Map.of("samples", 60L, "ahead", 4L, "startup", 6L));
    PlayedCourse played = new PlayedCourse(space, new TpeSearch(), settings);
    played.ask(1);
    assertEquals(6, played.open().size());
    for (int ended = 1; ended <= 56; ended++) {
      played.train(0);
      played.ask(1);
      assertEquals(Math.max(6, ended + 4), played.asked().size(), ended + " have ended");
    }
    played.train(2);
    played.ask(1);
    assertEquals(60, played.asked().size());
  }

  /** With only choices, every configuration is found, each once. */
  @Test
  void choicesAloneAreExhausted() {
    List<Distribution> choices = List.of(KIND, SurfaceSpace.choice("more", "1", "2", "3", "4"));
    SurfaceSpace space = SurfaceSpace.of(1, choices, knobs -> SurfaceSpace.real(knobs, "more"));
    PlayedCourse played =
        new PlayedCourse(space, new TpeSearch(), AdaptiveSearchTest.samples(100)).inOrder();
    assertEquals(16, played.ids().size());
  }

  @Test
  void needsDistributionsAndSamples() {
    Problems problems = new Problems();
    SurfaceSpace drawn = SurfaceSpace.of(1, AXES, TpeSearchTest::surface);
    new TpeSearch().check(drawn, AdaptiveSearchTest.samples(20), problems, "search");
    assertTrue(problems.isEmpty());
    new TpeSearch().check(drawn, Values.NONE, problems, "search");
    SurfaceSpace listed = SurfaceSpace.of(1, List.of(), TpeSearchTest::surface);
    new TpeSearch().check(listed, Values.NONE, problems, "search");
    assertEquals(2, problems.lines().size());
  }
}
