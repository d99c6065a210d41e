package neurosweep.data.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.data.CsvLines;
import neurosweep.data.Imputation;
import neurosweep.data.RawData;

/** Scanned tables as a set that can be learned from, or everything that is in the way. */
final class TableAssembly {
  private final String source;
  private final ScannedTable train;
  private final Optional<ScannedTable> test;
  private final Imputation imputation;
  private final TableSplit split;
  private final Problems problems = new Problems();
  private final Map<TableColumn, ColumnEncoding> encodings = new LinkedHashMap<>();
  private TableRows training;
  private TableRows testing;
  private Classes classes;

  /**
   * Looks at everything that can be wrong.
   *
   * @param test nothing where the rows for testing are taken out of the training table
   */
  TableAssembly(String source, ScannedTable train, Optional<ScannedTable> test, Values values) {
    this.source = source;
    this.train = train;
    this.test = test;
    this.imputation = Imputation.of(values);
    this.split = TableSplit.of(values);
    check();
    if (problems.isEmpty()) {
      divide();
    }
    if (problems.isEmpty()) {
      encode();
    }
  }

  private void check() {
    train.faults().forEach(fault -> problems.add("", fault));
    test.ifPresent(table -> table.faults().forEach(fault -> problems.add("", fault)));
    for (TableColumn column : train.columns()) {
      if (!column.use().isLeftOut() && test.isPresent() && other(column).isEmpty()) {
        problems.add(
            test.get().file().toString(),
            "has no column "
                + ColumnProfile.abbreviated(column.name())
                + ", which "
                + train.file().getName()
                + " has; add it or say drop");
      }
    }
    if (train.rows() > 0) {
      train.columns().forEach(column -> fault(column).ifPresent(line -> problems.add("", line)));
    }
    String fault = imputation.fault();
    if (!fault.isEmpty()) {
      problems.add("", fault);
    }
  }

  /** The column of that name in the test table, if it has the same use there. */
  private Optional<TableColumn> other(TableColumn column) {
    return test.map(table -> table.column(column.name()))
        .filter(there -> there.use() == column.use());
  }

  /** What is wrong with a column, in one line. */
  Optional<String> fault(TableColumn column) {
    ColumnProfile both = profile(column);
    boolean imputed = !imputation.isNone();
    return ColumnFault.line(column, both, imputed)
        .or(() -> other(column).flatMap(there -> ColumnFault.line(there, both, imputed)));
  }

  /** What the cells of a column are, in both tables. */
  ColumnProfile profile(TableColumn column) {
    return other(column).map(o -> column.profile().and(o.profile())).orElse(column.profile());
  }

  private void divide() {
    TableRows all = TableRows.all(train);
    TreeSet<String> labels = all.texts(train.label().levels());
    test.ifPresent(table -> labels.addAll(TableRows.all(table).texts(table.label().levels())));
    classes = Classes.of(labels);
    if (classes.names().size() < 2) {
      problems.add(
          train.file().toString(),
          "every label is "
              + ColumnProfile.abbreviated(classes.names().get(0))
              + ", a set must have at least two classes");
      return;
    }
    if (test.isPresent()) {
      training = all;
      testing = TableRows.all(test.get());
      return;
    }
    int size = split.size(train.rows(), problems);
    if (problems.isEmpty()) {
      TableRows[] parts = all.divided(size, classes, split.seed());
      testing = parts[0];
      training = parts[1];
    }
  }

  private void encode() {
    long features = 0;
    for (TableColumn column : train.columns()) {
      if (column.use().isFeature()) {
        ColumnEncoding encoding = ColumnEncoding.of(column, training);
        encodings.put(column, encoding);
        features += encoding.width();
      }
    }
    long numbers = features * (training.size() + testing.size());
    long most = Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory() / 8);
    if (features > CsvLines.MOST_CELLS) {
      problems.add(
          "",
          String.format(
              Locale.ROOT,
              "the columns become %,d features, must be at most %,d; say drop",
              features,
              CsvLines.MOST_CELLS));
    } else if (numbers > most) {
      problems.add(
          "",
          String.format(
              Locale.ROOT,
              "%,d rows of %,d features fill the memory of %,d MB; drop rows or columns, or give Java"
                  + " more with -Xmx",
              training.size() + testing.size(),
              features,
              Runtime.getRuntime().maxMemory() >> 20));
    }
  }

  /** Why the set cannot be learned from; none if it can. */
  List<String> faults() {
    return problems.lines();
  }

  ScannedTable train() {
    return train;
  }

  Optional<ScannedTable> test() {
    return test;
  }

  Imputation imputation() {
    return imputation;
  }

  TableSplit split() {
    return split;
  }

  /** How each feature column is encoded, in the order of the file. */
  Map<TableColumn, ColumnEncoding> encodings() {
    return encodings;
  }

  /**
   * The set.
   *
   * @throws neurosweep.core.UserError with every fault
   */
  RawData raw() {
    problems.throwIfAny();
    int features = encodings.values().stream().mapToInt(ColumnEncoding::width).sum();
    RawData.Part trainPart = part(training, features);
    RawData.Part testPart = part(testing, features);
    List<String> notices =
        new TableNotices(this, training, testing, classes).lines(trainPart, testPart, features);
    train.columns().forEach(TableColumn::forget);
    int rows = pictureRows(features);
    return new RawData(
        source,
        rows,
        features / rows,
        classes.names().size(),
        trainPart,
        testPart,
        new TreeMap<>(),
        classes.shown(),
        notices);
  }

  /** The height of the pictures that one column of lists holds; 1 of a table. */
  private int pictureRows(int features) {
    if (encodings.size() != 1) {
      return 1;
    }
    TableColumn column = encodings.keySet().iterator().next();
    if (column.listRows() > 1 || column.profile().lists == 0) {
      return column.profile().lists == 0 ? 1 : column.listRows();
    }
    int side = (int) Math.rint(Math.sqrt(features));
    return side * side == features ? side : 1;
  }

  private RawData.Part part(TableRows rows, int features) {
    float[] reals = new float[rows.size() * features];
    int at = 0;
    for (Map.Entry<TableColumn, ColumnEncoding> each : encodings.entrySet()) {
      TableColumn column = rows.table().column(each.getKey().name());
      ColumnEncoding encoding = each.getValue();
      for (int i = 0; i < rows.size(); i++) {
        encoding.encode(column, rows.rows()[i], reals, i * features + at);
      }
      at += encoding.width();
    }
    return new RawData.Part(null, reals, rows.labels(classes));
  }
}
