package neurosweep.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.testing.BuiltInstallation;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.Signals;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code scripts/submit --master yarn} as its user types it, with YARN and HDFS in this process and
 * containers of their own. What it starts are descendants of this process, found by their command
 * lines.
 */
@Tag("environment")
@Tag("cluster")
class YarnIT {
  private static final String EXECUTOR = "YarnCoarseGrainedExecutorBackend";
  private static final String JAVA = System.getProperty("java.home");
  private static final int PATIENCE_SECONDS = 240;

  /** Many enough to be killed among them. */
  private static final String LONG =
      """
      name: long
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 200, glyphs_test: 40, pool: 2, depth: 2, epochs: 12}
      variants: [{algorithm: bp}, {algorithm: gait, lambda: 0.1}]
      seeds: 1..10
      report: {reference: bp}
      """;

  /** The first cell ends, the second fails, the third waits for a file. */
  private static final String GATED =
      """
      name: gated
      experiment: command
      fixed:
        run: [sh, -c, '%s', sh, "{what}"]
        knobs: {what: end}
        metrics: {accuracy: max}
      grid: {what: [end, fail, wait]}
      """;

  private static final String PROGRAM =
      "case $1 in fail) exit 3;; wait) while [ ! -e %s ]; do sleep 0.1; done;; esac;"
          + " echo {{\\\"accuracy\\\": 1}}";

  @TempDir static Path root;
  private static MiniDFSCluster files;
  private static MiniYARNCluster yarn;
  private static BuiltInstallation installation;
  private static String home;

