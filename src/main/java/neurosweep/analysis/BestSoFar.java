package neurosweep.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The best of a group that a search had found by what it had spent on the group. Only whole
 * configurations count: those that are results, once the last of their seeds has ended.
 *
 * @param seconds of a processor, in the cells of the group that had ended by then
 * @param best mean value over the seeds from there on; the last repeats the one before at the end
 *     of the search
 */
public record BestSoFar(double[] seconds, double[] best) {

  /** Of a group; empty if nothing of it was ever whole. */
  public static BestSoFar of(Analysis analysis, Group group) {
    List<Trial> trials = analysis.search().of(group);
    Map<String, Double> values = values(analysis, group);
    Map<String, Long> open =
        trials.stream()
            .filter(Trial::counts)
            .collect(Collectors.groupingBy(Trial::candidate, Collectors.counting()));
    open = new HashMap<>(open);
    List<Double> seconds = new ArrayList<>();
    List<Double> best = new ArrayList<>();
    double spent = 0;
    for (Trial each : trials) {
      spent += each.seconds();
      boolean whole = each.counts() && open.merge(each.candidate(), -1L, Long::sum) == 0;
      Double value = whole ? values.get(each.candidate()) : null;
      if (value != null
          && (best.isEmpty()
              || analysis.design().select().goal().better(value, best.get(best.size() - 1)))) {
        seconds.add(spent);
        best.add(value);
      }
    }
    if (!best.isEmpty()) {
      seconds.add(spent);
      best.add(best.get(best.size() - 1));
    }
    return new BestSoFar(array(seconds), array(best));
  }

  /** The means of those that may be selected and have a value for each seed. */
  private static Map<String, Double> values(Analysis analysis, Group group) {
    int seeds = analysis.design().grid().seeds().size();
    Set<Replicates> excluded = group.excluded().keySet();
    Map<String, Double> values = new HashMap<>();
    for (Replicates each : group.configurations()) {
      if (!excluded.contains(each) && each.selected().n() == seeds) {
        values.put(each.configId(), each.selected().mean());
      }
    }
    return values;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return best.length == 0;
  }
}
