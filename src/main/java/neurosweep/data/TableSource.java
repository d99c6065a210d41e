package neurosweep.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;

/**
 * A labelled table in two files under the data directory: numeric features and one column of class
 * numbers from 0. Both files have the same columns in the same order; the number of classes is one
 * more than the greatest label of either.
 */
abstract class TableSource implements DataSource {
  private static final Param<String> LABEL_COLUMN =
      Param.text("label_column", "label", "column of the class numbers");

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

  /** Reads one file. */
  abstract LabelledTable read(Path file, Files files, String labelColumn);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<Param<?>> params() {
    return List.of(trainFile, testFile, LABEL_COLUMN);
  }

  @Override
  public final RawData load(DataHome home, Values values) {
    Problems problems = new Problems();
    List<LabelledTable> tables = new ArrayList<>();
    for (Param<String> knob : List.of(trainFile, testFile)) {
      try {
        Path file = home.file(knob, values);
        tables.add(read(file, home.files(), LABEL_COLUMN.of(values)));
      } catch (UserError e) {
        e.problems().forEach(problem -> problems.add("", problem));
      }
    }
    problems.throwIfAny();
    return raw(tables.get(0), tables.get(1));
  }

  private RawData raw(LabelledTable train, LabelledTable test) {
    checkSameColumns(train, test);
    int classes = 1 + Math.max(train.greatestLabel(), test.greatestLabel());
    if (classes < 2) {
      throw new UserError(
          train.file() + ": every label is 0, a set must have at least two classes");
    }
    int features = train.columns().size() - 1;
    return new RawData(name, 1, features, classes, train.part(), test.part());
  }

  private static void checkSameColumns(LabelledTable train, LabelledTable test) {
    List<String> expected = train.columns();
    List<String> found = test.columns();
    if (expected.size() != found.size()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s: has %d columns, must have the same %d as %s",
              test.file(),
              found.size(),
              expected.size(),
              train.file()));
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equals(found.get(i))) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "%s: column %d is \"%s\", must be \"%s\" as in %s; give both files the same columns in the same order",
                test.file(),
                i + 1,
                found.get(i),
                expected.get(i),
                train.file()));
      }
    }
  }
}