  /** Every server on the loopback device, the settings of clients in a directory as sites have. */
  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "processes are found through /proc");
    assumeTrue(
        YarnIT.class.getResource("/org/apache/spark/deploy/yarn/Client.class") != null,
        "this build of Spark has no module for YARN");
    assumeTrue(
        String.format(Locale.getDefault(), "%d", 1).equals("1"),
        "the name node writes its files' names in the default locale's digits and cannot read them");
    Configurator.setLevel("org.apache.hadoop", Level.OFF);
    Configuration.addDefaultResource(HdfsIT.CLIENT);
    System.setProperty("test.build.data", root.resolve("yarn").toString());
    Configuration conf = new Configuration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, root.resolve("dfs").toString());
    conf.set("dfs.namenode.rpc-bind-host", "127.0.0.1");
    conf.set("dfs.namenode.http-address", "127.0.0.1:0");
    files = new MiniDFSCluster.Builder(conf).numDataNodes(1).build();
    home = "hdfs://127.0.0.1:" + files.getNameNodePort();
    yarn = new MiniYARNCluster("sweeps", 1, 1, 1);
    yarn.init(servers(conf));
    yarn.start();
    Configuration client = new Configuration(false);
    client.addResource(HdfsIT.CLIENT);
    client.set("fs.defaultFS", home);
    for (String address : List.of("resourcemanager.address", "resourcemanager.scheduler.address")) {
      client.set("yarn." + address, yarn.getConfig().get("yarn." + address));
    }
    Path site = Files.createDirectory(root.resolve("site"));
    for (String name : List.of("core-site.xml", "yarn-site.xml")) {
      try (OutputStream out = Files.newOutputStream(site.resolve(name))) {
        client.writeXml(out);
      }
    }
    installation = new BuiltInstallation(Files.createDirectory(root.resolve("installed")));
  }

  private static Configuration servers(Configuration common) {
    Configuration conf = new Configuration(common);
    conf.set("fs.defaultFS", home);
    conf.setBoolean("yarn.minicluster.fixed.ports", true); // else the machine's name and address
    for (String server : List.of("resourcemanager", "nodemanager")) {
      conf.set("yarn." + server + ".hostname", "127.0.0.1");
      conf.set("yarn." + server + ".bind-host", "127.0.0.1");
      for (String port :
          List.of("", "scheduler.", "resource-tracker.", "admin.", "webapp.", "localizer.")) {
        conf.set("yarn." + server + "." + port + "address", "127.0.0.1:0");
      }
    }
    conf.set("yarn.scheduler.capacity.root.queues", "default");
    conf.set("yarn.scheduler.capacity.root.default.capacity", "100");
    conf.set("yarn.scheduler.capacity.maximum-am-resource-percent", "0.5");
    conf.setInt("yarn.scheduler.minimum-allocation-mb", 128);
    conf.setInt("yarn.nodemanager.resource.memory-mb", 8192);
    conf.setInt("yarn.nodemanager.resource.cpu-vcores", 8);
    conf.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    // a disk that is nearly full is none to a node manager
    conf.setInt(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", 100);
    return conf;
  }

  @AfterEach
  void end() {
    started("").forEach(ProcessHandle::destroyForcibly);
  }

  @AfterAll
  static void stop() {
    System.clearProperty("test.build.data");
    if (yarn != null) {
      yarn.stop();
    }
    if (files != null) {
      files.shutdown();
    }
  }

  /** Descendants whose command lines have a word. */
  private static List<ProcessHandle> started(String word) {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> commandLine(process).contains(word))
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // ended
    }
  }

  /** What a user types but for what keeps everything on this device, and starts it sooner. */
  private static Process submit(Path said, String job, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("--master", "yarn", "--num-executors", "1"));
    words.addAll(List.of("--executor-memory", "500m"));
    for (String setting :
        List.of(
            "spark.yarn.jars=local:" + installation.root + "/target/launcher/spark-1/jars/*",
            "spark.driver.host=127.0.0.1",
            "spark.ui.port=0",
            "spark.yarn.am.extraJavaOptions=-XX:TieredStopAtLevel=1",
            "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1",
            "spark.yarn.appMasterEnv.SPARK_LOCAL_IP=127.0.0.1",
            "spark.yarn.appMasterEnv.JAVA_HOME=" + JAVA,
            "spark.executorEnv.SPARK_LOCAL_IP=127.0.0.1",
            "spark.executorEnv.JAVA_HOME=" + JAVA)) {
      words.addAll(List.of("--conf", setting));
    }
    words.addAll(List.of("--", "run", job, "-o", home + "/out", "--backend", "vector"));
    words.addAll(List.of(more));
    ProcessBuilder builder =
        installation.command(
            List.of(), root.resolve("cache"), "submit", words.toArray(String[]::new));
    builder.environment().put("HADOOP_CONF_DIR", root.resolve("site").toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder.redirectOutput(said.toFile()).start();
  }

  private static void ends(int code, Process driver, Path said) throws Exception {
    assertTrue(driver.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> read(said));
    assertEquals(code, driver.exitValue(), () -> read(said));
    assertFalse(read(said).contains("\tat "), () -> read(said));
  }

  private static void await(Process driver, Path said, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertTrue(driver.isAlive() && System.nanoTime() < end, () -> read(said));
      Thread.sleep(50);
    }
  }

  private static String read(Path said) {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static SortedMap<String, CellResult> results(String sweep) {
    return MeasuredBits.results(home + "/out/" + sweep);
  }

  @Test
  void killsOfAnExecutorAndOfTheDriverCostTimeAlone(@TempDir Path directory) throws Exception {
    String job = Shell.job(directory, LONG);
    Path said = directory.resolve("said");
    Process driver = submit(said, job);
    await(driver, said, () -> results("long").size() > 0);
    List<ProcessHandle> executors =
        started(EXECUTOR).stream().filter(each -> commandLine(each).startsWith(JAVA)).toList();
    assertEquals(1, executors.size(), "without the shells above it");
    executors.get(0).destroyForcibly();
    int journaled = results("long").size();
    await(driver, said, () -> results("long").size() > journaled + 1);
    driver.destroyForcibly().waitFor();
    SortedMap<String, CellResult> before = results("long");
    assertTrue(before.size() < 20, "the driver was killed too late");

    ends(0, submit(said, job), said);

    assertTrue(read(said).contains("took over from "), read(said));
    SortedMap<String, CellResult> after = results("long");
    before.forEach((id, result) -> assertEquals(result.seconds(), after.get(id).seconds()));
    Shell.call("run", job, "-o", directory.resolve("here").toString(), "--backend", "vector")
        .ends(0);
    assertEquals(
        MeasuredBits.measured(directory.resolve("here/long")),
        MeasuredBits.measured(home + "/out/long"));
  }

  @Test
  void anInterruptIs130AndAFailedCell1(@TempDir Path directory) throws Exception {
    assumeFalse(
        Signals.interruptsAreIgnored(),
        "SIGINT is ignored here: this test runs in the background of a shell");
    Path gate = directory.resolve("gate");
    String job = Shell.job(directory, GATED.formatted(PROGRAM.formatted(gate)));
    Path said = directory.resolve("said");
    Process driver = submit(said, job, "--allow-commands");
    await(driver, said, () -> results("gated").size() == 2);
    new ProcessBuilder("kill", "-INT", Long.toString(driver.pid())).start().waitFor();
    ends(130, driver, said);
    assertTrue(read(said).contains("interrupted; run again to continue"), read(said));
    Files.createFile(gate);

    ends(1, submit(said, job, "--allow-commands"), said);

    assertEquals(
        Map.of("FINISHED", 2L, "FAILED", 1L),
        results("gated").values().stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.outcome().state().name(), Collectors.counting())));
  }
}
