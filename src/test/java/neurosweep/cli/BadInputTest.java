package neurosweep.cli;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static neurosweep.cli.Shell.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user's fault is exit code 2 and a line that names value and remedy; it changes nothing. */
class BadInputTest {
  private static final String JOB = "name: n\nexperiment: classification\n";

  /** A finished sweep of {@link Shell#TINY} that tests copy and never change. */
  @TempDir static Path undisturbed;

  @TempDir Path directory;

  @BeforeAll
  static void runOnce() {
    run(undisturbed, TINY).ends(0);
  }

  /** A command, in which {@code @} stands for the test's directory, and what it must say. */
  private record Fault(String command, List<String> said) {
    @Override
    public String toString() {
      return command;
    }
  }

  private static Fault fault(String command, String... said) {
    return new Fault(command, List.of(said));
  }

  static Stream<Fault> commands() {
    return Stream.of(
        fault("rum @/good.yaml", "'rum'", "Did you mean", "run", "--help"),
        fault("run @/good.yaml --paralelism 2", "--paralelism", "--parallelism"),
        fault("run", "JOB"),
        fault("run @/missing.yaml", "missing.yaml: does not exist"),
        fault("run @", "cannot be read as a file"),
        fault(
            "run @/good.yaml learning_rte=1", "\"learning_rte\"", "did you mean \"learning_rate\""),
        fault("run @/good.yaml learning_rate=fast", "learning_rate is \"fast\", must be a number"),
        fault("run @/good.yaml learning_rate=-1", "learning_rate is -1, must be > 0"),
        fault(
            "run @/good.yaml dataset=mnist10k --data @/nowhere",
            "mnist10k/",
            "is missing",
            "--data"),
        fault("run @/good.yaml -o @/file", "/file is not a directory; choose another place"),
        fault("run @/good.yaml -o @/a/b/c", "parent directory does not exist; create it"),
        fault("run @/good.yaml --backend quantum", "unknown backend \"quantum\"", "ejml"),
        fault(
            "run @/good.yaml --max-failures many",
            "--max-failures: is many, must be a number or like 5%"),
        fault("run @/good.yaml --max-failures 500%", "--max-failures: is 500%", "at most 100%"),
        fault("run @/good.yaml --timeout 0", "--timeout: is 0.0, must be positive"),
        fault("run @/good.yaml --timeout soon", "--timeout", "'soon'"),
        fault("run @/good.yaml --trial-timeout -1", "--trial-timeout: is -1.0, must be positive"),
        fault("run @/good.yaml --parallelism 0", "--parallelism: is 0, must be at least 1"),
        fault("run @/good.yaml --fail-fast --max-failures 2", "--fail-fast: excludes"),
        fault("run @/good.yaml -- --conf memory=1g", "--conf spark.NAME=VALUE", "memory=1g"),
        fault("run @/good.yaml -- --conf", "--conf spark.NAME=VALUE"),
        fault("run @/good.yaml -- executor.memory 1g", "--conf spark.NAME=VALUE"),
        fault(
            "run @/good.yaml --master in-process -- --conf spark.executor.memory=1g",
            "in-process",
            "--conf"),
        fault("plan @/good.yaml --backend quantum", "unknown backend \"quantum\""),
        fault("status @", "is not a sweep directory", "OUT/NAME"),
        fault("status @/nowhere", "no such directory"),
        fault("show @ abc", "is not a sweep directory"),
        fault("failures @", "is not a sweep directory"),
        fault("report @", "is not a sweep directory"),
        fault("retry @", "is not a sweep directory"),
        fault("retry @ --state DIVERGED", "--state is DIVERGED, which is a result"),
        fault("retry @ --state LOST", "--state", "'LOST'", "TIMED_OUT"),
        fault("list rulez", "\"rulez\"", "did you mean \"rules\""),
        fault("init @/nowhere/job.yaml", "its directory does not exist; create it first"),
        fault("init @/file", "exists already; choose another name"),
        fault("data", "list or fetch"),
        fault("data fetch imagenet", "\"imagenet\"", "mnist"),
        fault("data fetch mnist --mirror ftp://x", "ftp"),
        fault("doctor --vectors @/nowhere.json", "nowhere.json is not a file"),
        fault("doctor --vectors @/file", "is not JSON"),
        fault("doctor --backend quantum --vectors @/file", "unknown backend \"quantum\""));
  }

