package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.data.Examples;
import neurosweep.store.numpy.NumberWidth;
import neurosweep.store.numpy.NumpyWriter;
import neurosweep.testing.DocumentPage;
import neurosweep.testing.KeptNet;
import neurosweep.testing.SmallDisk;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NumPy itself opens the weights, and the forward pass of the document is that of the cells. */
@Tag("environment")
class NumpyForwardTest {
  /** Arguments: a folder, and how many nets are in it. */
  private static final String CHECK =
      """
      import sys

      folder = sys.argv[1]
      for i in range(int(sys.argv[2])):
          given = np.load(f"{folder}/given{i}.npz", allow_pickle=False)
          net = f"{folder}/weights{i}.npz"
          with np.load(net, allow_pickle=False) as arrays:
              assert arrays["W1"].flags.c_contiguous and arrays["W1"].ndim == 2, i
              assert arrays["provenance"].shape == (), i
              width = json.loads(arrays["provenance"].item())["knobs"]["precision"]
              assert all(arrays[a].dtype == width for a in arrays.files if a != "provenance"), i
          outputs = forward(net, given["inputs"].astype(width))
          assert outputs.dtype == width, i
          np.testing.assert_allclose(outputs, given["outputs"], rtol=1e-4, atol=1e-5)
          classes = outputs[:, : int(given["classes"][0])].argmax(axis=1)
          accuracy = np.mean(classes == given["labels"])
          assert accuracy == given["accuracy"][0], (i, accuracy, given["accuracy"])
      print("agree", i + 1)
      """;

  @TempDir Path directory;

  @Test
  void theForwardPassOfTheDocumentIsThatOfTheCells() throws Exception {
    SmallDisk.require("python3", "-c", "import numpy");
    List<Values> nets = TrainedWeightsTest.values().toList();
    for (int i = 0; i < nets.size(); i++) {
      write(nets.get(i), i);
    }
    List<DocumentPage.Block> code =
        DocumentPage.read(Path.of("docs/weights.md")).blocks().stream()
            .filter(block -> block.language().equals("python"))
            .toList();
    assertEquals(1, code.size());
    Path script = Files.writeString(directory.resolve("check.py"), code.get(0).text() + CHECK);

    Process python =
        new ProcessBuilder(
                "python3", script.toString(), directory.toString(), Integer.toString(nets.size()))
            .redirectErrorStream(true)
            .start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, python.waitFor(), said);
    assertEquals("agree " + nets.size(), said.strip());
  }

  /** The file of a cell, and beside it what the cell was measured with and measured. */
  private void write(Values values, int number) throws Exception {
    TrainedWeightsTest.Keeping context = TrainedWeightsTest.keeping(values, true);
    Outcome outcome = TrainedWeightsTest.run("classification", values, context);
    byte[] file = context.left().get("weights.npz");
    Files.write(directory.resolve("weights" + number + ".npz"), file);
    Examples test = context.data().test();
    double[][] inputs = TrainedWeightsTest.inputs(test);
    NumpyWriter given = new NumpyWriter(NumberWidth.FLOAT64);
    given.matrix("inputs", inputs);
    given.matrix("outputs", KeptNet.read(file).forward(inputs));
    given.vector("labels", IntStream.range(0, test.size()).mapToDouble(test::label).toArray());
    given.vector("classes", new double[] {context.data().classes()});
    double accuracy = (Double) outcome.measurements().scalars().get("final_test_accuracy");
    given.vector("accuracy", new double[] {accuracy});
    Files.write(directory.resolve("given" + number + ".npz"), given.bytes());
  }
}
