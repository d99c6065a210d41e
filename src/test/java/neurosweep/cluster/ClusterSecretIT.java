package neurosweep.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import neurosweep.testing.BuiltInstallation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real cluster of {@code scripts/local-cluster}: who gets work done there, and who reads what.
 */
@Tag("environment")
@Tag("cluster")
class ClusterSecretIT {
  private static final List<String> STRANGER =
      List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups");

  private static final String JOB =
      """
      name: tiny
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, depth: 1, epochs: 2}
      grid: {algorithm: [bp, gait]}
      seeds: [1]
      """;

  @TempDir Path directory;
  private BuiltInstallation installation;
  private Path root;
  private Path job;
  private Path open;

  /** An installation whose build is this one, so that nothing is built. */
  @BeforeEach
  void install() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "scripts are not run on this system");
    installation = new BuiltInstallation(directory);
    root = installation.root;
    job = Files.writeString(directory.resolve("job.yaml"), JOB);
    open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  @AfterEach
  void stop() throws Exception {
    installation.answer("local-cluster", "stop");
  }

  private Path cluster() throws Exception {
    BuiltInstallation.Answer started =
        installation.answer(
            "local-cluster", "start", "--port", "0", "--workers", "1", "--hours", "1");
    assertEquals(0, started.code(), started.said());
    return root.resolve("target/local-cluster");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private String[] submitted(String... before) {
    List<String> words = new ArrayList<>(List.of(before));
    words.addAll(List.of("--executor-memory", "500m", "--", "run", job.toString()));
    words.addAll(List.of("--backend", "vector", "--no-progress", "-o"));
    return words.toArray(String[]::new);
  }

  private static String[] with(String[] words, String more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  /** The pages of the cluster that name applications. */
  private static String master(Path cluster) throws IOException {
    Matcher page =
        Pattern.compile("MasterWebUI.* started at (http:\\S+)")
            .matcher(Files.readString(cluster.resolve("master.log")));
    assertTrue(page.find());
    try (InputStream json = URI.create(page.group(1) + "/json/").toURL().openStream()) {
      return new String(json.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\s+", "");
    }
  }

  /** Its secret is a new one, in a file, and on nobody's command line while cells run. */
  @Test
  void whoeverStartedItSubmitsAndTheSecretIsOnNoCommandLine() throws Exception {
    Path cluster = cluster();
    Path conf = cluster.resolve("conf/spark-defaults.conf");
    assertEquals("rwx------", mode(cluster));
    assertEquals("rwx------", mode(conf.getParent()));
    assertEquals("rwx------", mode(cluster.resolve("tmp")));
    assertEquals("rw-------", mode(conf));
    Matcher secret =
        Pattern.compile("spark.authenticate.secret (\\S{64})").matcher(Files.readString(conf));
    assertTrue(secret.find());
    Process run =
        installation
            .command(
                List.of(),
                directory.resolve("cache"),
                "submit",
                with(submitted(), directory.resolve("out").toString()))
            .start();
    String name = directory.getFileName().toString(); // its path may have letters beyond Latin-1
    int seen = 0;
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines = run.inputReader(StandardCharsets.UTF_8)) {
      while (run.isAlive() || lines.ready()) {
        for (ProcessHandle each : ProcessHandle.allProcesses().toList()) {
          String line = commandLine(each.pid());
          assertFalse(line.contains(secret.group(1)), line);
          seen += line.contains("CoarseGrainedExecutorBackend") && line.contains(name) ? 1 : 0;
        }
        while (lines.ready()) {
          said.append(lines.readLine()).append('\n');
        }
        Thread.onSpinWait();
      }
    }
    assertEquals(0, run.waitFor(), said.toString());
    assertTrue(seen > 0, "no executor was seen");
    String out = Files.readString(directory.resolve("out/tiny/manifest.json")) + said;
    assertFalse(out.contains(secret.group(1)), out);
    installation.answer("local-cluster", "stop");
    cluster();
    assertNotEquals(secret.group(1), Files.readString(conf).split("\\s+", -1)[3]);
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // ended, or there is no /proc
    }
  }

  /** User 65534 had the loopback master run an executor as whoever started the cluster. */
  @Test
  void anotherUserOfTheMachineCannotSubmit() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "only root can become a second user");
    Path cluster = cluster();
    String url = Files.readString(cluster.resolve("url")).strip();
    Process stranger =
        installation
            .command(
                STRANGER,
                open.resolve("cache"),
                "submit",
                with(submitted("--master", url), open.resolve("out").toString()))
            .start();
    StringBuilder said = new StringBuilder();
    boolean refused = false;
    try (BufferedReader lines = stranger.inputReader(StandardCharsets.UTF_8)) {
      // Spark asks the master three times; once refused is enough.
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        refused = line.contains("Failed to connect to master");
        if (refused) {
          break;
        }
      }
    } finally {
      stranger.descendants().forEach(ProcessHandle::destroyForcibly);
      stranger.destroyForcibly().waitFor();
    }
    assertTrue(refused, said.toString());
    String state = master(cluster);
    assertTrue(state.contains("\"activeapps\":[]"), state + said);
    assertTrue(state.contains("\"completedapps\":[]"), state + said);
    try (Stream<Path> applications = Files.list(cluster.resolve("worker-1"))) {
      assertEquals(List.of(), applications.toList(), said.toString());
    }
    List<String> read = new ArrayList<>(STRANGER);
    read.addAll(List.of("cat", cluster.resolve("conf/spark-defaults.conf").toString()));
    assertEquals(
        1, new ProcessBuilder(read).redirectErrorStream(true).start().waitFor(), "may be read");
  }
}
