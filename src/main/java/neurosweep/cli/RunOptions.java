package neurosweep.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import neurosweep.core.Plugins;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.journal.History;
import neurosweep.math.Backend;
import neurosweep.math.BackendPin;
import neurosweep.math.Precision;
import neurosweep.spark.SparkRunner;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.CellExecution;
import neurosweep.sweep.Checkpoints;
import neurosweep.sweep.CodeDigest;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.Demand;
import neurosweep.sweep.Heap;
import neurosweep.sweep.KeptFiles;
import neurosweep.sweep.LocalRunner;
import neurosweep.sweep.Machine;
import neurosweep.sweep.Manifest;
import neurosweep.sweep.Plan;
import neurosweep.sweep.Pricing;
import neurosweep.sweep.Sweep;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where and how cells run: options of {@code run} and {@code retry}. */
final class RunOptions {
  private static final String IN_PROCESS = "in-process";

  /** A million minutes, over a year. */
  private static final double MOST_SECONDS = 60e6;

  /** Live in this process without Spark and cells, by measurement. */
  static final double PROGRAM_BYTES = 40e6;

  @Mixin private FinishOptions finish;
  @Mixin private CommandLeave leave;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Spark master: local[N], local[*] (default), spark://HOST:PORT, yarn, ...; or in-process:"
              + " threads without Spark")
  private String master;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "cells at a time on this machine (default: its cores)")
  private Integer parallelism;

  @Option(
      names = "--trial-timeout",
      paramLabel = "SECONDS",
      description = "a cell that takes longer ends as TIMED_OUT; a retry goes on where it was")
  private Double trialTimeout;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "stop the whole run after this long; run again to continue")
  private Double timeout;

  @Option(
      names = "--checkpoint-minutes",
      paramLabel = "M",
      defaultValue = "5",
      description =
          "how often a running cell saves its state, from which a later attempt goes on to the same"
              + " numbers; also when it has to stop early; 0 for never (default: ${DEFAULT-VALUE})")
  private double checkpointMinutes;

  @Option(
      names = "--max-failures",
      paramLabel = "N|P%",
      description = "stop once more cells than this have failed")
  private String maxFailures;

  @Option(
      names = "--max-lost",
      paramLabel = "N",
      description =
          "stop once this many executors were lost in a row without a result (default: 4 for every"
              + " core in use, at least 20)")
  private Integer maxLost;

  @Option(names = "--fail-fast", description = "stop at the first failed cell")
  private boolean failFast;

  @Option(names = "--keep-going", description = "run all cells whatever fails (default)")
  private boolean keepGoing;

  @Option(
      names = "--mix-builds",
      description =
          "go on although other classes, libraries or kernels computed cells of the sweep; tables"
              + " say so")
  private boolean mixBuilds;

  @Option(
      names = {"-q", "--quiet"},
      description = "print errors only")
  private boolean quiet;

  @Option(names = "--no-progress", description = "no progress line")
  private boolean noProgress;

  /**
   * Refuses values that make no sense, all at once.
   *
   * @param sparkArguments what stands behind {@code --}
   */
  void check(List<String> sparkArguments) {
    Problems problems = new Problems();
    if (parallelism != null && parallelism < 1) {
      problems.add("--parallelism", "is " + parallelism + ", must be at least 1");
    }
    if (parallelism != null && master != null && !master.equals(IN_PROCESS)) {
      problems.add("--parallelism", "is for this machine only; with --master write local[N]");
    }
    if (trialTimeout != null && !(trialTimeout > 0)) {
      problems.add("--trial-timeout", "is " + trialTimeout + ", must be positive");
    }
    if (timeout != null && !(timeout > 0)) {
      problems.add("--timeout", "is " + timeout + ", must be positive");
    }
    double interval = checkpointMinutes * 60;
    if (interval != 0 && !(interval >= Checkpoints.LEAST_SECONDS && interval < MOST_SECONDS)) {
      problems.add(
          "--checkpoint-minutes",
          "is " + checkpointMinutes + ", must be 0 for none, or from 0.02 to a million");
    }
    if (maxLost != null && maxLost < 1) {
      problems.add("--max-lost", "is " + maxLost + ", must be at least 1");
    }
    if (failFast && (keepGoing || maxFailures != null)) {
      problems.add("--fail-fast", "excludes --keep-going and --max-failures; give one of them");
    }
    if (maxFailures != null && !maxFailures.matches("\\d{1,9}|\\d{1,3}(\\.\\d+)?%")) {
      problems.add("--max-failures", "is " + maxFailures + ", must be a number or like 5%");
    } else if (maxFailures != null && maxFailures.endsWith("%") && percent() > 100) {
      problems.add("--max-failures", "is " + maxFailures + ", must be at most 100%");
    }
    if (IN_PROCESS.equals(master) && !sparkArguments.isEmpty()) {
      problems.add("--conf", "is for Spark, which --master in-process does not use; drop one");
    }
    finish.check(problems);
    problems.throwIfAny();
  }

  /**
   * Runs cells, prints how it ended, and then tells the owner's command.
   *
   * @param cells runs them
   * @return the exit code
   */
  int run(
      CommandLine line, Sweep sweep, Progress progress, Claims claims, Supplier<History> cells) {
    return finish.around(
        sweep,
        progress,
        line.getErr(),
        () -> Ending.print(line, sweep, cells.get(), progress, quiet, claims));
  }

  /**
   * Refuses programs of the job that the owner has not allowed.
   *
   * @throws UserError naming them
   */
  void requireLeave(Plan plan) {
    leave.require(
        plan.spec().configurations().stream()
            .flatMap(values -> plan.experiment().program(values).stream()));
  }

  private double percent() {
    return Double.parseDouble(maxFailures.substring(0, maxFailures.length() - 1));
  }

  /** Follows a run. */
  Progress progress(
      PrintWriter err, Plan plan, Sweep sweep, CostLimit cost, Interruption interruption) {
    return new Progress(
        Printer.on(err), limits(planned(plan), cost), columns(), sweep.design(), interruption);
  }

  /** How wide lines that are rewritten may be; 0 where they may not be rewritten. */
  private static IntSupplier columns() {
    Terminal terminal = Terminal.of(Terminal.Stream.ERR);
    return terminal.present() ? terminal::columns : () -> 0;
  }

  /** Of a search that draws one after the other about as many as there will be. */
  private static int planned(Plan plan) {
    return plan.cells().isEmpty() ? plan.forecast(History.NONE).size() : plan.cells().size();
  }

  /** Cells at a time on this machine; what a cluster has is known once it is there. */
  int cores() {
    return threads();
  }

  private Progress.Limits limits(int planned, CostLimit cost) {
    long most = Long.MAX_VALUE;
    if (failFast) {
      most = 0;
    } else if (maxFailures != null && maxFailures.endsWith("%")) {
      most = (long) Math.floor(planned * percent() / 100);
    } else if (maxFailures != null) {
      most = Long.parseLong(maxFailures);
    }
    return new Progress.Limits(
        Math.min(timeout == null ? Double.POSITIVE_INFINITY : timeout, cost.secondsLeft()),
        cost.coreSeconds(cores()),
        most,
        quiet,
        noProgress);
  }

  /** The same prices where cells go on from others; where they start over, higher ones. */
  Pricing priced(Pricing pricing) {
    return checkpointMinutes == 0 ? pricing.startingOver() : pricing;
  }

  /** Whether cells of other builds are accepted beside those that are to run. */
  boolean mixBuilds() {
    return mixBuilds;
  }

  /** Whether only errors are to be printed. */
  boolean quiet() {
    return quiet;
  }

  /** Makes the runner of a plan. */
  Sweep.RunnerFactory runners(
      Plan plan, SweepDirectory directory, DataLibrary library, List<String> sparkArguments) {
    Map<String, String> conf = sparkConf(sparkArguments);
    double limit = trialTimeout == null ? Double.POSITIVE_INFINITY : trialTimeout;
    return (pinned, cells) -> {
      BackendPin pin = BackendPin.here(Backend.choose(pinned));
      KeptFiles.Place kept = KeptFiles.Place.of(directory, plan.spec().keep().any());
      CellExecution execution =
          new CellExecution(pin, limit, checkpoints(plan, directory), kept, leave.given());
      Demand demand = Demand.of(plan, cells, library);
      if (IN_PROCESS.equals(master)) {
        int threads = threads();
        Heap.here(PROGRAM_BYTES, threads, "--parallelism %d").require(demand);
        return new LocalRunner(execution, library, threads);
      }
      String url = master == null && parallelism != null ? "local[" + parallelism + "]" : master;
      OptionalInt mostLost = maxLost == null ? OptionalInt.empty() : OptionalInt.of(maxLost);
      SparkRunner.Cluster cluster = new SparkRunner.Cluster(url, conf, mostLost);
      cluster.heaps().forEach(heap -> heap.require(demand));
      return new SparkRunner(
          plan.spec().name(), cluster, execution, library, plan.requests(), plan.programs());
    };
  }

  private Checkpoints.Place checkpoints(Plan plan, SweepDirectory directory) {
    return checkpointMinutes == 0
        ? null
        : Checkpoints.Place.of(directory, checkpointMinutes * 60).continuing(plan.fullBudget());
  }

  private int threads() {
    return parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism;
  }

  private static Map<String, String> sparkConf(List<String> arguments) {
    Map<String, String> conf = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
      int equals = value.indexOf('=');
      if (!arguments.get(i).equals("--conf") || equals < 1 || !value.startsWith("spark.")) {
        throw new UserError(
            "after --, write Spark settings as --conf spark.NAME=VALUE, not "
                + (shown(arguments.get(i)) + " " + shown(value)).strip());
      }
      conf.put(value.substring(0, equals), value.substring(equals + 1));
    }
    return conf;
  }

  /** A setting as it may be shown: its value may be a secret. */
  private static String shown(String argument) {
    int equals = argument.indexOf('=');
    if (equals < 0) {
      return argument;
    }
    String name = argument.substring(0, equals);
    return name + "=" + SparkRunner.shown(Map.of(name, argument.substring(equals + 1))).get(name);
  }

  /** Program, libraries and machine, for the manifest. */
  static Map<String, Object> environment(Backend backend) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("neurosweep", Version.text());
    facts.put("code_digest", CodeDigest.program());
    if (!Plugins.loaded().isEmpty()) {
      facts.put(Manifest.PLUGINS, PluginOptions.digests());
    }
    facts.put("spark", SparkRunner.sparkVersion());
    facts.put("backend", backend.name());
    facts.put("backend_detail", backend.detail());
    BackendPin pin = BackendPin.here(backend);
    if (!pin.library().isEmpty()) {
      facts.put(Manifest.BLAS, pin.blas().library());
      facts.put("backend_library", pin.library());
      facts.put(Manifest.KERNEL, pin.kernel());
      facts.put("backend_threads", backend.threads());
    }
    double rate = Machine.flopsPerSecond(backend, Precision.FLOAT32);
    facts.put("backend_gflops_float32", Math.round(rate / 1e8) / 10.0);
    facts.put("machine", Machine.description());
    return facts;
  }
}
