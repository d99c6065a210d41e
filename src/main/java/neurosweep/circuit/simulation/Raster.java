package neurosweep.circuit.simulation;

import java.util.Arrays;

/** Spikes of every k-th unit in a stretch of time, up to a number; those beyond are counted. */
public final class Raster implements Observer {

  /**
   * What is kept.
   *
   * @param from first step, counted from 0
   * @param to first step no longer kept
   * @param everyUnit units 0, k, 2k, ... are kept
   * @param most spikes kept of each population
   */
  public record Window(long from, long to, int everyUnit, int most) {
    /** Needs a stretch, a stride and room. */
    public Window {
      if (from < 0 || to < from || everyUnit < 1 || most < 0) {
        throw new IllegalArgumentException("not a window: " + from + ", " + to + ", " + everyUnit);
      }
    }
  }

  /** The spikes of one population. */
  public static final class Spikes {
    private final Window window;
    private long[] steps = new long[64];
    private int[] units = new int[64];
    private int size;
    private long dropped;

    private Spikes(Window window) {
      this.window = window;
    }

    private void add(long step, int[] fired, int count) {
      for (int k = 0; k < count; k++) {
        if (fired[k] % window.everyUnit == 0) {
          add(step, fired[k]);
        }
      }
    }

    private void add(long step, int unit) {
      if (size == window.most) {
        dropped++;
        return;
      }
      if (size == steps.length) {
        int room = (int) Math.min(2L * size, window.most);
        steps = Arrays.copyOf(steps, room);
        units = Arrays.copyOf(units, room);
      }
      steps[size] = step;
      units[size++] = unit;
    }

    /** Spikes kept. */
    public int size() {
      return size;
    }

    /** The step of a kept spike, counted from 0. */
    public long step(int spike) {
      return steps[spike];
    }

    /** The unit of a kept spike. */
    public int unit(int spike) {
      return units[spike];
    }

    /** Spikes in the window that found no room. */
    public long dropped() {
      return dropped;
    }
  }

  private final Window window;
  private final Spikes excitatory;
  private final Spikes inhibitory;

  /** Empty. */
  public Raster(Window window) {
    this.window = window;
    excitatory = new Spikes(window);
    inhibitory = new Spikes(window);
  }

  @Override
  public void after(Simulation now) {
    long step = now.steps() - 1;
    if (step >= window.from && step < window.to) {
      excitatory.add(step, now.firedE(), now.countE());
      inhibitory.add(step, now.firedI(), now.countI());
    }
  }

  /** Spikes of E units. */
  public Spikes excitatory() {
    return excitatory;
  }

  /** Spikes of I units. */
  public Spikes inhibitory() {
    return inhibitory;
  }
}
