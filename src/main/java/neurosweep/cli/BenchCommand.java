package neurosweep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.learn.Activity;
import neurosweep.learn.Initializer;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Loss;
import neurosweep.learn.Network;
import neurosweep.learn.Optimizer;
import neurosweep.learn.Regularizer;
import neurosweep.learn.TrainingStep;
import neurosweep.math.Backend;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import neurosweep.sweep.Machine;
import org.ejml.data.ReshapeMatrix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures speed. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the speed of training on this machine.",
      "Example: neurosweep bench cell --algorithm gait --width 784"
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = BenchCommand.BenchCell.class)
final class BenchCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new UserError("bench needs a command: cell; try 'bench --help'");
  }

  /** Measures training steps. */
  @Command(
      name = "cell",
      mixinStandardHelpOptions = true,
      description = {
        "Times the training step of a square net on random data, one thread a net.",
        "Its speed is compared with that of a large matrix product measured in the same run. Time is"
            + " that of a processor, so that what else the machine does counts little. Another rule"
            + " than bp is compared with bp on the same net.",
        "Example: neurosweep bench cell --algorithm pc inference_steps=5 --width 784 --lambda 0"
      })
  static final class BenchCell implements Callable<Integer> {
    private static final String REFERENCE = "bp";
    private static final int CLASSES = 10;
    private static final int LEAST_WARM_UP = 15;
    private static final long WARM_UP_NANOS = 2_000_000_000L;

    @Spec private CommandSpec command;
    @Mixin private BlasOptions blas;

    @Option(
        names = "--algorithm",
        paramLabel = "RULE",
        defaultValue = "gait",
        description = "learning rule (default: ${DEFAULT-VALUE})")
    private String algorithm;

    @Parameters(paramLabel = "KEY=VALUE", arity = "0..*", description = "knobs of the rule")
    private List<String> knobs = List.of();

    private Values values;

    @Option(
        names = "--width",
        paramLabel = "UNITS",
        defaultValue = "784",
        description = "units of every layer (default: ${DEFAULT-VALUE})")
    private int width;

    @Option(
        names = "--depth",
        paramLabel = "LAYERS",
        defaultValue = "4",
        description = "hidden layers (default: ${DEFAULT-VALUE})")
    private int depth;

    @Option(
        names = "--batch",
        paramLabel = "EXAMPLES",
        defaultValue = "60",
        description = "examples a step (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
        names = "--lambda",
        paramLabel = "NUMBER",
        defaultValue = "0.1",
        description = "regularizer's strength (default: ${DEFAULT-VALUE})")
    private double lambda;

    @Option(
        names = "--precision",
        paramLabel = "float32|float64",
        defaultValue = "float32",
        description = "precision of numbers (default: ${DEFAULT-VALUE})")
    private String precision;

    @Option(
        names = "--backend",
        paramLabel = "NAME",
        defaultValue = "auto",
        description = "linear algebra (default: ${DEFAULT-VALUE})")
    private String backend;

    @Option(
        names = "--steps",
        paramLabel = "N",
        defaultValue = "30",
        description = "steps that are timed (default: ${DEFAULT-VALUE})")
    private int steps;

    @Option(
        names = "--warm-up",
        paramLabel = "N",
        description =
            "steps before them (default: as many as take two seconds, and 15 at least, by when Java"
                + " has compiled what they run)")
    private Integer warmUp;

    @Option(
        names = "--threads",
        paramLabel = "N",
        defaultValue = "1",
        description = "nets trained side by side (default: ${DEFAULT-VALUE})")
    private int threads;

    @Option(
        names = "--format",
        paramLabel = "text|json",
        defaultValue = "text",
        description = "of the answer (default: ${DEFAULT-VALUE})")
    private String format;

    @Override
    public Integer call() throws InterruptedException {
      check();
      Backend chosen = blas.choose(backend);
      Precision wanted = Precision.named(precision);
      double median = median(LearningRule.CATALOG.get(algorithm), values, chosen.kernels(wanted));
      double ofBp =
          algorithm.equals(REFERENCE)
              ? median
              : median(LearningRule.CATALOG.get(REFERENCE), Values.NONE, chosen.kernels(wanted));
      print(chosen, median, median / ofBp, Machine.peakFlopsPerSecond(chosen, wanted));
      return 0;
    }

    /** Milliseconds of a step. */
    private double median(LearningRule rule, Values settings, Kernels<?> kernels)
        throws InterruptedException {
      double median = 0;
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      try {
        List<Callable<double[]>> nets =
            Collections.nCopies(threads, () -> times(rule, settings, kernels));
        for (Future<double[]> net : pool.invokeAll(nets)) {
          double[] times = net.get();
          Arrays.sort(times);
          median += times[times.length / 2] / threads;
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof OutOfMemoryError full) {
          throw full;
        }
        throw new IllegalStateException(e.getCause());
      } finally {
        pool.shutdownNow();
      }
      return median;
    }

    private void check() {
      Problems problems = new Problems();
      if (!Precision.PARAM.words().contains(precision)) {
        problems.add("--precision", "is " + precision + ", must be float32 or float64");
      }
      if (!LearningRule.CATALOG.has(algorithm)) {
        problems.add("--algorithm", LearningRule.CATALOG.missing(algorithm));
      } else {
        LearningRule rule = LearningRule.CATALOG.get(algorithm);
        values = GivenKnobs.parse(rule, knobs, problems);
        rule.check(Layout.invertible(widths()), values, problems, "--algorithm");
      }
      if (!format.matches("text|json")) {
        problems.add("--format", "is " + format + ", must be text or json");
      }
      boolean cold = warmUp != null && warmUp < 0;
      if (width < CLASSES || batch < 1 || steps < 1 || cold || depth < 0 || threads < 1) {
        problems.add(
            "",
            "--width must be at least 10; --batch, --steps and --threads at least 1;"
                + " --depth and --warm-up not negative");
      }
      if (!(lambda >= 0)) {
        problems.add("--lambda", "is " + lambda + ", must be >= 0");
      }
      problems.throwIfAny();
    }

    private TrainingStep.Parts parts(LearningRule rule) {
      return new TrainingStep.Parts(
          rule,
          Loss.CATALOG.get("quadratic"),
          Optimizer.CATALOG.get("adam-paper"),
          Regularizer.CATALOG.get("rows"),
          lambda);
    }

    private int[] widths() {
      int[] widths = new int[depth + 2];
      Arrays.fill(widths, width);
      return widths;
    }

    /** Milliseconds of processor time of each step. */
    private <M extends ReshapeMatrix> double[] times(
        LearningRule rule, Values settings, Kernels<M> kernels) {
      Network<M> network = new Network<>(kernels, widths(), 0.1);
      network.initialize(Initializer.CATALOG.get("orthogonal"), new Streams(0, 1));
      network.equip(rule, settings, new Streams(0, 1));
      Activity<M> activity = new Activity<>(network, batch);
      int[] labels = new int[batch];
      Rng rng = new Streams(0, 1).stream("noise", 0);
      for (int i = 0; i < batch; i++) {
        labels[i] = i % CLASSES;
        for (int j = 0; j < width; j++) {
          kernels.set(activity.input(), i, j, rng.nextDouble());
        }
      }
      TrainingStep<M> step =
          new TrainingStep<>(network, batch, parts(rule), settings, new Streams(0, 1));
      long begun = Machine.busyNanos();
      for (int i = 0; isWarmingUp(i, begun); i++) {
        step.run(activity, labels, CLASSES);
      }
      double[] times = new double[steps];
      for (int i = 0; i < steps; i++) {
        long start = Machine.busyNanos();
        step.run(activity, labels, CLASSES);
        times[i] = (Machine.busyNanos() - start) * 1e-6;
      }
      return times;
    }

    private boolean isWarmingUp(int steps, long begun) {
      return warmUp == null
          ? steps < LEAST_WARM_UP || Machine.busyNanos() - begun < WARM_UP_NANOS
          : steps < warmUp;
    }

    private void print(Backend chosen, double median, double timesBp, double peak) {
      TrainingStep.Parts parts = parts(LearningRule.CATALOG.get(algorithm));
      double gflops = parts.flops(Layout.invertible(widths()), batch, values) / median * 1e-6;
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("algorithm", algorithm);
      result.put("width", width);
      result.put("depth", depth);
      result.put("batch", batch);
      result.put("lambda", lambda);
      result.put("precision", precision);
      result.put("threads", threads);
      result.put("median_ms", median);
      result.put("times_bp", timesBp);
      result.put("gflops", gflops);
      result.put("peak_gflops", peak / 1e9);
      result.put("backend", chosen.name());
      result.put("library", chosen.library());
      result.put("kernel", chosen.kernel());
      result.put("blas_threads", chosen.threads());
      PrintWriter out = command.commandLine().getOut();
      if (format.equals("json")) {
        out.println(json(result));
      } else {
        out.printf(
            Locale.ROOT,
            "%.2f ms a step (median of %d), %.2f times bp; %.1f Gflop/s, %.0f %% of a matrix product's %.1f; %s%n",
            median,
            steps,
            timesBp,
            gflops,
            100e9 * gflops / peak,
            peak / 1e9,
            chosen.name() + ": " + chosen.detail());
      }
    }

    private static String json(Map<String, Object> result) {
      try {
        return new ObjectMapper().writeValueAsString(result);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e); // plain values always have a JSON form
      }
    }
  }
}
