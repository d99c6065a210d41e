package neurosweep.cli;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import neurosweep.core.CellKey;
import neurosweep.core.CellResult;
import neurosweep.core.UserError;
import neurosweep.experiment.Context;
import neurosweep.journal.Journal;
import neurosweep.journal.JournalReader;
import neurosweep.store.IoFault;
import neurosweep.store.SweepDirectory;
import neurosweep.store.numpy.NumpyArray;
import neurosweep.store.numpy.NumpyReader;
import neurosweep.sweep.KeptFiles;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the weights that a sweep has kept, and hands them out. */
@Command(
    name = "weights",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the cells whose trained weights were kept, or the arrays of one of them.",
      "They are kept where the job says keep: all or keep: selected. With -o the file of a cell is"
          + " copied; numpy.load opens it. Reads the sweep only.",
      "Example: neurosweep weights out/quickstart 3f2a -o bp.npz"
    })
final class WeightsCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DirectoryOptions directory;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CELL",
      description =
          "cell id or the start of one; without it the cells that have weights are listed")
  private String id;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "where the cell's weights are copied to")
  private String out;

  @Option(names = "--overwrite", description = "replace FILE if it is there already")
  private boolean overwrite;

  @Override
  public Integer call() {
    if (id == null && out != null) {
      throw new UserError(
          "--out is " + out + ", which is for one cell's weights; name the cell after DIR");
    }
    Path target = out == null ? null : directory.shared.files.resolve("--out", out);
    SweepDirectory sweep = directory.open();
    JournalReader journal = Journal.read(sweep);
    KeptFiles kept = new KeptFiles(sweep);
    if (id == null) {
      list(kept.withWeights(), journal.history().results());
    } else {
      hand(sweep, kept, EndedCell.id(journal, id), target);
    }
    return 0;
  }

  private void list(List<CellKey> kept, Map<String, CellResult> results) {
    PrintWriter say = command.commandLine().getOut();
    List<CellResult> ended =
        kept.stream()
            .filter(cell -> results.containsKey(cell.text()))
            .map(cell -> results.get(cell.text()))
            .toList();
    for (CellResult result : ended) {
      say.println(
          result.cell().id()
              + "  "
              + result.outcome().state()
              + "  "
              + result.cell().values().text()
              + " seed="
              + result.cell().seed());
    }
    say.printf(
        Locale.ROOT,
        "%,d of %,d cells that have ended have weights%s%n",
        ended.size(),
        results.size(),
        ended.isEmpty() ? "; a job keeps them by keep: all or keep: selected" : "");
  }

  private void hand(SweepDirectory sweep, KeptFiles kept, String cell, Path target) {
    Path file = kept.weights(new CellKey(cell));
    List<NumpyArray> arrays = arrays(sweep, file, cell);
    PrintWriter say = command.commandLine().getOut();
    say.println("weights of cell " + cell + ", " + file);
    for (NumpyArray array : arrays) {
      say.printf(
          "  %-12s %-6s (%s)%n",
          array.name(),
          array.descriptor(),
          array.shape().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    if (target == null) {
      return;
    }
    if (!overwrite && directory.shared.files.exists(target)) {
      throw new UserError(
          target + " exists already; choose another name with -o, or add --overwrite");
    }
    directory.shared.files.writeAtomically(
        target,
        to -> {
          try (InputStream in = sweep.files().open(file)) {
            in.transferTo(to);
          }
        });
    say.println("wrote " + target);
  }

  private static List<NumpyArray> arrays(SweepDirectory sweep, Path file, String cell) {
    try {
      if (sweep.files().status(file).length() > Context.MOST_ARTIFACT_BYTES) {
        throw new IOException("it is larger than any that a cell leaves");
      }
      try (InputStream in = new BufferedInputStream(sweep.files().open(file))) {
        return NumpyReader.read(in, (array, elements) -> {});
      }
    } catch (FileNotFoundException e) {
      throw new UserError(
          "cell "
              + cell
              + " has no weights: when it ended, keep was none, or it was not selected; to have them,"
              + " run the job with keep=all and another output (-o)",
          e);
    } catch (IOException e) {
      throw new UserError(
          file
              + " is damaged: "
              + IoFault.why(e)
              + "; restore it from a copy, or run the job with keep=all and another output (-o)",
          e);
    }
  }
}
