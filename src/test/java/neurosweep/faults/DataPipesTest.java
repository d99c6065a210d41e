package neurosweep.faults;

import static neurosweep.cli.Shell.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import neurosweep.cli.Shell;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pipes and devices among the data: nobody waits for a writer, or reads without an end. */
@Tag("environment")
@Tag("attack")
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(120)
class DataPipesTest {
  private static final String PIPE = " is neither a file nor a directory but a pipe or a device";
  private static final String IMAGES = "train-images-idx3-ubyte";

  @TempDir Path directory;

  private void pipe(Path path) throws Exception {
    Files.createDirectories(path.getParent());
    assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
  }

  private String job(String fixed) throws IOException {
    return Shell.job(
        directory,
        """
        name: tiny
        experiment: classification
        fixed: {%s, epochs: 1, algorithm: bp}
        grid: {learning_rate: [1.0e-3]}
        seeds: 1
        """
            .formatted(fixed));
  }

  private static void refused(Shell.Answer answer, String line) {
    answer.ends(2);
    assertTrue(answer.err().contains(line), answer.err());
  }

  @ParameterizedTest
  @CsvSource({
    "csv, train.csv, train.csv",
    "parquet, train.parquet, train.parquet",
    "parquet, train.parquet, train.parquet/part-0.parquet",
    "mnist, '', mnist/train-images-idx3-ubyte.gz"
  })
  void aPipeInPlaceOfDataIsNotWaitedFor(String set, String knob, String file) throws Exception {
    Path place = directory.resolve("data").resolve(file);
    pipe(place);
    String named = set.equals("mnist") ? "" : ", train_file: " + knob;
    String job = job("dataset: " + set + named);
    refused(call("plan", job, "--data", directory.resolve("data").toString()), place + PIPE);
  }

  @Test
  void aLinkToADeviceIsNotReadForEver() throws Exception {
    Path place = Files.createDirectories(directory.resolve("data")).resolve("train.csv");
    Files.createSymbolicLink(place, Path.of("/dev/zero"));
    refused(
        call("plan", job("dataset: csv"), "--data", directory.resolve("data").toString()),
        place + PIPE);
  }

  /** Links inside a data directory are the user's own. */
  @Test
  void aLinkToAFileIsRead() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("real.csv"), "a,label\n1,0\n2,1\n3,0\n4,1\n");
    for (String name : new String[] {"train.csv", "test.csv"}) {
      Files.createSymbolicLink(data.resolve(name), Path.of("real.csv"));
    }
    call(
            "plan",
            job("dataset: csv, net: layered, hidden: '2', batch_size: 2"),
            "--data",
            data.toString())
        .ends(0);
  }

  @ParameterizedTest
  @CsvSource({IMAGES, IMAGES + ".gz"})
  void aPipeAmongPublicSetsIsNamedByTheirList(String name) throws Exception {
    pipe(directory.resolve("data/mnist").resolve(name));
    refused(call("data", "list", "--data", directory.resolve("data").toString()), name + PIPE);
  }

  @ParameterizedTest
  @CsvSource({"''", ".part"})
  void aPipeIsNotFetchedInto(String ending) throws Exception {
    Path data = directory.resolve("data");
    for (String name :
        new String[] {
          IMAGES, "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
        }) {
      pipe(data.resolve("mnist").resolve(name + ".gz" + ending));
    }
    refused(
        call(
            "data", "fetch", "mnist", "--mirror", "http://127.0.0.1:1/", "--data", data.toString()),
        IMAGES + ".gz" + ending + " is no file");
  }

  /** A job by process substitution, {@code neurosweep plan <(make-job)}, is wanted. */
  @Test
  void aJobComesThroughAPipe() throws Exception {
    Path pipe = directory.resolve("pipe");
    pipe(pipe);
    String job = Files.readString(Path.of(job("dataset: glyphs")));
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.writeString(pipe, job);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    writer.start();
    call("plan", pipe.toString()).ends(0);
    writer.join();
  }
}