  /** Ten to the ninth values in a few hundred characters. */
  private static String bomb() {
    StringBuilder job = new StringBuilder(JOB + "grid:\n  a0: &a0 [1]\n");
    for (int i = 1; i <= 9; i++) {
      job.append("  a").append(i).append(": &a").append(i).append(" [");
      job.append(("*a" + (i - 1) + ", ").repeat(9)).append("*a").append(i - 1).append("]\n");
    }
    return job.append("  depth: *a9\n").toString();
  }

  static Stream<Fault> jobs() {
    return Stream.of(
        fault(JOB + "grid: {depth: []}", "grid.depth", "empty"),
        fault(JOB + "fixed: {depth: 1, depth: 2}", "depth", "twice"),
        fault(JOB + "fixed: {epochs: many}", "epochs is \"many\", must be a number"),
        fault("name: ../evil\nexperiment: classification", "../evil"),
        fault("name: a/b\nexperiment: classification", "a/b"),
        fault("experiment: classification", "name"),
        fault("name: n\nexperiment: clasification", "did you mean \"classification\""),
        fault(JOB + "grid: {epochs: [1]", "job.yaml"),
        fault("", "is empty"),
        fault(bomb(), "alias"),
        fault(JOB + "fixed: {dataset: glyphs, pool: 5}", "pool", "5"),
        fault(JOB + "grid: {dataset: glyphs, subset: [5000, 6000]}", "subset", "5000"));
  }

  private void refused(String[] args, List<String> said) {
    SortedMap<String, String> before = contents(directory);

    Shell.Answer answer = call(args).ends(2);

    said.forEach(word -> assertTrue(answer.err().contains(word), () -> word + "\n" + answer.err()));
    assertFalse(answer.err().contains("\tat "), answer.err());
    assertFalse(answer.err().contains("Exception"), answer.err());
    for (String line : answer.errors()) {
      assertTrue(line.matches("(error: |Did you mean|Possible|Try |fetching ).*"), line);
    }
    assertEquals("", answer.out());
    assertEquals(before, contents(directory));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandsAreRefused(Fault fault) {
    write(directory.resolve("good.yaml"), TINY);
    write(directory.resolve("file"), "not JSON");
    List<String> args = new ArrayList<>();
    boolean placed = false;
    for (String word : fault.command().split(" ", -1)) {
      placed |= word.equals("-o");
      args.add(word.replace("@", directory.toString()));
    }
    if (fault.command().startsWith("run @/") && !placed) {
      args.add(2, "-o");
      args.add(3, directory.resolve("out").toString());
    }
    refused(args.toArray(String[]::new), fault.said());
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void jobsAreRefused(Fault fault) {
    String job = Shell.job(directory, fault.command());
    refused(new String[] {"run", job, "-o", directory.resolve("out").toString()}, fault.said());
  }

  private void refusedWithData(List<String> said, String... more) {
    String job = Shell.job(directory, JOB + "fixed: {epochs: 1, depth: 1}");
    List<String> args = new ArrayList<>(List.of("run", job));
    args.addAll(List.of(more));
    args.addAll(List.of("-o", directory.resolve("out").toString(), "--data", directory.toString()));
    refused(args.toArray(String[]::new), said);
  }

  private static byte[] idx(int magic, int elements, int... dimensions) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + elements);
    buffer.putInt(magic);
    for (int dimension : dimensions) {
      buffer.putInt(dimension);
    }
    return buffer.array();
  }

  private void mnist(int pixels, int label) throws IOException {
    Path set = Files.createDirectories(directory.resolve("mnist"));
    for (String part : List.of("train", "t10k")) {
      byte[] labels = idx(0x801, 20, 20);
      labels[12] = (byte) label;
      Files.write(set.resolve(part + "-images-idx3-ubyte"), idx(0x803, pixels, 20, 28, 28));
      Files.write(set.resolve(part + "-labels-idx1-ubyte"), labels);
    }
  }

  @Test
  void truncatedPicturesAreRefused() throws IOException {
    mnist(20 * 784 - 1, 0);
    refusedWithData(List.of("mnist/train-images-idx3-ubyte"), "dataset=mnist");
  }

