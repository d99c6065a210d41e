package neurosweep.data.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import neurosweep.data.RawData;

/** What a user should know of a table that can be learned from. */
final class TableNotices {
  private static final int MOST_NAMES = 5;
  private static final int FEW = 5;

  private final TableAssembly table;
  private final TableRows training;
  private final TableRows testing;
  private final Classes classes;
  private final List<String> lines = new ArrayList<>();

  TableNotices(TableAssembly table, TableRows training, TableRows testing, Classes classes) {
    this.table = table;
    this.training = training;
    this.testing = testing;
    this.classes = classes;
  }

  /** One line each, those of a kind together. */
  List<String> lines(RawData.Part train, RawData.Part test, int features) {
    List<TableColumn> columns = table.train().columns();
    named(
        "left out, row numbers or without a name: ",
        IntStream.range(0, columns.size())
            .filter(i -> columns.get(i).use() == Use.INDEX)
            .mapToObj(i -> name(columns.get(i).name(), i)),
        "");
    named(
        "counts its rows and is learned from: ",
        columns.stream()
            .filter(column -> column.use() == Use.NUMBERS && column.profile().countsRows())
            .map(TableColumn::name),
        "; say drop unless it is meant");
    if (table.test().isPresent()) {
      named(
          "only in " + table.test().get().file().getName() + " and left out: ",
          table.test().get().columns().stream()
              .filter(column -> !column.use().isLeftOut())
              .map(TableColumn::name)
              .filter(name -> table.train().column(name) == null),
          "");
    }
    named(
        "the same in every training row: ",
        constant(train, features).stream(),
        "; drop changes nothing but the number of features");
    unknownLevels();
    repeated(train, test, features);
    few(train);
    return lines;
  }

  private static String name(String name, int at) {
    return name.isEmpty() ? "column " + (at + 1) : name;
  }

  /** A notice about some columns, if there are any. */
  private void named(String before, Stream<String> names, String after) {
    List<String> all = names.map(ColumnProfile::abbreviated).toList();
    if (!all.isEmpty()) {
      String first = all.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
      String more =
          all.size() <= MOST_NAMES
              ? ""
              : String.format(Locale.ROOT, " and %,d more", all.size() - MOST_NAMES);
      lines.add(before + first + more + after);
    }
  }

  private List<String> constant(RawData.Part train, int features) {
    List<String> names = new ArrayList<>();
    int at = 0;
    for (Map.Entry<TableColumn, ColumnEncoding> each : table.encodings().entrySet()) {
      int from = at;
      int width = each.getValue().width();
      boolean same =
          training.size() > 1
              && IntStream.range(1, training.size())
                  .allMatch(
                      row ->
                          Arrays.mismatch(
                                  train.reals(),
                                  from,
                                  from + width,
                                  train.reals(),
                                  row * features + from,
                                  row * features + from + width)
                              < 0);
      if (same) {
        names.add(each.getKey().name());
      }
      at += width;
    }
    return names;
  }

  private void unknownLevels() {
    table
        .encodings()
        .forEach(
            (column, encoding) -> {
              if (encoding instanceof ColumnEncoding.OneHot oneHot) {
                unknownLevels(column.name(), oneHot);
              }
            });
  }

  private void unknownLevels(String name, ColumnEncoding.OneHot oneHot) {
    Levels levels = testing.table().column(name).levels();
    List<String> unknown =
        IntStream.of(testing.rows())
            .mapToObj(levels::text)
            .filter(text -> oneHot.levelOf(text) < 0)
            .map(text -> text == null ? "blank" : ColumnProfile.abbreviated(text))
            .toList();
    if (!unknown.isEmpty()) {
      String shown =
          unknown.stream().distinct().limit(MOST_NAMES).collect(Collectors.joining(", "));
      lines.add(
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d test rows have a level that no training row has (%s): all its features"
                  + " are 0",
              ColumnProfile.abbreviated(name),
              unknown.size(),
              testing.size(),
              shown));
    }
  }

  /** Rows are compared by 64 bits of their features; to be wrong takes millions of millions. */
  private void repeated(RawData.Part train, RawData.Part test, int features) {
    long[] known = new long[train.labels().length];
    for (int i = 0; i < known.length; i++) {
      known[i] = hash(train.reals(), i * features, features);
    }
    Arrays.sort(known);
    long found = 0;
    for (int i = 0; i < test.labels().length; i++) {
      found += Arrays.binarySearch(known, hash(test.reals(), i * features, features)) >= 0 ? 1 : 0;
    }
    if (found > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d test rows have the features of a training row",
              found,
              test.labels().length));
    }
  }

  private static long hash(float[] reals, int from, int features) {
    long hash = features;
    for (int i = from; i < from + features; i++) {
      hash = (hash ^ Float.floatToIntBits(reals[i] + 0f)) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  private void few(RawData.Part train) {
    int[] counts = new int[classes.names().size()];
    for (int label : train.labels()) {
      counts[label]++;
    }
    if (train.labels().length < FEW * counts.length) {
      return; // a small table, which its size says
    }
    named(
        "classes with fewer than " + FEW + " training examples: ",
        IntStream.range(0, counts.length)
            .filter(label -> counts[label] > 0 && counts[label] < FEW) // none is told elsewhere
            .mapToObj(label -> classes.names().get(label) + " (" + counts[label] + ")"),
        "");
  }
}
