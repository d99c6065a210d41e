package neurosweep.testing;

import java.util.List;
import java.util.Optional;
import neurosweep.core.Catalog;
import neurosweep.core.Cell;
import neurosweep.core.Goal;
import neurosweep.core.Member;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.experiment.Context;
import neurosweep.experiment.Experiment;
import neurosweep.search.Search;
import neurosweep.spec.SpecReader;
import neurosweep.spec.SweepSpec;

/** Experiments and members that exist only to be named by job files. */
public final class FakeExperiments {
  private FakeExperiments() {}

  /** A member with knobs. */
  public record Part(String name, List<Param<?>> params) implements Member {
    @Override
    public String doc() {
      return name;
    }
  }

  public static final Catalog<Part> ALGORITHMS =
      Catalog.of(
          "algorithm",
          List.of(
              new Part("bp", List.of()),
              new Part("gait", List.of(Param.real("gamma", 0.5, "").within(0, 1))),
              new Part("tp", List.of(Param.real("gamma", 10, "").within(0, 100)))));

  public static final Catalog<Part> OPTIMIZERS =
      Catalog.of(
          "optimizer",
          List.of(
              new Part("sgd", List.of()),
              new Part("adam", List.of(Param.real("beta", 0.9, "").within(0, 1)))));

  public static final List<Param<?>> KNOBS =
      List.of(
          Param.member("algorithm", ALGORITHMS, "bp", ""),
          Param.member("optimizer", OPTIMIZERS, "sgd", ""),
          Param.choice("dataset", List.of("mnist", "glyphs"), ""),
          Param.choice("init", List.of("xavier", "orthogonal"), ""),
          Param.integer("depth", 1, "").within(1, 10),
          Param.integer("width", 256, "").atLeast(1),
          Param.integer("batch_size", 60, "").atLeast(1),
          Param.integer("epochs", 100, "").atLeast(0),
          Param.real("learning_rate", 0.001, "").above(0),
          Param.real("lambda", 0, "").atLeast(0),
          Param.flag("bias", true, ""),
          Param.text("note", "", ""));

  /** An experiment that never runs. */
  public record Fake(String name, List<Param<?>> params) implements Experiment {
    private static final Metric<Double> VALIDATION =
        Metric.real("validation_accuracy", "", "").goal(Goal.MAX);
    private static final Metric<Double> LOSS = Metric.real("train_loss", "", "").goal(Goal.MIN);
    private static final Metric<Double> TRAIN = Metric.real("train_accuracy", "", "");

    @Override
    public String doc() {
      return name;
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public List<Metric<?>> metrics() {
      return List.of(VALIDATION, TRAIN, LOSS, Metric.integer("peak_epoch", "", ""));
    }

    @Override
    public List<Table> tables() {
      return List.of();
    }

    @Override
    public Metric<?> objective(Values values) {
      boolean glyphs = "glyphs".equals(values.get("dataset"));
      return glyphs ? TRAIN : VALIDATION;
    }

    @Override
    public double bytes(Values values, Optional<Dataset> data) {
      return 1;
    }

    @Override
    public double flops(Values values, Optional<Dataset> data) {
      return 1;
    }

    @Override
    public Outcome run(Cell cell, Context context) {
      throw new UnsupportedOperationException();
    }
  }

  public static final Catalog<Experiment> EXPERIMENTS =
      Catalog.of(
          "experiment",
          List.of(
              new Fake("classification", KNOBS),
              new Fake("seeded", List.of(Param.integer("sweep_seed", 0, "").within(0, 9))),
              new Fake("circuit", List.of(Param.real("rate", 5, "").in("Hz").above(0)))));

  /** Reads a job of the experiment {@code classification}; its first line is the file's third. */
  public static SweepSpec classification(String body, String... overrides) {
    return read("name: n\nexperiment: classification\n" + body, overrides);
  }

  public static SweepSpec read(String text, String... overrides) {
    return new SpecReader(EXPERIMENTS, Search.CATALOG).read(text, "x.yaml", List.of(overrides));
  }

  /** The configurations as canonical texts. */
  public static List<String> texts(SweepSpec spec) {
    return spec.configurations().stream().map(Values::text).toList();
  }
}