  @Test
  void aLabelOutOfRangeIsRefused() throws IOException {
    mnist(20 * 784, 10);
    refusedWithData(List.of("mnist/train-labels-idx1-ubyte", "10"), "dataset=mnist");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void tablesAreRefused(Fault table) {
    write(directory.resolve("train.csv"), table.command());
    write(directory.resolve("test.csv"), "a,b,label\n1,2,0\n1,2,1\n");
    refusedWithData(table.said(), "dataset=csv", "train_file=train.csv", "test_file=test.csv");
  }

  static Stream<Fault> tables() {
    return Stream.of(
        fault("a,b,label\n1,x,0\n1,2,1\n", "train.csv", "x"),
        fault("a,b,label\n1,0\n1,2,1\n", "train.csv"),
        fault("a,b\n1,0\n1,2\n", "train.csv", "label"),
        fault("", "train.csv"));
  }

  /** The same fault of every configuration used to name the first of them. */
  @Test
  void aFaultOfEveryConfigurationIsOneLine() {
    String job =
        Shell.job(directory, JOB + "fixed: {dataset: glyphs, pool: 5}\ngrid: {depth: [1, 2]}");
    Shell.Answer answer = call("plan", job).ends(2);
    assertEquals(1, answer.errors().size(), answer.err());
    assertFalse(answer.err().contains("configuration "), answer.err());
  }

  @Test
  void anOutputThatMayNotBeWrittenIsRefused() throws IOException {
    Path out = Files.createDirectories(directory.resolve("out"));
    Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("r-xr-xr-x"));
    Assumptions.assumeFalse(Files.isWritable(out), "this user may write everywhere");
    String job = Shell.job(directory, TINY);
    refused(new String[] {"run", job, "-o", out.toString()}, List.of("read-only", "choose"));
  }

  private Path finished() {
    Shell.copy(undisturbed, directory);
    return directory.resolve("out/tiny");
  }

  @Test
  void showWantsTheStartOfOneId() {
    String place = finished().toString();
    refused(new String[] {"show", place, "zz"}, List.of("no cell", "zz"));
    refused(new String[] {"show", place, ""}, List.of("is the start of 8 ids", "write more"));
  }

  @Test
  void figuresThatDoNotExistAreNamedBeforeAnythingRuns() {
    String job = Shell.job(directory, Shell.TINY.replace("bp}\n", "bp, figures: [heatmap]}\n"));
    refused(
        new String[] {"plan", job},
        List.of("report.figures", "unknown figure \"heatmap\"", "did you mean \"heat-map\""));
  }

  @Test
  void reportWantsResults() throws IOException {
    Path sweep = finished();
    Files.delete(sweep.resolve("results/part-00000.parquet"));
    Files.delete(sweep.resolve("results"));
    refused(new String[] {"report", sweep.toString()}, List.of("has no results yet", "run"));
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void damagedManifestsAreRefused(Fault manifest) throws IOException {
    Path sweep = finished();
    Path file = sweep.resolve("manifest.json");
    String[] change = manifest.command().split(" => ", -1);
    String text = Files.readString(file);
    write(file, change.length == 1 ? change[0] : text.replaceFirst(change[0], change[1]));
    String job = directory.resolve("job.yaml").toString();
    for (String command : List.of("status", "report", "retry")) {
      refused(new String[] {command, sweep.toString()}, manifest.said());
    }
    refused(new String[] {"run", job, "-o", directory.resolve("out").toString()}, manifest.said());
  }

  static Stream<Fault> manifests() {
    return Stream.of(
        fault("", "manifest.json is damaged", "--overwrite"),
        fault("{", "manifest.json is damaged"),
        fault("null", "manifest.json is damaged"),
        fault("[]", "manifest.json is damaged"),
        fault("{}", "manifest.json is damaged: it lacks spec, overrides, plan_hash"),
        fault("\"plan_hash\" => \"hash\"", "it lacks plan_hash"),
        fault("\"backend\" : \"[a-z]+\",\n  \"env => \"env", "it lacks backend"),
        fault("\"schema_version\" : 1 => \"schema_version\" : 2", "schema version 2", "newer"),
        fault("\"grid\" => \"gird\"", "manifest.json is damaged", "grid"));
  }
}
