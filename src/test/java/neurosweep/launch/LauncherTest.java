package neurosweep.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import neurosweep.testing.Installation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the scripts decide before there is a JVM: which Java, what to build, where to write. */
@Tag("environment")
class LauncherTest {
  private static final String BUILD = "build by mvn -B -ntp -q package -Dlauncher";
  private static final String BUILDING =
      "neurosweep: building (on first use and after changes; a minute or two)";
  private static final String PREPARING = "neurosweep: preparing fast starts (once after a build)";

  @TempDir Path directory;
  private Installation installation;
  private Path cache;

  @BeforeAll
  static void thereIsAShell() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "scripts are not run on this system");
  }

  @BeforeEach
  void install() throws IOException {
    installation = new Installation(directory, "ein Labor für alle");
    cache = directory.resolve("home/.cache/neurosweep");
  }

  private List<String> calls() throws IOException {
    // Where this user's own Maven repository cannot be written, another is named.
    return installation.calls().stream()
        .map(call -> call.replaceFirst("-Dmaven.repo.local=.* package", "package"))
        .toList();
  }

  @Test
  void aFirstStartBuildsAndPreparesAndASecondOnlyRuns() throws IOException {
    Installation.Answer first = installation.start();
    assertEquals(0, first.code(), first.err());
    assertEquals(List.of(BUILDING, PREPARING), first.said());
    assertEquals(List.of(BUILD, "archive", "run"), calls());
    Installation.Answer second = installation.start();
    assertEquals(List.of(), second.said());
    assertEquals(List.of("run"), calls());
    List<String> words = second.out().lines().toList();
    String classes = words.get(words.indexOf("-cp") + 1);
    String root = installation.root + "/target/launcher/";
    assertTrue(classes.matches("\\Q" + root + "\\Eneurosweep-[0-9-]+\\.jar:.*"), classes);
    assertTrue(classes.contains("/jars/spark-core_2.13-4.2.0.jar:" + root), classes);
    assertTrue(
        words.contains("-XX:SharedArchiveFile=" + Installation.archives(cache).get(0)),
        second.out());
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)));
  }

  @Test
  void aLinkToTheScriptIsTheScript() throws IOException {
    Path link =
        Files.createSymbolicLink(
            directory.resolve("ns"), installation.root.resolve("scripts/neurosweep"));
    assertEquals(0, installation.answer(Map.of(), link.toString(), "plan").code());
    assertEquals(List.of(BUILD, "archive", "run"), calls());
  }

  @Test
  void changedSourcesAreBuiltAgainAndTheOldClassesStay() throws IOException {
    installation.start();
    calls();
    List<Path> before = Installation.archives(cache);
    later(installation.root.resolve("pom.xml"), 60);
    // The name of a build holds the second in which it was made, and the process.
    installation.start();
    assertEquals(List.of(BUILD, "archive", "run"), calls());
    List<Path> after = Installation.archives(cache);
    assertEquals(1, after.size(), "the archive of the build before goes");
    assertNotEquals(before, after);
    try (var files =
        Files.newDirectoryStream(installation.root.resolve("target/launcher"), "*.jar")) {
      assertEquals(2, java.util.stream.StreamSupport.stream(files.spliterator(), false).count());
    }
  }

  private static void later(Path file, long seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
  }

  /** "lib/launch.sh: line 95: .../target/neurosweep.lock: Permission denied", exit code 1. */
  @Test
  void anInstallationThatIsOnlyReadRunsWithoutItsArchive() throws IOException {
    installation.start();
    calls();
    Path home = installation.open("mine");
    Map<String, String> reader = Map.of("HOME", home.toString());
    Installation.Answer answer = installation.startAsReader(reader);
    assertEquals(0, answer.code(), answer.err());
    assertEquals(List.of(PREPARING), answer.said());
    assertEquals(List.of("archive", "run"), calls());
    assertEquals(List.of(), installation.startAsReader(reader).said());
    assertEquals(1, Installation.archives(home).size());
  }

  @Test
  void newerSourcesOfAnInstallationThatIsOnlyReadAreToldInOneLine() throws IOException {
    installation.start();
    calls();
    later(installation.root.resolve("pom.xml"), 60);
    Map<String, String> reader = Map.of("HOME", installation.open("mine").toString());
    installation.startAsReader(reader);
    calls();
    Installation.Answer answer = installation.startAsReader(reader);
    assertEquals(0, answer.code(), answer.err());
    assertEquals(1, answer.said().size(), answer.err());
    assertTrue(
        answer.err().contains("/target/launcher cannot be written; this is the build of 20"),
        answer.err());
    assertEquals(List.of("run"), calls());
  }

  @Test
  void anInstallationThatIsOnlyReadAndNotBuiltIsOneLine() throws IOException {
    Installation.Answer answer =
        installation.startAsReader(Map.of("HOME", installation.open("mine").toString()));
    assertEquals(2, answer.code());
    assertEquals(1, answer.said().size(), answer.err());
    assertTrue(answer.err().contains("let its owner start "), answer.err());
  }

  /** Maven's files may be where only the user who builds can read. */
  @Test
  void theBuildHoldsSparksJarsItself() throws IOException {
    installation.start();
    Files.delete(installation.root.resolve("other.jar"));
    Files.delete(installation.root.resolve("spark-core_2.13-4.2.0.jar"));
    calls();
    String classes =
        installation
            .start()
            .out()
            .lines()
            .filter(word -> word.contains(".jar:"))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of("run"), calls());
    for (String jar : classes.split(":", -1)) {
      assertTrue(Files.isRegularFile(Path.of(jar)), jar);
    }
  }

  @Test
  void twoStartsAtOnceBuildAndPrepareOnce() throws Exception {
    String[] command = {installation.root.resolve("scripts/neurosweep").toString(), "plan"};
    Process one = installation.command(Map.of(), command).start();
    Process other = installation.command(Map.of(), command).start();
    assertEquals(0, one.waitFor());
    assertEquals(0, other.waitFor());
    assertEquals(List.of(BUILD, "archive", "run", "run"), calls());
  }

  @Test
  void installationsAndJdksShareACache() throws IOException {
    Installation second = new Installation(directory, "another one");
    installation.start();
    second.start();
    Path jdk = installation.jdk("newer jdk", "21.0.1", true);
    installation.start(Map.of("JAVA_HOME", jdk.toString()));
    assertEquals(3, Installation.archives(cache).size());
    calls();
    installation.start();
    second.start();
    installation.start(Map.of("JAVA_HOME", jdk.toString()));
    assertEquals(List.of("run", "run", "run"), calls());
  }

  /** The JVM refuses an archive whose classes have another date, and says nothing. */
  @Test
  void anInstallationThatWasCopiedAnewGetsANewArchive() throws IOException {
    installation.start();
    calls();
    try (var jars =
        Files.newDirectoryStream(installation.root.resolve("target/launcher"), "*.jar")) {
      later(jars.iterator().next(), -1);
      later(Installation.archives(cache).get(0), -60);
    }
    installation.start();
    assertEquals(List.of("archive", "run"), calls());
  }

  @Test
  void theCacheIsTheFirstPlaceThatCanBeWritten() throws IOException {
    Path named = directory.resolve("named");
    Path xdg = directory.resolve("xdg");
    installation.start(
        Map.of("NEUROSWEEP_CACHE", named.toString(), "XDG_CACHE_HOME", xdg.toString()));
    assertEquals(1, Installation.archives(named).size());
    Path file = Files.createFile(directory.resolve("file"));
    installation.start(
        Map.of("NEUROSWEEP_CACHE", file + "/below", "XDG_CACHE_HOME", xdg.toString()));
    assertEquals(1, Installation.archives(xdg.resolve("neurosweep")).size());
    installation.start(Map.of("NEUROSWEEP_CACHE", "relative", "XDG_CACHE_HOME", file.toString()));
    assertEquals(1, Installation.archives(cache).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "16.0.2|true|is Java 16, 17 to 25 is needed; set JAVA_HOME",
        "26|true|is Java 26, 17 to 25 is needed; set JAVA_HOME",
        "17.0.1|false|has no compiler; install a JDK, version 17 to 25",
      })
  void aJavaThatDoesNotServeIsOneLine(String version, boolean compiler, String message)
      throws IOException {
    Path jdk = installation.jdk("a jdk", version, compiler);
    Installation.Answer answer = installation.start(Map.of("JAVA_HOME", jdk.toString()));
    assertEquals(2, answer.code());
    assertEquals(1, answer.said().size(), answer.err());
    assertTrue(answer.err().contains(message), answer.err());
    assertEquals(List.of(), calls());
  }

  /** Which would warn, on every start, of what Spark and Hadoop do in it. */
  @Test
  void aLaterJavaIsAskedToBeQuiet() throws IOException {
    String quiet = "--sun-misc-unsafe-memory-access=allow\n";
    Path jdk = installation.jdk("later jdk", "25.0.3", true);
    Installation.Answer later = installation.start(Map.of("JAVA_HOME", jdk.toString()));
    assertTrue(later.out().contains(quiet), later.out());
    assertFalse(installation.start().out().contains(quiet), "Java 17 does not know the option");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yarn|is found through HADOOP_CONF_DIR; set it",
        "k8s://https://host:6443|set SPARK_HOME to an installation of Spark",
        "mesos://host|must be spark://HOST:PORT",
      })
  void aMasterThatCannotBeReachedIsOneLine(String master, String message) throws IOException {
    Installation.Answer answer =
        installation.answer(
            Map.of(), installation.root + "/scripts/submit", "--master", master, "--", "list");
    assertEquals(2, answer.code());
    assertEquals(1, answer.said().size(), answer.err());
    assertTrue(answer.err().contains(message), answer.err());
    assertEquals(List.of(), calls());
  }

  @Test
  void noJavaAtAllIsOneLine() {
    Installation.Answer answer = installation.start(Map.of("JAVA_HOME", ""));
    assertEquals(2, answer.code());
    assertEquals(
        List.of("neurosweep: Java is missing; install a JDK, version 17 to 25, or set JAVA_HOME"),
        answer.said());
  }

  @Test
  void withoutMavenTheWrapperBuilds() throws IOException {
    installation.removeProgram("mvn");
    installation.file("mvnw", Installation.maven());
    assertEquals(0, installation.start().code());
    assertEquals(List.of(BUILD.replace("mvn ", "mvnw "), "archive", "run"), calls());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[ERROR] Could not transfer artifact a:b:jar:1 from/to central: Connection refused"
            + "|building needs to download, which failed: Could not transfer artifact a:b:jar:1",
        "wget: Failed to fetch https://host/maven.zip"
            + "|building needs to download, which failed: wget: Failed to fetch",
        "[ERROR] /x/classes/A.class: No space left on device"
            + "|building needs more room: /x/classes/A.class: No space left on device",
      })
  void whatABuildLacksIsOneLine(String said, String message) throws IOException {
    installation.program("mvn", "#!/bin/sh\necho noise\necho '" + said + "'\necho more\nexit 1\n");
    Installation.Answer answer = installation.start();
    assertEquals(2, answer.code());
    assertEquals(2, answer.said().size(), answer.err());
    assertTrue(answer.said().get(1).contains(message), answer.err());
    assertTrue(Installation.archives(directory).isEmpty());
  }

  @Test
  void aFaultOfTheSourcesIsShownWhole() throws IOException {
    installation.program("mvn", "#!/bin/sh\necho 'A.java:[1,2] ; expected'\nexit 1\n");
    Installation.Answer answer = installation.start();
    assertEquals(2, answer.code());
    assertEquals(
        List.of(
            BUILDING,
            "A.java:[1,2] ; expected",
            "neurosweep: the build failed; its output is above"),
        answer.said());
  }

  @Test
  void aJvmWithoutArchivesIsAskedOnce() throws IOException {
    Path jdk = installation.jdk("plain jdk", "17.0.1", true);
    Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho run >>\"$CALLS\"\n");
    Map<String, String> plain = Map.of("JAVA_HOME", jdk.toString());
    Installation.Answer answer = installation.start(plain);
    assertEquals(0, answer.code(), answer.err());
    assertTrue(answer.err().contains("fast starts are not possible with this JVM"), answer.err());
    calls();
    assertEquals(List.of(), installation.start(plain).said());
    assertEquals(List.of("run"), calls());
  }

  @Test
  void withoutRoomForAnArchiveItStillRuns() throws IOException {
    installation.program("df", "#!/bin/sh\nprintf 'head\\n/dev/x 9 9 2048 99%% /\\n'\n");
    Installation.Answer answer = installation.start();
    assertEquals(0, answer.code(), answer.err());
    assertTrue(
        answer.err().contains("needs 256 MB in " + cache + ", which has 2 MB"), answer.err());
    assertEquals(List.of(BUILD, "run"), calls());
  }

  @Test
  void aPlainLocaleBecomesUtf8() throws IOException {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "other systems have UTF-8 alone");
    Path jdk = installation.jdk("speaking jdk", "17.0.1", true);
    Files.writeString(
        jdk.resolve("bin/java"), "#!/bin/sh\nfor w; do :; done\necho \"LC_ALL=$LC_ALL\"\n");
    Map<String, String> plain = Map.of("LC_ALL", "C", "JAVA_HOME", jdk.toString());
    assertTrue(installation.start(plain).out().contains("LC_ALL=C.UTF-8"));
  }

  /** The sum of the archive is pinned, so a mirror that serves another is refused. */
  @Test
  void theWrapperRefusesAnotherMaven() throws IOException {
    installation.removeProgram("mvn");
    installation.file("mvnw", Files.readString(Path.of("mvnw")));
    Files.createDirectories(installation.root.resolve(".mvn/wrapper"));
    Files.copy(
        Path.of(".mvn/wrapper/maven-wrapper.properties"),
        installation.root.resolve(".mvn/wrapper/maven-wrapper.properties"));
    installation.program("unzip", "#!/bin/sh\nexit 1\n");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 4);
          exchange.getResponseBody().write(new byte[4]);
          exchange.close();
        });
    server.start();
    try {
      Installation.Answer answer =
          installation.start(
              Map.of(
                  "MVNW_REPOURL",
                  "http://127.0.0.1:" + server.getAddress().getPort(),
                  "MAVEN_USER_HOME",
                  directory.resolve("m2").toString()));
      assertEquals(2, answer.code(), answer.err());
      assertEquals(2, answer.said().size(), answer.err());
      assertTrue(answer.err().contains("Failed to validate Maven distribution"), answer.err());
    } finally {
      server.stop(0);
    }
  }

  /** It began with rm -rf of whatever --dir named. */
  @Test
  void aClusterDeletesNoDirectoryThatIsNotItsOwn() throws IOException {
    Path documents = Files.createDirectory(directory.resolve("documents"));
    Files.createFile(documents.resolve("thesis.tex"));
    String script = installation.root.resolve("scripts/local-cluster").toString();
    Installation.Answer answer =
        installation.answer(Map.of(), script, "start", "--dir", documents.toString());
    assertEquals(2, answer.code(), answer.err());
    assertTrue(answer.err().contains("holds files that are not a cluster's"), answer.err());
    assertTrue(Files.exists(documents.resolve("thesis.tex")));
  }

  @Test
  void temporaryFilesAreInTheCacheWhereOnlyItsUserReads() throws IOException {
    Files.createDirectories(cache);
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path temporary = temporary();
    assertEquals(cache.resolve("tmp"), temporary.getParent());
    for (Path each : List.of(temporary, temporary.getParent())) {
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
    }
  }

  /** Where the program that was started last puts its temporary files. */
  private Path temporary() throws IOException {
    String option = "-Djava.io.tmpdir=";
    List<String> words = installation.start().out().lines().toList();
    return Path.of(
        words.stream()
            .filter(word -> word.startsWith(option))
            .findFirst()
            .orElseThrow()
            .substring(option.length()));
  }

  /** They were left in the user's cache for ever, where no system empties anything. */
  @Test
  void whatKilledProcessesLeaveGoesWithTheNextStart() throws IOException {
    Path first = temporary();
    Files.writeString(first.resolve("blockmgr"), "hundreds of megabytes");
    String here = first.toString().replaceFirst("[0-9]+$", "");
    Path living = Files.createDirectory(Path.of(here + ProcessHandle.current().pid()));
    Path elsewhere = Files.createDirectory(first.resolveSibling("elsewhere-1-" + 1));

    Path second = temporary();

    assertFalse(Files.exists(first), "it has ended");
    assertTrue(Files.exists(second));
    assertTrue(Files.exists(living), "of a process that lives");
    assertTrue(Files.exists(elsewhere), "of another machine");
  }
}
