package neurosweep.cluster;

import static neurosweep.cli.Shell.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import neurosweep.cli.Main;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.sweep.FaultyExperiment;
import neurosweep.testing.MeasuredBits;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line on HDFS: sweep directory and data, and what is left by a writer that died. */
@Tag("environment")
@Tag("cluster")
class HdfsIT {
  static final String CLIENT = "hdfs-client-of-tests.xml";

  @TempDir static Path root;
  private static MiniDFSCluster cluster;
  private static FileSystem hdfs;
  private static String home;

  /** One data node on the loopback device; clients must know that there is only one. */
  @BeforeAll
  static void start() throws IOException {
    assumeTrue(
        String.format(Locale.getDefault(), "%d", 1).equals("1"),
        "the name node writes its files' names in the default locale's digits and cannot read them");
    Configurator.setLevel("org.apache.hadoop", Level.OFF);
    Configuration.addDefaultResource(CLIENT);
    Configuration conf = new Configuration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, root.resolve("dfs").toString());
    conf.set("dfs.namenode.rpc-bind-host", "127.0.0.1");
    conf.set("dfs.namenode.http-address", "127.0.0.1:0");
    cluster = new MiniDFSCluster.Builder(conf).numDataNodes(1).build();
    hdfs = cluster.getFileSystem();
    home = "hdfs://127.0.0.1:" + cluster.getNameNodePort();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.shutdown();
    }
  }

  private static Shell.Answer run(Path directory, String job, String... more) {
    List<String> args = new ArrayList<>(List.of("run", Shell.job(directory, job)));
    args.addAll(List.of("-o", home + "/out", "--master", "in-process", "--parallelism", "1"));
    args.addAll(List.of(more));
    return call(args.toArray(String[]::new));
  }

  private static org.apache.hadoop.fs.Path at(String path) {
    return new org.apache.hadoop.fs.Path(home + path);
  }

  private static Set<String> names(String directory) throws IOException {
    Set<String> names = new TreeSet<>();
    for (FileStatus status : hdfs.listStatus(at(directory))) {
      names.add(status.getPath().getName());
    }
    return names;
  }

  @Test
  void aSweepIsRunGrownShownAndGivenUpThere(@TempDir Path directory) throws IOException {
    StringBuilder table = new StringBuilder("a,b,c,label\n");
    for (int i = 0; i < 60; i++) {
      table.append(
          String.format(
              Locale.ROOT, "%d,%d,%d,%d%n", i * 7 % 256, i * 31 % 256, i % 2 * 200, i % 2));
    }
    hdfs.copyFromLocalFile(
        new org.apache.hadoop.fs.Path(
            Shell.write(directory.resolve("table.csv"), table.toString())),
        at("/data/table.csv"));
    String job =
        """
        name: there
        experiment: classification
        fixed: {dataset: csv, train_file: table.csv, test_file: table.csv, depth: 1, epochs: 2,
                batch_size: 10}
        grid: {algorithm: [bp, gait]}
        """;
    Shell.Answer first = run(directory, job, "--data", home + "/data").ends(0);

    assertTrue(first.out().contains("2 of 2 cells"), first.out());
    Shell.Answer again = run(directory, job, "--data", home + "/data").ends(0);
    assertEquals(
        List.of(
            "csv: 60 of 60 test rows have the features of a training row",
            "nothing to run: 2 of 2 cells have ended"),
        again.errors());
    run(directory, job, "--data", home + "/data", "seeds=1..3").ends(0);
    assertEquals(6, MeasuredBits.results(home + "/out/there").size());
    run(directory, job, "--data", home + "/data", "epochs=3").ends(3);
    String sweep = home + "/out/there";
    assertTrue(call("status", sweep).ends(0).out().startsWith("there: 6/6 done (100%)"));
    String id = MeasuredBits.results(sweep).firstKey();
    assertTrue(call("show", sweep, id).ends(0).out().contains(id));
    assertTrue(call("report", sweep).ends(0).out().contains("wrote " + sweep + "/tables/main.md"));
    run(directory, job, "--data", home + "/data", "--overwrite", "-y").ends(0);
    assertEquals(2, MeasuredBits.results(sweep).size());
    assertEquals(
        Set.of(
            "_SUCCESS",
            "best",
            "history",
            "journal",
            "manifest.json",
            "plan.parquet",
            "progress",
            "correlations",
            "report.html",
            "results",
            "summary",
            "files.json",
            "sweep.yaml",
            "figures",
            "tables"),
        names("/out/there"));
  }

  @Test
  void whatFailedIsRetriedThere(@TempDir Path directory) {
    FaultyExperiment.broken = true;
    run(
            directory,
            "name: fails\nexperiment: faulty\ngrid: {behaviour: [finish, throw-until-repaired]}")
        .ends(1);
    String sweep = home + "/out/fails";
    assertTrue(call("failures", sweep).ends(0).out().contains("not repaired yet"));
    FaultyExperiment.broken = false;

    call("retry", sweep, "--master", "in-process").ends(0);

    assertEquals(2, MeasuredBits.results(sweep).size());
    assertTrue(
        call("status", sweep).ends(0).out().startsWith("fails: 2/2 done (100%) - 2 finished"));
  }

  /** A process that dies leaves a file that HDFS still counts as being written. */
  @Test
  void aKilledWriterIsSeenWhileItRunsAndFollowed(@TempDir Path directory) throws Exception {
    String job =
        "name: killed\nexperiment: faulty\nvariants:\n  - {item: [3, 4]}\n  - {item: 1, behaviour:"
            + " gate, gate: "
            + directory.resolve("gate")
            + "}\n";
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), OnHdfs.class.getName()));
    command.addAll(List.of("run", Shell.job(directory, job), "-o", home + "/out"));
    command.addAll(List.of("--master", "in-process", "--parallelism", "1"));
    Path log = directory.resolve("log");
    Process writer =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    String sweep = home + "/out/killed";
    try {
      Path waiting = directory.resolve("gate.waiting");
      while (!java.nio.file.Files.exists(waiting) || MeasuredBits.results(sweep).size() < 2) {
        assertTrue(writer.isAlive(), () -> read(log));
        LockSupport.parkNanos(10_000_000);
      }
      assertEquals(Set.of("000001.open"), names("/out/killed/journal"));
      String status = call("status", sweep).ends(0).out();
      assertTrue(status.contains("killed: 2/3 done (66%) - 2 finished"), status);
      assertTrue(status.contains("\nrunning: "), status);
      assertTrue(run(directory, job).ends(2).err().contains("is being written by "));
    } finally {
      writer.destroyForcibly().waitFor();
    }
    java.nio.file.Files.writeString(directory.resolve("gate"), "");
    java.util.SortedMap<String, CellResult> before = MeasuredBits.results(sweep);

    Shell.Answer next = run(directory, job).ends(0);

    assertTrue(next.errors().get(0).startsWith("took over from "), next.err());
    java.util.SortedMap<String, CellResult> after = MeasuredBits.results(sweep);
    assertEquals(3, after.size());
    before.forEach((id, result) -> assertEquals(result.seconds(), after.get(id).seconds()));
    assertTrue(names("/out/killed").stream().noneMatch(name -> name.contains("lease")));
    assertFalse(next.err().contains("dropped"), next.err());
  }

  /** The command line with the settings of this test's clients. */
  static final class OnHdfs {
    private OnHdfs() {}

    public static void main(String[] args) {
      Configuration.addDefaultResource(CLIENT);
      Main.main(args);
    }
  }

  private static String read(Path log) {
    try {
      return java.nio.file.Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
