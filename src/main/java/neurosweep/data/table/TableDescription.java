package neurosweep.data.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import neurosweep.data.Description;
import neurosweep.data.RawData;

/** A table in words, column by column. */
final class TableDescription {
  private final TableAssembly table;

  TableDescription(TableAssembly table) {
    this.table = table;
  }

  Description made() {
    List<Description.Fact> facts = new ArrayList<>();
    facts.add(fact("train", table.train()));
    table.test().ifPresent(test -> facts.add(fact("test", test)));
    if (table.split().isMade()) {
      facts.add(
          new Description.Fact(
              "test",
              String.format(
                  Locale.ROOT,
                  "%s of these rows, chosen by split_seed %d",
                  table.split().fraction(),
                  table.split().seed())));
    }
    List<String> notices = List.of();
    if (table.faults().isEmpty()) {
      RawData raw = table.raw();
      Description whole = Description.of(raw);
      facts.addAll(whole.facts());
      notices = whole.notices();
    }
    return new Description(facts, columns(), notices, table.faults());
  }

  private static Description.Fact fact(String label, ScannedTable scanned) {
    return new Description.Fact(
        label,
        String.format(
            Locale.ROOT,
            "%s: %,d rows, %,d columns, %s",
            scanned.file(),
            scanned.rows(),
            scanned.columns().size(),
            scanned.form()));
  }

  private List<Description.ColumnFact> columns() {
    List<Description.ColumnFact> facts = new ArrayList<>();
    for (TableColumn column : table.train().columns()) {
      ColumnProfile profile = table.profile(column);
      facts.add(
          new Description.ColumnFact(
              ColumnProfile.abbreviated(column.name()),
              profile.kind(),
              profile.blanks,
              profile.values(),
              use(column, profile)));
    }
    return facts;
  }

  private String use(TableColumn column, ColumnProfile profile) {
    Optional<String> fault = table.fault(column);
    if (fault.isPresent()) {
      return "refused, see below";
    }
    ColumnEncoding encoding = table.encodings().get(column);
    return switch (column.use()) {
      case LABEL -> "label";
      case DROPPED -> "dropped";
      case INDEX -> "left out";
      case CATEGORY ->
          encoding == null ? "levels" : features(encoding.width()) + ", one for each level";
      case NUMBERS ->
          features(encoding == null ? column.width() : encoding.width())
              + (profile.blanks + profile.gaps > 0 ? ", " + table.imputation().inWords() : "");
    };
  }

  private static String features(int width) {
    return width == 1 ? "1 feature" : String.format(Locale.ROOT, "%,d features", width);
  }
}
