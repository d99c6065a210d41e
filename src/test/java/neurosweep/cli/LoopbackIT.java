package neurosweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local run with Spark's pages listens to its own machine alone and keeps secrets. */
@Tag("environment")
class LoopbackIT {
  private static final String LISTENING = "0A";
  private static final List<String> LOOPBACKS =
      List.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

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
            "spark.ssl.keyPassword=hush");
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
      Files.createFile(place.resolve("go"));
      String said =
          new String(
              process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), said);
      assertFalse(said.contains("hush"), said);
      String manifest = Files.readString(Path.of(out, "ui", "manifest.json"));
      assertFalse(manifest.contains("hush"), manifest);
      assertTrue(manifest.contains("spark.ssl.keyPassword"), manifest);
    } finally {
      process.destroyForcibly();
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
