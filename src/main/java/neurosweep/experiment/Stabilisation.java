package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import neurosweep.core.Metric;
import neurosweep.core.Param;
import neurosweep.core.Persistent;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.learn.Feedback;
import neurosweep.learn.FeedbackWeights;
import neurosweep.learn.InversionKnobs;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Network;
import neurosweep.learn.StabilityGuard;
import neurosweep.learn.StabilityOptimisation;
import org.ejml.data.ReshapeMatrix;

/**
 * Looks at the loops of a net's layers every so many steps of training and makes the feedback of
 * those that are unstable stable again. Rules that invert layer by layer read its knobs, others do
 * not: a single loop through all layers has no B_l of its own to optimise.
 *
 * @param <M> the matrix type
 */
final class Stabilisation<M extends ReshapeMatrix> implements Persistent {
  /** The default of rules that simulate their loops, in experiments that always had it. */
  static final Param<String> BY_DEFAULT =
      Param.choice(
          "stabilise",
          List.of("when-unstable", "never"),
          "whether di's and ndi's feedback is optimised after a step that leaves a loop unstable");

  /** The default elsewhere. In the program of Podlaski and Machens NDI never optimises. */
  static final Param<String> ON_REQUEST = BY_DEFAULT.byDefault("never");

  /** When to look. */
  static final Param<Long> INTERVAL =
      Param.integer("stability_interval", 1, "steps from one look at the loops to the next")
          .within(1, 1_000_000)
          .in("steps");

  /** For large layers, whose eigenvalues take longer than a step. */
  static final Param<Long> SELDOM = INTERVAL.byDefault(10L);

  static final Metric<Double> OPTIMISED =
      Metric.real("optimised", "", "1 if feedback was optimised after any step, so a share");
  static final Metric<Double> RUNS =
      Metric.real("optimisation_runs", "", "how often feedback of a loop was optimised");
  static final Metric<Double> ITERATIONS =
      Metric.real("optimisation_iterations", "", "descents of all of them");
  static final Metric<Double> FAILURES =
      Metric.real("optimisation_failures", "", "those that did not end stable");
  static final Metric<Double> LAST_OPTIMISED =
      Metric.real(
          "last_optimised_iteration",
          "steps",
          "after which feedback was last optimised; 0 if after none");
  static final Metric<Double> OPTIMISED_SHARE =
      Metric.real("optimised_share", "", "optimisation_runs over looks at a loop");
  static final Metric<Boolean> FAILED =
      Metric.flag("optimisation_failed", "feedback was optimised and its loop not stable").flaw();

  /** Those that every version has. */
  static final List<Metric<?>> COUNTS = List.of(OPTIMISED, RUNS, ITERATIONS, FAILURES);

  /** Those that came later. */
  static final List<Metric<?>> TIMES = List.of(LAST_OPTIMISED, OPTIMISED_SHARE);

  /** All, of experiments in which they are missing unless feedback is optimised. */
  static final List<Metric<?>> METRICS = all();

  /** What cells without it lack. */
  static final String NEEDED =
      "give "
          + ON_REQUEST.name()
          + ": when-unstable and a rule such as di or ndi, or select by another metric";

  /** Operations of a Schur form with its vectors, for each n^3: complex QR with accumulation. */
  private static final double SCHUR_FLOPS = 100;

  private final Network<M> network;
  private final StabilityGuard<M> guard;
  private final boolean optimises;
  private final boolean watches;
  private final long interval;
  private long steps;
  private long last;
  private double highest = Double.NaN;

  /**
   * Nothing seen yet.
   *
   * @param values the cell's knobs
   * @param always whether loops are looked at even where feedback is not optimised
   */
  Stabilisation(Network<M> network, LearningRule rule, Values values, boolean always) {
    this.network = network;
    this.optimises = optimises(rule, values);
    this.watches = always || optimises;
    this.interval = SELDOM.of(values);
    this.guard =
        new StabilityGuard<>(
            network,
            InversionKnobs.ALPHA.of(values),
            optimises ? StabilityOptimisation.of(values) : null);
  }

  private static List<Metric<?>> all() {
    List<Metric<?>> all = new ArrayList<>(COUNTS);
    all.addAll(TIMES);
    all.add(FAILED);
    return List.copyOf(all);
  }

  /**
   * The knob {@code algorithm} of an experiment that stabilises, with which rules bring what they
   * read of this.
   *
   * @param simulated of rules that simulate the loops
   * @param computed of rules that compute where they would settle
   */
  static Param<String> algorithm(
      Param<String> simulated, Param<String> computed, Param<Long> interval) {
    return NetKnobs.ALGORITHM.bringing(
        name -> {
          LearningRule rule = LearningRule.CATALOG.get(name);
          if (!rule.invertsLayers()) {
            return List.of();
          }
          List<Param<?>> params = new ArrayList<>();
          params.add(rule.loops() == LearningRule.Loops.NONE ? computed : simulated);
          params.add(interval);
          params.addAll(StabilityOptimisation.PARAMS);
          return params;
        });
  }

  /**
   * Whether feedback is optimised.
   *
   * @param values the cell's knobs, with the defaults of experiments in which that is not {@link
   *     #ON_REQUEST}
   */
  static boolean optimises(LearningRule rule, Values values) {
    return rule.invertsLayers() && !ON_REQUEST.of(values).equals(ON_REQUEST.defaultValue());
  }

