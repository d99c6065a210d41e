package neurosweep.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    try (BoundedLines lines =
        new BoundedLines(
            new InputStreamReader(files.open(file), StandardCharsets.UTF_8.newDecoder()))) {
      return csv(file, lines);
    } catch (FileNotFoundException e) {
      throw new UserError(file + " does not exist; put it there or correct --data", e);
    } catch (CharacterCodingException e) {
      throw new UserError(file + ": is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new UserError(file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static Matrix csv(Path file, BoundedLines lines) throws IOException {
    List<double[]> rows = new ArrayList<>();
    int number = 0;
    for (String line = lines.next(); line != null; line = lines.next()) {
      number++;
      if (!line.isBlank()) {
        rows.add(row(line, file + ", line " + number));
        int width = rows.get(rows.size() - 1).length;
        if (width != rows.get(0).length) {
          throw new UserError(
              String.format(
                  Locale.ROOT,
                  "%s, line %d: has %d numbers, must have %d as the first; complete the row",
                  file,
                  number,
                  width,
                  rows.get(0).length));
        }
      }
    }
    if (lines.isTooLong()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s, line %d: is longer than %d characters; is it a CSV file with line ends?",
              file,
              number + 1,
              BoundedLines.LONGEST_LINE));
    }
    if (rows.isEmpty()) {
      throw new UserError(file + ": has no rows, needs at least one");
    }
    int columns = rows.get(0).length;
    double[] values = new double[rows.size() * columns];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, values, i * columns, columns);
    }
    return new Matrix(rows.size(), columns, values);
  }

  private static double[] row(String line, String where) {
    String[] cells = line.split(",", -1);
    double[] row = new double[cells.length];
    for (int j = 0; j < cells.length; j++) {
      try {
        row[j] = Double.parseDouble(cells[j].strip());
      } catch (NumberFormatException e) {
        row[j] = Double.NaN;
      }
      if (!Double.isFinite(row[j])) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "%s: number %d is \"%s\", must be a finite number; there is no header line",
                where,
                j + 1,
                cells[j].strip()));
      }
    }
    return row;
  }
}
