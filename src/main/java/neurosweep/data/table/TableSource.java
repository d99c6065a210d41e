package neurosweep.data.table;

import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.data.DataHome;
import neurosweep.data.DataSource;
import neurosweep.data.Description;
import neurosweep.data.Imputation;
import neurosweep.data.RawData;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;

/**
 * A labelled table in two files under the data directory, or in one that is divided: features, and
 * a column of classes. Columns of both files are matched by their names.
 */
abstract class TableSource implements DataSource {
  private final String name;
  private final Param<String> trainFile;
  private final Param<String> testFile;

  TableSource(String name) {
    this.name = name;
    this.trainFile = file("train_file", "train." + name, "training table");
    this.testFile = file("test_file", "test." + name, "test table");
  }

  private static Param<String> file(String knob, String byDefault, String what) {
    return Param.text(knob, byDefault, what + ", relative to the data directory");
  }

  /** Knobs of how files are written. */
  abstract List<Param<?>> form();

  /** Reads one file. */
  abstract ScannedTable scan(Path file, Files files, Roles roles, Values values);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<Param<?>> params() {
    List<Param<?>> params = new ArrayList<>(List.of(trainFile, testFile));
    params.addAll(TableSplit.params());
    params.addAll(Roles.params());
    params.addAll(Imputation.params());
    params.addAll(form());
    return params;
  }

  @Override
  public final RawData load(DataHome home, Values values) {
    return assemble(home, values).raw();
  }

  @Override
  public final Description describe(DataHome home, Values values) {
    return new TableDescription(assemble(home, values)).made();
  }

  private TableAssembly assemble(DataHome home, Values values) {
    Problems problems = new Problems();
    boolean split = TableSplit.of(values).isMade();
    Optional<ScannedTable> train = scan(trainFile, home, values, problems);
    Optional<ScannedTable> test = split ? Optional.empty() : scan(testFile, home, values, problems);
    if (split && !testFile.of(values).equals(testFile.defaultValue())) {
      problems.add(
          "", "test_file and test_fraction both say which rows are for testing; give one of them");
    }
    problems.throwIfAny();
    return new TableAssembly(name, train.orElseThrow(), test, values);
  }

  private Optional<ScannedTable> scan(
      Param<String> knob, DataHome home, Values values, Problems problems) {
    try {
      Path file = home.file(knob, values);
      return Optional.of(scan(file, home.files(), Roles.of(values), values));
    } catch (UserError e) {
      boolean missing = knob == testFile && e.getCause() instanceof FileNotFoundException;
      String more =
          missing && e.getMessage().contains("does not exist")
              ? ", or say test_fraction to divide train_file"
              : "";
      e.problems().forEach(problem -> problems.add("", problem + more));
      return Optional.empty();
    }
  }
}
