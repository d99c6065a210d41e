package neurosweep.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Values;
import neurosweep.testing.RecordedDigits;
import org.junit.jupiter.api.Test;

/**
 * Searches over grids that were trained once, so that a search costs nothing and what it missed is
 * known. {@code docs/search.md} holds the table; {@code -Dregenerate=true} writes it anew.
 */
class ReplayTest {
  private static final int SEARCHES = 200;
  private static final int TRIAL_SEEDS = 3;
  private static final int[] TRIALS = {10, 20, 25, 30, 40};
  private static final Path DOCUMENT = Path.of("docs/search.md");
  private static final String BEGIN = "<!-- replayed -->\n\n";
  private static final String END = "\n<!-- end of what is replayed -->\n";
  private static final String REGENERATE =
      "mvn -B -ntp -o test -Dtest=ReplayTest -Dregenerate=true";

  private final StringBuilder table = new StringBuilder();

  /** A search that was played to its end. */
  private static final class Played {
    private final RecordedDigits grid;
    private final Space space;
    private final Map<String, Map<Long, Double>> results = new HashMap<>();
    private final Map<String, Values> values = new TreeMap<>();
    private final List<String> order = new ArrayList<>();
    private double epochs;

    Played(RecordedDigits grid, Space space) {
      this.grid = grid;
      this.space = space;
    }

    Played run(String search, Map<String, Object> settings) {
      Course course = Search.CATALOG.get(search).begin(space, Values.of(settings), Decisions.NONE);
      Map<String, Long> reached = new HashMap<>();
      List<Cell> cells = course.ask(4);
      while (!cells.isEmpty()) {
        for (Cell cell : cells) {
          CellResult result = grid.run(cell);
          Object budget = cell.values().get("epochs");
          long own = budget == null ? RecordedDigits.EPOCHS : (Long) budget;
          String line = cell.without("epochs").id();
          epochs += own - reached.getOrDefault(line, 0L);
          reached.put(line, own);
          if (budget == null) {
            note(cell, space.score(result));
          }
          course.tell(result);
        }
        cells = course.ask(4);
      }
      return this;
    }

    private void note(Cell cell, double score) {
      Map<Long, Double> seeds = results.computeIfAbsent(cell.configId(), id -> new TreeMap<>());
      seeds.put(cell.seed(), score);
      values.put(cell.configId(), cell.values());
      if (seeds.size() == space.seeds().size()) {
        order.add(cell.configId());
      }
    }

    /** The selected configuration of each algorithm among those with all seeds. */
    Map<String, Values> chosen() {
      Map<String, Values> chosen = new TreeMap<>();
      Map<String, Double> best = new TreeMap<>();
      for (String id : order) {
        double mean = mean(id);
        String group = (String) values.get(id).get("algorithm");
        if (mean > best.getOrDefault(group, Double.NEGATIVE_INFINITY)) {
          best.put(group, mean);
          chosen.put(group, values.get(id));
        }
      }
      return chosen;
    }

    private double mean(String id) {
      return results.get(id).values().stream()
          .mapToDouble(Double::doubleValue)
          .average()
          .orElseThrow();
    }

    /** Of the first so many trials, the truth about the one that looks best. */
    double truthAfter(int trials) {
      String best = null;
      for (String id : order.subList(0, Math.min(trials, order.size()))) {
        if (!Double.isNaN(mean(id)) && (best == null || mean(id) > mean(best))) {
          best = id;
        }
      }
      return best == null ? 0 : grid.truth(values.get(best));
    }

    /** Share of what the whole grid costs with these seeds. */
    double cost(int configurations) {
      return epochs / ((double) configurations * RecordedDigits.EPOCHS * space.seeds().size());
    }
  }

  /** So many of the recorded seeds, in an order that depends on the search. */
  private static List<Long> seeds(int count, int search) {
    List<Long> all =
        new ArrayList<>(LongStream.rangeClosed(1, RecordedDigits.SEEDS).boxed().toList());
    Collections.shuffle(all, new Random(search));
    return all.subList(0, count);
  }

  private static int configurations(RecordedDigits grid) {
    return grid.values("algorithm").size()
        * grid.values("learning_rate").size()
        * grid.values("lambda").size();
  }

  private static final String GIVING_UP =
      """
      | depth | search | seeds | cost | at most | median regret | 95 % below | within 0.5 pp | same choice |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- |
      """;

  /** What came of many searches that give configurations up. */
  private record Found(double mean, double most, double within, double same) {}

