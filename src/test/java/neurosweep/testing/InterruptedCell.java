package neurosweep.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import neurosweep.core.Cell;
import neurosweep.core.Outcome;
import neurosweep.core.Persistent;
import neurosweep.data.Dataset;
import neurosweep.experiment.Checkpoint;
import neurosweep.experiment.Context;
import neurosweep.experiment.Experiment;

/** A cell that is stopped again and again and goes on each time from nothing but bytes. */
public final class InterruptedCell implements Context, Checkpoint {
  private final Dataset data;
  private final IntUnaryOperator stepsOfAttempt;
  private byte[] bytes;
  private int left;
  public int attempts;
  public int saves;

  /**
   * A cell that works on these data.
   *
   * @param stepsOfAttempt polls after which an attempt, from 1, expires; saving is due at each
   */
  public InterruptedCell(Dataset data, IntUnaryOperator stepsOfAttempt) {
    this.data = data;
    this.stepsOfAttempt = stepsOfAttempt;
  }

  /** Runs attempts until one is not timed out. */
  public Outcome run(Cell cell) {
    Experiment kind = SmallCells.EXPERIMENTS.get(cell.experiment());
    Outcome outcome;
    do {
      attempts++;
      left = stepsOfAttempt.applyAsInt(attempts);
      outcome = kind.run(cell, this);
    } while (outcome instanceof Outcome.TimedOut);
    return outcome;
  }

  @Override
  public Dataset dataset(Cell cell) {
    return data;
  }

  @Override
  public String backend() {
    return "ejml";
  }

  @Override
  public boolean expired() {
    return --left <= 0;
  }

  @Override
  public Checkpoint checkpoint() {
    return this;
  }

  @Override
  public boolean due() {
    return true;
  }

  @Override
  public void save(Persistent state) {
    bytes = saved(state);
    saves++;
  }

  @Override
  public void keep(Persistent state) {
    // it has ended
  }

  @Override
  public <T extends Persistent> T resume(Supplier<T> fresh) {
    T state = fresh.get();
    if (bytes != null) {
      load(state, bytes);
      if (!Arrays.equals(bytes, saved(state))) {
        throw new AssertionError("what was loaded is not what was saved");
      }
    }
    return state;
  }

  public static byte[] saved(Persistent state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      state.save(new DataOutputStream(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void load(Persistent state, byte[] bytes) {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    try {
      state.load(new DataInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (in.available() > 0) {
      throw new AssertionError(in.available() + " bytes were not read");
    }
  }
}
