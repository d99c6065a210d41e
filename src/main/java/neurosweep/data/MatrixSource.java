package neurosweep.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;

/**
 * Matrices in files under the data directory, such as weights that were published: one knob a file,
 * which is IDX with 64-bit reals if its name ends in {@code .idx}, otherwise CSV without a header.
 * The matrices are named after the knobs.
 */
public abstract class MatrixSource implements DataSource {

  private final String name;
  private final String doc;
  private final List<Param<String>> files;

  MatrixSource(String name, String doc, List<Param<String>> files) {
    this.name = name;
    this.doc = doc;
    this.files = List.copyOf(files);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String doc() {
    return doc;
  }

  @Override
  public final List<Param<?>> params() {
    return List.copyOf(files);
  }

  @Override
  public final RawData load(DataHome home, Values values) {
    Problems problems = new Problems();
    TreeMap<String, Matrix> matrices = new TreeMap<>();
    for (Param<String> file : files) {
      try {
        matrices.put(file.name(), read(home.file(file, values), home.files()));
      } catch (UserError e) {
        e.problems().forEach(problem -> problems.add("", problem));
      }
    }
    problems.throwIfAny();
    return RawData.of(name, matrices);
  }

  private static Matrix read(Path file, Files files) {
    if (file.getName().endsWith(".idx")) {
      return IdxReader.matrix(file, files);
    }
    return CsvLines.read(file, files, CsvLines.Format.PLAIN, lines -> csv(file, lines));
  }

  private static Matrix csv(Path file, CsvLines lines) throws IOException {
    List<double[]> rows = new ArrayList<>();
    while (lines.next()) {
      double[] row = row(lines);
      rows.add(row);
      if (row.length != rows.get(0).length) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "%s: has %d numbers, must have %d as the first; complete the row",
                lines.place(),
                row.length,
                rows.get(0).length));
      }
    }
    if (rows.isEmpty()) {
      throw new UserError(file + ": has no rows, needs at least one");
    }
    int columns = rows.get(0).length;
    double[] values = rows.stream().flatMapToDouble(Arrays::stream).toArray();
    return new Matrix(rows.size(), columns, values);
  }

  private static double[] row(CsvLines lines) {
    List<String> cells = lines.cells();
    if (cells.isEmpty()) {
      throw new UserError(lines.place() + ": " + CsvLines.OPEN_QUOTE);
    }
    double[] row = cells.stream().mapToDouble(CsvLines::number).toArray();
    for (int j = 0; j < row.length; j++) {
      if (!Double.isFinite(row[j])) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "%s: number %d is \"%s\", must be a finite number; there is no header line",
                lines.place(),
                j + 1,
                cells.get(j)));
      }
    }
    return row;
  }
}