  /** Adds a row on the regrets of every algorithm in every search. */
  private Found giveUp(Recorded recorded, String search, Map<String, Object> settings, int seeds) {
    RecordedDigits grid = recorded.grid();
    List<Double> regrets = new ArrayList<>();
    double[] costs = new double[SEARCHES];
    int same = 0;
    for (int s = 0; s < SEARCHES; s++) {
      Space space = grid.space(seeds(seeds, s), s, true);
      Played played = new Played(grid, space).run(search, settings);
      Map<String, Values> whole = recorded.whole(seeds, s);
      Map<String, Values> chosen = played.chosen();
      costs[s] = played.cost(configurations(grid));
      for (String algorithm : whole.keySet()) {
        double best = grid.best().get(algorithm);
        regrets.add(100 * (best - grid.truth(chosen.get(algorithm))));
        same += whole.get(algorithm).equals(chosen.get(algorithm)) ? 1 : 0;
      }
    }
    Collections.sort(regrets);
    int count = regrets.size();
    Found found =
        new Found(
            Arrays.stream(costs).average().orElseThrow(),
            Arrays.stream(costs).max().orElseThrow(),
            regrets.stream().filter(regret -> regret <= 0.5).count() / (double) count,
            same / (double) count);
    table.append(
        String.format(
            Locale.ROOT,
            "| %d | `%s` | %d | %.0f %% | %.0f %% | %.2f pp | %.2f pp | %.1f %% | %.1f %% |\n",
            recorded.depth(),
            (search + " " + Values.of(settings).text()).strip(),
            seeds,
            100 * found.mean(),
            100 * found.most(),
            regrets.get(count / 2),
            regrets.get(count * 95 / 100),
            100 * found.within(),
            100 * found.same()));
    return found;
  }

  /** A grid, and what it chooses itself by the seeds of each search. */
  private record Recorded(int depth, RecordedDigits grid, Map<String, Map<String, Values>> known) {
    Map<String, Values> whole(int seeds, int search) {
      return known.computeIfAbsent(
          seeds + "/" + search,
          key ->
              new Played(grid, grid.space(seeds(seeds, search), search, true))
                  .run("grid", Map.of())
                  .chosen());
    }
  }

  private static Recorded recorded(int depth) {
    return new Recorded(depth, new RecordedDigits(depth), new HashMap<>());
  }

  /** Median regrets after so many trials, in percentage points. */
  private double[] drawn(Recorded recorded, String search, long samples) {
    RecordedDigits grid = recorded.grid();
    double top = Collections.max(grid.best().values());
    List<Played> all = new ArrayList<>();
    for (int s = 0; s < SEARCHES; s++) {
      Space space = grid.space(seeds(TRIAL_SEEDS, s), s, false);
      all.add(new Played(grid, space).run(search, Map.of("samples", samples)));
    }
    table.append("| ").append(recorded.depth()).append(" | `").append(search).append("` |");
    double[] medians = new double[TRIALS.length];
    for (int t = 0; t < TRIALS.length; t++) {
      int trials = TRIALS[t];
      double[] regrets =
          all.stream()
              .mapToDouble(each -> 100 * (top - each.truthAfter(trials)))
              .sorted()
              .toArray();
      medians[t] = regrets[regrets.length / 2];
      table.append(String.format(Locale.ROOT, " %.2f pp |", medians[t]));
    }
    table.append('\n');
    return medians;
  }

  @Test
  void whatSearchesMissAndSaveIsInTheDocument() throws IOException {
    List<Recorded> grids = List.of(recorded(2), recorded(4));
    table.append(GIVING_UP);
    for (Recorded each : grids) {
      giveUp(each, "grid", Map.of(), 5);
      giveUp(each, "halving", Map.of("finalists", 1L), 5);
      giveUp(each, "halving", Map.of("eta", 2L, "finalists", 1L), 5);
      Found halving = giveUp(each, "halving", Map.of(), 5);
      giveUp(each, "halving", Map.of("eta", 2L), 5);
      giveUp(each, "hyperband", Map.of(), 5);
      giveUp(each, "grid", Map.of(), 10);
      giveUp(each, "racing", Map.of(), 10);
      Found racing = giveUp(each, "racing", Map.of("level", 0.5), 10);

      assertTrue(halving.most() <= 0.25, halving.toString());
      assertTrue(halving.within() >= 0.95, halving.toString());
      assertTrue(racing.mean() <= 0.5, racing.toString());
      assertTrue(racing.same() >= 0.95, racing.toString());
    }
    table.append("\n| depth | search |");
    for (int trials : TRIALS) {
      table.append(" after ").append(trials).append(" |");
    }
    table.append("\n| --- | --- |").append(" --- |".repeat(TRIALS.length)).append('\n');
    for (Recorded each : grids) {
      double[] random = drawn(each, "random", 500);
      double[] tpe = drawn(each, "tpe", TRIALS[TRIALS.length - 1]);
      for (int t = 0; t < TRIALS.length; t++) {
        boolean better = TRIALS[t] < 20 || tpe[t] < random[t] || settled(tpe, random, t);
        assertTrue(better, TRIALS[t] + " trials: " + tpe[t] + " and " + random[t]);
      }
    }
    compare();
  }

  /** Where half of the grid is tried, medians meet: then those before tell who was there first. */
  private static boolean settled(double[] tpe, double[] random, int t) {
    return tpe[t] == random[t] && tpe[t - 1] <= random[t - 1];
  }

  private void compare() throws IOException {
    String page = Files.readString(DOCUMENT);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(DOCUMENT, page.substring(0, begin) + table + page.substring(end));
    } else {
      assertEquals(table.toString(), page.substring(begin, end), "replay it with " + REGENERATE);
    }
  }
}
