package neurosweep.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.RpcEnv$;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** A local run with Spark's pages listens to its own machine alone and keeps secrets. */
@Tag("environment")
class LoopbackIT {
  private static final String LISTENING = "0A";
  private static final List<String> LOOPBACKS =
      List.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

  private static final Pattern APPLICATION = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

  @TempDir Path directory;

  /** Without the launcher's environment, Spark's pages used to be open to the network. */
  @Test
  void nothingListensToTheNetworkAndSecretsStayOut() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")));
    Path place = Files.createDirectory(directory.resolve("place"));
    String job =
        Shell.job(
            directory,
            String.format(
                Locale.ROOT,
                "name: ui\nexperiment: faulty\nfixed: {behaviour: wait, place: '%s'}\nseeds: [1]",
                place));
    String out = directory.resolve("out").toString();
    Process process =
        Shell.start(
            "run",
            job,
            "-o",
            out,
            "--master",
            "local[1]",
            "--",
            "--conf",
            "spark.ui.enabled=true",
            "--conf",
            "spark.ui.port=0",
            "--conf",
            "spark.ssl.keyPassword=hush",
            "--conf",
            "spark.executorEnv.AWS_KEY=hush",
            "--conf",
            "spark.executor.extraJavaOptions=-Dany.name=hush",
            "--conf",
            "spark.driver.defaultJavaOptions=-Dtoken=hush",
            "--conf",
            "spark.hadoop.fs.s3a.endpoint=https://me:hush@host/",
            "--conf",
            "spark.task.maxFailures=3");
    try {
      while (place.toFile().list().length == 0) {
        assertTrue(process.isAlive(), "ended before its cell began");
        Thread.sleep(10);
      }
      Set<String> addresses = listening(process.pid());
      assertTrue(addresses.size() >= 3, "driver, blocks and pages: " + addresses);
      assertEquals(
          List.of(),
          addresses.stream()
              .filter(address -> !LOOPBACKS.contains(address.substring(0, address.indexOf(':'))))
              .toList());
      assertSecretsStayOffThePage(addresses);
      assertNobodyElseGetsIn(addresses);
      Files.createFile(place.resolve("go"));
      String said =
          new String(
              process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), said);
      assertFalse(said.contains("hush"), said);
      String manifest = Files.readString(Path.of(out, "ui", "manifest.json"));
      assertFalse(manifest.contains("hush"), manifest);
      for (String name :
          List.of("spark.ssl.keyPassword", "spark.executorEnv.AWS_KEY", "extraJavaOptions")) {
        assertTrue(manifest.contains(name), manifest);
      }
      assertTrue(manifest.contains("\"spark.task.maxFailures\" : \"3\""), manifest);
      assertFalse(Files.readString(Path.of(out, "ui", "report.html")).contains("hush"));
    } finally {
      process.destroyForcibly();
    }
  }

  /** The page of the environment and what it is made of name settings, and show no value. */
  private static void assertSecretsStayOffThePage(Set<String> addresses) throws Exception {
    int pages = 0;
    for (int port : ports(addresses)) {
      String page = environment(port);
      assertFalse(page.contains("hush"), page);
      pages += page.contains("spark.executorEnv.AWS_KEY") ? 1 : 0;
    }
    assertEquals(1, pages);
  }

  /** Spark 4.2 serves the settings apart from their page. */
  private static String environment(int port) {
    String page = page(port, 2, "/environment/"); // other ports wait for the rest of a message
    String known = "/api/v1/applications";
    Matcher id = APPLICATION.matcher(page.isEmpty() ? "" : page(port, 60, known));
    return id.find() ? page + page(port, 60, known + "/" + id.group(1) + "/environment") : page;
  }

  private static List<Integer> ports(Set<String> addresses) {
    return addresses.stream()
        .map(address -> Integer.parseInt(address.substring(address.indexOf(':') + 1), 16))
        .toList();
  }

  /** Empty where no pages are served. */
  private static String page(int port, int seconds, String path) {
    try {
      HttpURLConnection asked =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
      asked.setReadTimeout(1_000 * seconds);
      try (InputStream answer = asked.getInputStream()) {
        return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      return "";
    }
  }

  /** Spark's own client without the secret, at each port: the driver's and the blocks'. */
  private static void assertNobodyElseGetsIn(Set<String> addresses) {
    SparkConf conf = new SparkConf(false).set("spark.rpc.lookupTimeout", "10s");
    SecurityManager open =
        new SecurityManager(conf, Option.empty(), SecurityManager.$lessinit$greater$default$3());
    RpcEnv client =
        RpcEnv$.MODULE$.create("stranger", "127.0.0.1", "127.0.0.1", 0, conf, open, 1, true);
    try {
      for (int port : ports(addresses)) {
        RpcAddress driver = new RpcAddress("127.0.0.1", port);
        assertThrows(
            SparkException.class,
            () -> client.setupEndpointRef(driver, "BlockManagerMaster"),
            "port " + port);
      }
    } finally {
      client.shutdown();
    }
  }

  /** Addresses and ports, in the kernel's hexadecimal, of a process's listening sockets. */
  private static Set<String> listening(long pid) throws IOException {
    Set<String> own = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path descriptor : descriptors.toList()) {
        String target = Files.isSymbolicLink(descriptor) ? read(descriptor) : "";
        if (target.startsWith("socket:[")) {
          own.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    Set<String> addresses = new TreeSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length > 9 && fields[3].equals(LISTENING) && own.contains(fields[9])) {
          addresses.add(fields[1]);
        }
      }
    }
    return addresses;
  }

  private static String read(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // closed in the meantime
    }
  }
}
