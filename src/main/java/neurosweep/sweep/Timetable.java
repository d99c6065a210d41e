package neurosweep.sweep;

import java.util.List;
import java.util.function.IntFunction;
import neurosweep.core.Cell;
import neurosweep.journal.History;

/** How long cells take that are run together, by the order and company in which a run has them. */
public final class Timetable {
  private final Pricing.Total total;
  private final IntFunction<Simulation> player;

  private Timetable(Pricing.Total total, IntFunction<Simulation> player) {
    this.total = total;
    this.player = player;
  }

  /**
   * A run on some number of cores.
   *
   * @param seconds by the clock
   * @param idle share of the cores' time in which they wait while cells run
   * @param least seconds that no order of these cells could undercut
   */
  public record Line(double seconds, double idle, double least) {}

  /**
   * Of cells at their predicted prices.
   *
   * @param cells that are to run; a search asks for them bit by bit
   * @param known how others have ended
   */
  public static Timetable of(Pricing pricing, List<Cell> cells, History known) {
    Pricing.Total total = pricing.total(cells);
    if (!pricing.plan().spec().search().isGrid()) {
      return new Timetable(total, cores -> Forecast.play(pricing, known, cores));
    }
    double[] training = cells.stream().mapToDouble(pricing::ownSeconds).toArray();
    double[] whole = cells.stream().mapToDouble(pricing::wholeSeconds).toArray();
    return new Timetable(total, cores -> Simulation.of(training, whole, cores));
  }

  /** What the cells cost. */
  public Pricing.Total total() {
    return total;
  }

  /** Plays the run; what it costs beside training is the same whatever the order. */
  public Line on(int cores) {
    Simulation played = player.apply(cores);
    double least = total.clock(cores);
    return new Line(least - played.least() + played.seconds(), played.idle(), least);
  }
}
