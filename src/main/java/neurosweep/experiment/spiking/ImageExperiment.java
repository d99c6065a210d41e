package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import neurosweep.circuit.design.ImageDesign;
import neurosweep.circuit.design.ImageLoop;
import neurosweep.circuit.simulation.Reconstruction;
import neurosweep.circuit.simulation.Saturation;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.core.Cell;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.data.DictionaryFiles;
import neurosweep.data.Matrix;
import neurosweep.experiment.Context;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Measured;
import neurosweep.experiment.Rows;

/**
 * Reconstruction of a patch of a picture with fewer inhibitory units than pixels (Li and Pehlevan,
 * NeurIPS 2020, figure 2c). The dictionary is read from a file, with patches, or learned from the
 * training pictures of a data set; then the patch is one of its test pictures'. With files nothing
 * is random.
 */
public final class ImageExperiment extends SpikingExperiment {
  private static final Param<String> DICTIONARY =
      Param.choice(
          "dictionary",
          List.of("learned", "given"),
          "learned from the data set, or given by dictionary_file with patches_file");
  private static final Param<Long> PATCH =
      Param.integer("patch", 50, "which of the patches, from 1").within(1, 1_000_000);
  private static final Param<Long> N_I =
      Param.integer("n_i", 50, "inhibitory units, at most the pixels of a patch")
          .called("inhibitory units")
          .within(1, 10_000);
  private static final Param<Double> TAU =
      Param.real("tau", 1, "decay time of activities").called("τ").within(1e-3, 100).in("s");
  private static final Param<Double> DT =
      Param.real("dt", 1e-3, "step").called("Δt").within(1e-6, 0.1).in("s");
  private static final Param<Long> STEPS =
      Param.integer("steps", 1000, "steps of excitation").within(2, 1_000_000);
  private static final Param<Long> INNER =
      Param.integer("inner_steps", 1000, "steps of inhibition in each of them")
          .within(1, 1_000_000);
  private static final Param<Double> RESET =
      Param.real("reset", 0.05, "reset of the excitatory units, times n_i").above(0);

  static final Metric<Double> TIME = Metric.real("time", "s", "since the start");
  static final Metric<Double> ERROR = Metric.real("error", "", "mean squared error of the patch");
  static final Metric<Double> SHARE = Metric.real("share", "", "of E units, firing in this step");

  private static final Table COURSE = new Table("course", List.of(TIME, ERROR, SHARE));
  static final Metric<Long> PICTURE =
      Metric.integer("picture", "", "0 the patch, 1 its reconstruction");
  static final Metric<Long> ROW = Metric.integer("row", "", "from 0, the lowest");
  static final Metric<Long> COLUMN = Metric.integer("column", "", "from 0");
  static final Metric<Double> GREY = Metric.real("grey", "", "value of the pixel");

  private static final Table PIXELS = new Table("pixels", List.of(PICTURE, ROW, COLUMN, GREY));

  private static final Metric<Double> MSE =
      Metric.real("mse", "", "mean squared error of the mean read-out").goal(Goal.MIN);
  private static final Metric<Double> R2 =
      Metric.real("r2", "", "share of the patch's variance that is explained").goal(Goal.MAX);
  private static final Metric<Double> VARIANCE =
      Metric.real("variance", "", "share of the dictionary's variance that n_i span");
  private static final Metric<Long> N_E =
      Metric.integer("n_e", "", "excitatory units, twice the basis functions");
  private static final Metric<Double> ACTIVE_E =
      Metric.real("active_e", "", "share of excitatory units that are active at the end");
  private static final Metric<Double> LAST_SHARE =
      Metric.real("last_share", "", "share of E units firing a step, last tenth");

  /** For the catalogue. */
  public ImageExperiment() {
    super(
        "image-reconstruction",
        "a patch of a picture read out of a spiking circuit (Li & Pehlevan, Fig. 2c)",
        knobs(),
        List.of(MSE, R2, VARIANCE, N_E, RATE_E, ACTIVE_E, LAST_SHARE));
  }

  private static List<Param<?>> knobs() {
    List<Param<?>> knobs = new ArrayList<>(List.of(DICTIONARY));
    knobs.addAll(new DictionaryFiles().params());
    knobs.addAll(LearnedPatches.params());
    knobs.addAll(List.of(PATCH, N_I, TAU, DT, STEPS, INNER, RESET));
    return knobs;
  }

  @Override
  List<Table> ownTables() {
    return List.of(COURSE, PIXELS);
  }

  @Override
  List<Plot> ownPlots() {
    return List.of(
        Plot.of(
                Plot.Kind.LINE,
                "course",
                "error of the reconstruction over time",
                COURSE,
                TIME,
                ERROR)
            .logX()
            .logY(),
        Plot.image("pixels", "patch and reconstruction", PIXELS, COLUMN, ROW, GREY).panel(PICTURE));
  }

  @Override
  public Metric<?> objective(Values values) {
    return MSE;
  }

  private static boolean isGiven(Values values) {
    return DICTIONARY.of(values).equals("given");
  }

