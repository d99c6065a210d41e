package neurosweep.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import neurosweep.core.Cell;
import neurosweep.core.Outcome;
import neurosweep.spark.SparkRunner;
import neurosweep.testing.Clusters;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** Copies of running tasks, which Spark makes on other hosts alone: a master and two hosts here. */
@Tag("environment")
@Tag("cluster")
class SpeculationIT {
  @TempDir Path place;

  /** The cell goes on only once two attempts at it run, so both come to their end. */
  @Test
  void twoAttemptsAtACellGiveOneResult() throws IOException {
    Clusters.settings();
    List<Cell> cells =
        new ArrayList<>(
            Clusters.cells(
                String.format(
                    Locale.ROOT, "fixed: {behaviour: race, place: '%s'}\nseeds: [1]", place)));
    cells.addAll(Clusters.cells("fixed: {behaviour: finish}\nseeds: 1..3"));
    SparkConf conf = new SparkConf(false);
    RpcEnv master = Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    String url = "spark://" + master.address().hostPort();
    List<RpcEnv> workers = List.of(worker("127.0.0.1", url, conf), worker("127.0.0.2", url, conf));
    try {
      SparkRunner runner =
          Clusters.runner(
              url,
              OptionalInt.empty(),
              "spark.driver.host=127.0.0.1",
              "spark.driver.bindAddress=127.0.0.1",
              "spark.speculation=true",
              "spark.speculation.interval=20ms",
              "spark.speculation.quantile=0.1",
              "spark.speculation.multiplier=1.0",
              "spark.speculation.minTaskRuntime=1ms");
      Clusters.Answer answer = Clusters.run(runner, Clusters.bundles(cells, 1), () -> false);

      assertEquals("", answer.why);
      assertEquals(4, answer.results.size());
      answer.results.values().forEach(r -> assertInstanceOf(Outcome.Finished.class, r.outcome()));
      try (Stream<Path> attempts = Files.list(place)) {
        assertTrue(attempts.count() >= 2);
      }
    } finally {
      workers.forEach(RpcEnv::shutdown);
      master.shutdown();
    }
  }

  private RpcEnv worker(String host, String url, SparkConf conf) {
    return Worker.startRpcEnvAndEndpoint(
        host,
        0,
        0,
        1,
        1024,
        new String[] {url},
        Path.of(System.getenv("SPARK_HOME"), "work").toString(),
        Option.apply((Object) host.hashCode()),
        conf,
        Option.empty());
  }
}
