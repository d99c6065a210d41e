package neurosweep.experiment;

import java.util.List;
import java.util.Optional;
import neurosweep.core.Catalog;
import neurosweep.core.Cell;
import neurosweep.core.Measurements;
import neurosweep.core.Member;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Split;
import neurosweep.core.Table;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.data.Dataset;

/**
 * A kind of cell: a pure function from a cell and its data to an outcome. To add one, see the
 * package.
 */
public interface Experiment extends Member {

  /** All experiments. */
  Catalog<Experiment> CATALOG = Catalog.of("experiment", Experiment.class);

  /** The experiment of cells with these knobs. */
  static Experiment of(String name, Values values) {
    return CATALOG.get(name).defined(values);
  }

  /** The experiment of a cell. */
  static Experiment of(Cell cell) {
    return of(cell.experiment(), cell.values());
  }

  /**
   * The knobs that say what other knobs there are and what is measured; every job gives them one
   * value each.
   */
  default List<Param<?>> defining() {
    return List.of();
  }

  /**
   * The experiment that these knobs define.
   *
   * @param values at least the {@link #defining} ones
   * @throws neurosweep.core.UserError with every fault of the definition
   */
  default Experiment defined(Values values) {
    return this;
  }

  /**
   * The program that cells with these knobs start, if they start one that is not of this project.
   */
  default Optional<ProgramCall> program(Values values) {
    return Optional.empty();
  }

  /** Whether cells are trained by this program; others can only be imported. */
  default boolean isRun() {
    return true;
  }

  /**
   * Refuses cells that this program does not train.
   *
   * @throws UserError with what to do instead
   */
  default void requireRun() {
    if (!isRun()) {
      throw new UserError(
          "cells of experiment "
              + name()
              + " were run elsewhere, and cannot be run here; bring others in with 'neurosweep"
              + " import'");
    }
  }

  /** What cells of one seed have in common, in words. */
  default String shared() {
    return "initial weights and the order of examples";
  }

  /** Whether operations tell what cells cost; otherwise only cells that have ended do. */
  default boolean isPriced() {
    return true;
  }

  /**
   * Raised whenever the same knobs would give other numbers, beyond rounding: of that the code's
   * digest tells.
   */
  int version();

  /**
   * The version of cells with these knobs, part of their keys: an older one where what raised it
   * leaves their numbers as they were.
   */
  default int version(Values values) {
    return version();
  }

  /** Whether it computes cells of a version as they were: a sweep goes on as it began. */
  default boolean computes(int version) {
    return version == version();
  }

  /** The scalars that a finished cell measures, in the order of their columns. */
  List<Metric<?>> metrics();

  /** The tables that it fills with several rows a cell. */
  List<Table> tables();

  /** Figures over its tables, beside those that every sweep gets. */
  default List<Plot> plots() {
    return List.of();
  }

  /** The examples on which cells of a version with these knobs are judged stable or not. */
  default Optional<Split> judgedOn(int version, Values values) {
    return Optional.empty();
  }

  /** The metric by which configurations are selected where the job names none. */
  Metric<?> objective(Values values);

  /** Whether cells with these knobs measure one of the metrics, unless they diverge. */
  default boolean measures(Metric<?> metric, Values values) {
    return true;
  }

  /** What a user has to do so that every cell measures a metric. */
  default String without(Metric<?> metric) {
    return "select by another metric";
  }

  /** The raw data that the cell needs. */
  default Optional<DataRequest> data(Values values) {
    return DataRequest.of(params(), values);
  }

  /**
   * Faults that single knobs cannot show.
   *
   * @param values the knobs
   * @param data the prepared data set if the experiment uses one
   * @param problems where faults go
   * @param where prefix of messages
   */
  default void check(Values values, Optional<Dataset> data, Problems problems, String where) {}

  /**
   * Faults of one of the job's seeds.
   *
   * @param values the knobs
   * @param where prefix of messages
   */
  default void checkSeed(Values values, long seed, Problems problems, String where) {}

  /** Predicted floating-point operations of a whole cell, for the plan's price and order. */
  double flops(Values values, Optional<Dataset> data);

  /**
   * How often a whole cell asks whether it has expired, at like intervals: its first steps then
   * tell what all cost. 0 where the intervals are not alike.
   */
  default double steps(Values values, Optional<Dataset> data) {
    return 0;
  }

  /** The part of {@link #flops} that is spent between steps, in large matrix products. */
  default double evaluationFlops(Values values, Optional<Dataset> data) {
    return 0;
  }

  /** Predicted rows of one of its tables. */
  default double rows(Table table, Values values, Optional<Dataset> data) {
    return 100;
  }

  /** Predicted memory of a cell at work in bytes, without the data set, which cells share. */
  double bytes(Values values, Optional<Dataset> data);

  /**
   * Whether time may decide how far cells with these knobs get, so that two runs of one may differ
   * unless the second repeats the first, see {@link Context#repeated}.
   */
  default boolean isTimed(Values values) {
    return false;
  }

  /**
   * The knob by which cells are trained for longer or shorter; nothing, unless a shorter cell is a
   * beginning of a longer one to the bit. To declare one is to promise: every state that a cell
   * saves, at any step and at its end ({@link Context#keep}), is one through which all cells go
   * that differ from it in nothing but a larger budget, if its own is of the right multiple. Then
   * they may go on from there, and measure what they would have measured if trained whole.
   */
  default Optional<BudgetKnob> budget() {
    return Optional.empty();
  }

  /**
   * Predicted size in bytes of the state that a cell leaves for those with a larger budget; 0
   * without a budget.
   */
  default double stateBytes(Values values, Optional<Dataset> data) {
    return 0;
  }

  /** Whether its cells train a net whose weights they can leave, see {@link TrainedWeights}. */
  default boolean hasWeights() {
    return false;
  }

  /** Predicted size in bytes of the file of weights; 0 where there is none. */
  default double weightBytes(Values values, Optional<Dataset> data) {
    return 0;
  }

  /** Whether a finished cell did all that its knobs allowed, so that its time tells their price. */
  default boolean isWhole(Measurements measurements) {
    return true;
  }

  /** Trains the cell. Throws only for bugs; whatever the numbers do is an outcome. */
  Outcome run(Cell cell, Context context);
}
