package neurosweep.cli;

import static neurosweep.cli.Shell.call;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths that a shell leaves empty or unexpanded, wherever a command takes one. */
@Tag("environment")
class PathArgumentTest {
  @TempDir Path directory;

  private String job() {
    return Shell.job(directory, "name: t\nexperiment: classification\nfixed: {dataset: csv}\n");
  }

  @Test
  void anEmptyPathIsRefused() {
    assertTrue(call("plan", job(), "-o", "").ends(2).err().contains("--out is empty"));
    assertTrue(call("plan", job(), "--data", "").ends(2).err().contains("--data is empty"));
    assertTrue(call("plan", "").ends(2).err().contains("is empty"));
    assertTrue(call("status", "").ends(2).err().contains("DIR is empty"));
    assertTrue(call("compare", "out", "").ends(2).err().contains("B is empty"));
    assertTrue(call("explain", "").ends(2).err().contains("FILE is empty"));
    assertTrue(call("export", "out/x", "-o", "").ends(2).err().contains("--out is empty"));
    assertTrue(
        call("data", "fetch", "mnist", "--data", "").ends(2).err().contains("--data is empty"));
  }

  @Test
  void aTildeThatNoShellExpandedIsRefused() {
    assertTrue(call("plan", job(), "--out=~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("plan", job(), "--data=~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("init", "~/x.yaml").ends(2).err().contains("$HOME"));
    assertTrue(call("status", "~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("verify", "~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("compare", "~/x", "out").ends(2).err().contains("A is \"~/x\""));
    assertTrue(call("explain", "~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("export", "out/x", "--out=~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("data", "fetch", "mnist", "--data=~/x").ends(2).err().contains("$HOME"));
    assertTrue(call("plan", job(), "train_file=~/x.csv").ends(2).err().contains("train_file is"));
  }
}
