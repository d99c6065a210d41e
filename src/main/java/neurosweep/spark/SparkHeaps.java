package neurosweep.spark;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.sweep.Heap;
import org.apache.spark.SparkConf;

/** How many cells run at a time in which heap, by Spark's settings. */
final class SparkHeaps {
  private static final Pattern LOCAL = Pattern.compile("local\\[(\\d+|\\*)(?:, *\\d+)?]");
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[ *\\d+ *, *(\\d+) *, *\\d+ *]");

  /** Live in an idle driver or executor, by measurement. */
  static final double SPARK_BYTES = 100e6;

  private SparkHeaps() {}

  static List<Heap> of(SparkConf conf) {
    String master = conf.get("spark.master");
    int taskCores = Math.max(1, conf.getInt("spark.task.cpus", 1));
    if (SparkSettings.isLocal(master)) {
      int cells = Math.max(1, localCores(master) / taskCores);
      return List.of(Heap.here(SPARK_BYTES, cells, "--master local[%d]"));
    }
    double heap = conf.getSizeAsBytes("spark.executor.memory", "1g");
    int cells = Math.max(1, executorCores(conf, master) / taskCores);
    return List.of(
        new Heap(
            "this process",
            Runtime.getRuntime().maxMemory(),
            SPARK_BYTES,
            2,
            0,
            "NEUROSWEEP_JAVA_OPTS=-Xmx%1$s or, under spark-submit, --driver-memory %1$s",
            ""),
        new Heap(
            "an executor",
            heap,
            SPARK_BYTES,
            2,
            cells,
            "-- --conf spark.executor.memory=%s",
            "-- --conf spark.executor.cores=%d"));
  }

  private static int localCores(String master) {
    Matcher cores = LOCAL.matcher(master);
    if (!cores.matches()) {
      return 1;
    }
    return cores.group(1).equals("*")
        ? Runtime.getRuntime().availableProcessors()
        : Integer.parseInt(cores.group(1));
  }

  /** Where a standalone master gives executors all cores of a worker, nobody knows them yet. */
  private static int executorCores(SparkConf conf, String master) {
    Matcher cluster = LOCAL_CLUSTER.matcher(master);
    return conf.getInt(
        "spark.executor.cores", cluster.matches() ? Integer.parseInt(cluster.group(1)) : 1);
  }
}
