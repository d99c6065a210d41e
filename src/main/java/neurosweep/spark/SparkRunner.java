package neurosweep.spark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import neurosweep.core.Cell;
import neurosweep.core.NativeDirectory;
import neurosweep.core.PlainText;
import neurosweep.core.Plugins;
import neurosweep.core.UserError;
import neurosweep.data.RawData;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Program;
import neurosweep.store.OpenFiles;
import neurosweep.sweep.CellExecution;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.Heap;
import neurosweep.sweep.Runner;
import neurosweep.sweep.Work;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.broadcast.Broadcast;
import scala.reflect.ClassTag$;

/** Runs cells as tasks of Spark jobs. */
public final class SparkRunner implements Runner {
  private static final int LEAST_LOST = 20;

  /** Its jars, of which a start from an archive of classes has opened all, and its connections. */
  private static final int MOST_FILES = 256;

  private final Cluster cluster;
  private final SparkContext context;
  private final Losses losses = new Losses();
  private final CellExecution execution;
  private final Broadcast<Shipment> shipment;
  private volatile Dispatch dispatch; // of the run that is under way

  /**
   * Where Spark runs.
   *
   * @param master Spark's master URL, or null for what spark-submit has set, else {@code local[*]}
   * @param conf settings from the command line
   * @param mostLost executors lost in a row without a result at which to give up, or nothing for
   *     what fits the cluster
   */
  public record Cluster(String master, Map<String, String> conf, OptionalInt mostLost) {

    /** The processes in which cells will run, and this one if they run elsewhere. */
    public List<Heap> heaps() {
      try {
        return SparkHeaps.of(SparkSettings.conf("", master, conf));
      } catch (IllegalArgumentException e) {
        throw refused(this, e);
      }
    }
  }

  /**
   * Starts Spark and sends the data.
   *
   * @param name the sweep's name, for Spark's pages
   * @param requests the data sets that cells will ask for
   * @param programs that cells will start
   * @throws UserError if Spark cannot be started with these settings
   */
  public SparkRunner(
      String name,
      Cluster cluster,
      CellExecution execution,
      DataLibrary library,
      Iterable<DataRequest> requests,
      Collection<Program> programs) {
    this.cluster = cluster;
    this.execution = execution;
    this.context = start(name, cluster);
    if (!context.isLocal()) { // there the tasks run in this process, which has them
      Plugins.jars().forEach(jar -> context.addJar(jar.toString()));
    }
    context.addSparkListener(losses);
    List<DataRequest> asked = new ArrayList<>();
    requests.forEach(asked::add);
    List<RawData> sets = asked.stream().map(library::raw).toList();
    this.shipment = broadcast(new Shipment(asked, sets, List.copyOf(programs)));
  }

  /** The version of Spark on the class path, whether it runs or not. */
  public static String sparkVersion() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  /** Settings as they may be shown: of all but harmless ones the name alone. */
  public static Map<String, String> shown(Map<String, String> settings) {
    return SparkSettings.shown(settings);
  }

  private Broadcast<Shipment> broadcast(Shipment sets) {
    try {
      return context.broadcast(sets, ClassTag$.MODULE$.apply(Shipment.class));
    } catch (RuntimeException e) {
      String master = context.master();
      boolean stopped = context.isStopped();
      context.stop();
      if (stopped) { // by itself, such as for a master that does not answer
        throw new UserError(
            "Spark has stopped: no application could be started on "
                + master
                + "; check --master and that it is running and reachable",
            e);
      }
      throw e;
    }
  }

  private static SparkContext start(String name, Cluster cluster) {
    OpenFiles.require("Spark", MOST_FILES);
    NativeDirectory.choose();
    try {
      SparkConf conf = SparkSettings.conf(name, cluster.master(), cluster.conf());
      MasterAddress.requireAnswer(conf.get("spark.master"));
      return new SparkContext(conf);
    } catch (Exception e) { // Scala does not declare what it throws
      if (e instanceof SparkException || e instanceof IllegalArgumentException) {
        throw refused(cluster, e);
      }
      throw e;
    }
  }

  private static UserError refused(Cluster cluster, Exception e) {
    String why = firstLine(e);
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    // such as "External scheduler cannot be instantiated"
    String deeper = firstLine(cause);
    String all = why.contains(deeper) ? why : why + " (" + deeper + ")";
    return new UserError("Spark does not start: " + all + "; check " + given(cluster), e);
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static String given(Cluster cluster) {
    List<String> options = new ArrayList<>();
    options.add("--master" + (cluster.master() == null ? "" : " " + cluster.master()));
    shown(cluster.conf()).forEach((name, value) -> options.add("--conf " + name + "=" + value));
    return String.join(" ", options);
  }

  @Override
  public Optional<String> run(Work work, BooleanSupplier stop) {
    Dispatch.Terms terms =
        new Dispatch.Terms(this::mostLost, this::parallelism, execution.backend());
    try {
      dispatch = new Dispatch(this::submit, losses, terms, work, stop);
      return dispatch.run().map(this::reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (IllegalStateException e) {
      if (context.isStopped()) {
        return Optional.of(reason(losses.last()));
      }
      throw e;
    }
  }

  /** Spark stops by itself, too, such as when its master has dropped it. */
  private String reason(String why) {
    return context.isStopped() ? "Spark has stopped: " + why : why;
  }

  private BundleJob submit(List<List<Cell>> bundles, int attempts, Jobs.Listener listener) {
    return new BundleJob(context, new BundleTask(execution, shipment, attempts), bundles, listener);
  }

  /** By default as many as may die before Spark names a cell for each core, and one alone. */
  private int mostLost() {
    if (SparkSettings.isLocal(context.master())) {
      return 1; // there is no other machine
    }
    int attempts = context.conf().getInt("spark.task.maxFailures", 4);
    return cluster.mostLost().orElse(Math.max(LEAST_LOST, attempts * (parallelism() + 1)));
  }

  @Override
  public int parallelism() {
    return Math.max(1, context.defaultParallelism());
  }

  @Override
  public List<Begun> begun() {
    Dispatch current = dispatch;
    return current == null ? List.of() : current.begun();
  }

  @Override
  public boolean runsHere() {
    return context.isLocal();
  }

  @Override
  public Map<String, String> description() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("runner", "spark " + context.version());
    facts.put("master", PlainText.withoutUser(context.master()));
    facts.put("parallelism", Integer.toString(parallelism()));
    facts.putAll(shown(cluster.conf()));
    return facts;
  }

  @Override
  public void close() {
    BundleTask.forget(shipment);
    context.stop();
  }
}