  /**
   * Reports knobs that nothing would come of.
   *
   * @param values the cell's knobs
   * @param interval as the experiment declares it
   * @param always as for the constructor
   */
  static void check(
      LearningRule rule,
      Values values,
      Param<Long> interval,
      boolean always,
      Problems problems,
      String where) {
    Feedback feedback = FeedbackWeights.kind(rule, values);
    if (optimises(rule, values)) {
      if (!always && feedback.follows()) {
        problems.add(
            where,
            ON_REQUEST.name()
                + " is when-unstable, but feedback is "
                + feedback.name()
                + ", which is computed from the weights and cannot be optimised; use never, or"
                + " feedback such as negative-transpose");
      }
      return;
    }
    if (always) {
      return;
    }
    long steps = interval.of(values);
    if (rule.invertsLayers() && steps != interval.defaultValue()) {
      problems.add(
          where,
          interval.name()
              + " is "
              + steps
              + ", but "
              + ON_REQUEST.name()
              + " is never, so that nothing looks at the loops; use when-unstable, or leave it out");
    }
  }

  /**
   * Reports how to optimise where nothing is optimised, in training or before it.
   *
   * @param values the cell's knobs, of an experiment in which those have their common defaults
   */
  static void refuseIdle(LearningRule rule, Values values, Problems problems, String where) {
    if (!rule.invertsLayers()
        || optimises(rule, values)
        || FeedbackWeights.kind(rule, values).optimised()) {
      return;
    }
    for (Param<?> param : StabilityOptimisation.PARAMS) {
      if (!param.of(values).equals(param.defaultValue())) {
        problems.add(
            where,
            param.name()
                + " is "
                + param.of(values)
                + ", but nothing optimises feedback; use "
                + ON_REQUEST.name()
                + ": when-unstable or feedback: optimised, or leave it out");
      }
    }
  }

  /**
   * Predicted operations that it adds to a step: looks at the loops. Optimisations, which nobody
   * can foresee, take as much for each of their iterations.
   */
  static double flops(LearningRule rule, Layout layout, Values values, boolean always) {
    boolean watches = always || optimises(rule, values);
    return watches ? LearningRule.ofLayers(layout, Stabilisation::look) / SELDOM.of(values) : 0;
  }

  private static double look(int units, int reads) {
    double least = Math.min(units, reads);
    return (2.0 * units * reads + SCHUR_FLOPS * least * least) * least;
  }

  /** Predicted memory of a look at the largest layer in bytes. */
  static double bytes(LearningRule rule, Layout layout, Values values) {
    double largest = 0;
    for (int l = 2; optimises(rule, values) && l <= layout.layers(); l++) {
      double units = layout.widths()[l];
      double reads = layout.reads()[l];
      double least = Math.min(units, reads);
      largest = Math.max(largest, 4 * units * reads + 8 * least * least);
    }
    return Double.BYTES * largest;
  }

  /**
   * Looks at the loops before the first step, if feedback is optimised: a step through one that is
   * unstable from the start may leave the finite numbers.
   */
  void begin() {
    if (optimises && steps == 0) {
      look(abscissa -> {});
    }
  }

  /**
   * Looks at the loops if it is time to.
   *
   * @param found takes the abscissa of each as it is afterwards
   */
  void afterStep(DoubleConsumer found) {
    steps++;
    if (!watches || steps % interval != 0) {
      return;
    }
    long before = guard.runs();
    look(found);
    last = guard.runs() > before ? steps : last;
  }

  private void look(DoubleConsumer found) {
    for (int layer = 2; layer <= network.layers(); layer++) {
      double abscissa = guard.watch(layer);
      highest = abscissa <= highest ? highest : abscissa;
      found.accept(abscissa);
    }
  }

  /** The same where nobody else takes the abscissas. */
  void afterStep() {
    afterStep(abscissa -> {});
  }

  /** Whether an optimisation did not end stable. */
  boolean failed() {
    return guard.failures() > 0;
  }

  /** Adds {@link #COUNTS}. */
  void reportCounts(Measured measured) {
    measured
        .set(OPTIMISED, guard.runs() > 0 ? 1.0 : 0.0)
        .set(RUNS, (double) guard.runs())
        .set(ITERATIONS, (double) guard.iterations())
        .set(FAILURES, (double) guard.failures());
  }

  /** Adds {@link #TIMES}, if there was a look. */
  void reportTimes(Measured measured) {
    if (guard.checks() > 0) {
      measured
          .set(LAST_OPTIMISED, (double) last)
          .set(OPTIMISED_SHARE, (double) guard.runs() / guard.checks());
    }
  }

  /**
   * Adds {@link #METRICS} if feedback is optimised, and the highest abscissa that a look left to
   * what others have found.
   */
  void report(Measured measured, Metric<Double> highestAbscissa) {
    if (!optimises) {
      return;
    }
    reportCounts(measured);
    reportTimes(measured);
    measured.set(FAILED, failed());
    double found = measured.get(highestAbscissa).orElse(Double.NEGATIVE_INFINITY);
    measured.setFinite(highestAbscissa, highest >= found ? highest : found);
    if (failed()) {
      measured.set(TrainingEnd.STABLE, false);
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    guard.save(out);
    out.writeLong(steps);
    out.writeLong(last);
    out.writeDouble(highest);
  }

  @Override
  public void load(DataInput in) throws IOException {
    guard.load(in);
    steps = Persistent.within(in.readLong(), 0, Long.MAX_VALUE);
    last = Persistent.within(in.readLong(), 0, steps);
    highest = in.readDouble();
  }
}