  @Override
  public Optional<DataRequest> data(Values values) {
    if (!isGiven(values)) {
      return DataRequest.of(params(), values);
    }
    DictionaryFiles files = new DictionaryFiles();
    return Optional.of(new DataRequest(files.name(), values.canonical(files.params())));
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    checkStep(TAU, DT.of(values), values, problems, where);
    if (data.isEmpty()) {
      return;
    }
    if (isGiven(values)) {
      Matrix dictionary = dictionary(data.get());
      Matrix patches = patches(data.get());
      if (dictionary.rows() != patches.rows()) {
        problems.add(
            where,
            String.format(
                Locale.ROOT,
                "the dictionary has %d pixels and patches have %d, must be equal",
                dictionary.rows(),
                patches.rows()));
      }
      if (PATCH.of(values) > patches.columns()) {
        problems.add(
            where,
            "patch is "
                + PATCH.of(values)
                + ", must be at most the "
                + patches.columns()
                + " that there are");
      }
    } else {
      LearnedPatches.check(values, data.get(), problems, where);
    }
    int pixels = pixels(values, data.get());
    if (N_I.of(values) > pixels) {
      problems.add(
          where, "n_i is " + N_I.of(values) + ", must be at most the " + pixels + " pixels");
    }
  }

  private static Matrix dictionary(Dataset data) {
    return data.matrices().get(DictionaryFiles.DICTIONARY.name());
  }

  private static Matrix patches(Dataset data) {
    return data.matrices().get(DictionaryFiles.PATCHES.name());
  }

  private static int pixels(Values values, Dataset data) {
    return isGiven(values) ? dictionary(data).rows() : LearnedPatches.pixels(values);
  }

  private static int functions(Values values, Dataset data) {
    return isGiven(values) ? dictionary(data).columns() : LearnedPatches.functions(values);
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    double units = 2.0 * functions(values, data.orElseThrow());
    double pixels = pixels(values, data.get());
    double step = 20.0 * N_I.of(values) * INNER.of(values) + units * (N_I.of(values) + pixels);
    double learning = isGiven(values) ? 0 : LearnedPatches.flops(values);
    return STEPS.of(values) * step + 25 * Math.pow(pixels, 3) + units * units * pixels + learning;
  }

  /** Learning a dictionary polls as well, at other intervals. */
  @Override
  public double steps(Values values, Optional<Dataset> data) {
    return isGiven(values) ? STEPS.of(values) : 0;
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    double units = 2.0 * functions(values, data.orElseThrow());
    double learning = isGiven(values) ? 0 : LearnedPatches.bytes(values);
    return 8 * 6 * units * (units + pixels(values, data.get())) + learning + 1e6;
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    Values values = cell.values();
    Dataset data = context.dataset(cell);
    int patch = whole(PATCH, values) - 1;
    if (isGiven(values)) {
      return run(dictionary(data).toRows(), patches(data).column(patch), values, context);
    }
    LearnedPatches learned = new LearnedPatches(values, data, new Draws(cell));
    double[][] dictionary = learned.dictionary(context::expired);
    return dictionary == null ? timedOut() : run(dictionary, learned.patch(patch), values, context);
  }

  private static Outcome run(
      double[][] dictionary, double[] patch, Values values, Context context) {
    ImageDesign design = new ImageDesign(dictionary, whole(N_I, values), RESET.of(values));
    TimeConstants time = TimeConstants.shared(DT.of(values), TAU.of(values));
    ImageLoop loop = new ImageLoop(design.circuit(), time, whole(INNER, values), patch);
    Rows course = new Rows(COURSE);
    double[] estimate = patch;
    int steps = whole(STEPS, values);
    int units = design.circuit().excitatory();
    double last = 0;
    for (int next = 1; loop.steps() < steps; next = Math.max(next + 1, next + next / 20)) {
      while (loop.steps() < Math.min(next, steps)) {
        loop.step();
        if (loop.steps() > 0.9 * steps) {
          last += loop.countE() / (units * 0.1 * steps);
        }
        if (context.expired()) {
          return timedOut();
        }
      }
      estimate = Reconstruction.readout(design.readout(), loop.meanActivityE());
      double error = quality(estimate, patch).meanSquare();
      double share = (double) loop.countE() / units;
      course.add().set(TIME, loop.steps() * time.dt()).set(ERROR, error).set(SHARE, share);
    }
    double[] r = loop.activityE();
    Reconstruction quality = quality(estimate, patch);
    Measured measured =
        new Measured()
            .set(MSE, quality.meanSquare())
            .set(R2, quality.r2())
            .set(VARIANCE, design.variance())
            .set(N_E, (long) units)
            .set(RATE_E, Arrays.stream(r).average().orElseThrow() / time.tauE())
            .set(ACTIVE_E, Arrays.stream(r).filter(x -> x > 0.5).count() / (double) units)
            .set(LAST_SHARE, last)
            .set(course)
            .set(pictures(patch, estimate));
    return outcome(measured, last > Saturation.THRESHOLD, design.circuit().weights(), time);
  }

  private static Reconstruction quality(double[] estimate, double[] patch) {
    return Reconstruction.of(new double[][] {estimate}, new double[][] {patch});
  }

  /** Patches are stored column by column. */
  private static Rows pictures(double[]... pictures) {
    int side = (int) Math.sqrt(pictures[0].length);
    Rows rows = new Rows(PIXELS);
    for (int picture = 0; picture < pictures.length; picture++) {
      for (int p = 0; p < side * side; p++) {
        int column = p / side;
        rows.add()
            .set(PICTURE, picture)
            .set(ROW, side - 1 - p % side)
            .set(COLUMN, column)
            .set(GREY, pictures[picture][p]);
      }
    }
    return rows;
  }
}
