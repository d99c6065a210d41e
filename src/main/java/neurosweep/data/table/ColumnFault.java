package neurosweep.data.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a column cannot be used as it is.
 *
 * @param what was found
 * @param advice what to do
 */
record ColumnFault(String what, String advice) {
  private static final String CLASSES = "classes are whole numbers, text or true and false";

  /**
   * The faults of a column as one line; nothing if it has none.
   *
   * @param both what its cells are in all files
   * @param imputed whether blank numbers are filled
   */
  static Optional<String> line(TableColumn column, ColumnProfile both, boolean imputed) {
    List<ColumnFault> faults =
        switch (column.use()) {
          case LABEL -> ofLabel(column, both);
          case CATEGORY -> ofCategory(column, both);
          case NUMBERS -> ofNumbers(column, both, imputed);
          case DROPPED, INDEX -> List.of();
        };
    if (faults.isEmpty()) {
      return Optional.empty();
    }
    String found = faults.stream().map(ColumnFault::what).collect(Collectors.joining("; "));
    String name = ColumnProfile.abbreviated(column.name());
    return Optional.of(name + ": " + found + "; " + faults.get(0).advice);
  }

  private static List<ColumnFault> ofLabel(TableColumn column, ColumnProfile both) {
    List<ColumnFault> faults = new ArrayList<>(ofType(both, CLASSES));
    if (both.blanks > 0) {
      String what = share(both.blanks, both, "blank", both.firstBlank);
      faults.add(new ColumnFault(what, "give them a class or take them out"));
    }
    if (both.fractions + both.infinite > 0 && both.texts == 0) {
      String sample = both.fractions > 0 ? both.fractionSample : both.infiniteSample;
      String place = both.fractions > 0 ? both.firstFraction : both.firstInfinite;
      String what = share(both.fractions + both.infinite, both, "no whole number", place);
      faults.add(new ColumnFault(what + ": " + sample, CLASSES));
    }
    if (column.levels().tooMany()) {
      faults.add(
          new ColumnFault(
              format("more than %,d classes", TableColumn.MOST_CLASSES),
              "set label_column to the one with the classes"));
    }
    faults.addAll(tooLong(column, "classes have", "shorten it"));
    return faults;
  }

  private static List<ColumnFault> ofCategory(TableColumn column, ColumnProfile both) {
    List<ColumnFault> faults = new ArrayList<>(ofType(both, "levels are numbers or text"));
    if (column.levels().tooMany()) {
      faults.add(
          new ColumnFault(
              format("more than %,d levels in %,d rows", TableColumn.MOST_LEVELS, both.rows),
              "say drop"));
    }
    faults.addAll(tooLong(column, "levels have", "say drop or shorten it"));
    return faults;
  }

  private static List<ColumnFault> ofType(ColumnProfile both, String rule) {
    if (!both.type.isEmpty()) {
      return List.of(new ColumnFault("has the type \"" + both.type + "\"", rule));
    }
    return both.lists == 0 ? List.of() : List.of(new ColumnFault("holds lists", rule));
  }

  private static List<ColumnFault> tooLong(TableColumn column, String subject, String advice) {
    int longest = column.levels().longest();
    return longest <= Levels.LONGEST
        ? List.of()
        : List.of(
            new ColumnFault(
                format("a text of %,d characters", longest),
                format("%s at most %,d; %s", subject, Levels.LONGEST, advice)));
  }

  private static List<ColumnFault> ofNumbers(
      TableColumn column, ColumnProfile both, boolean imputed) {
    List<ColumnFault> faults = new ArrayList<>();
    if (!both.type.isEmpty()) {
      faults.add(
          new ColumnFault("has the type \"" + both.type + "\"", "say drop, or make it a number"));
    } else if (both.blanks == both.rows) {
      faults.add(new ColumnFault(format("all %,d rows are blank", both.rows), "say drop"));
    } else if (both.lists > 0) {
      faults.addAll(ofLists(column, both, imputed));
    } else {
      if (both.texts > 0) {
        faults.add(ofText(both));
      }
      if (both.infinite > 0) {
        String what = share(both.infinite, both, "infinite in 32 bits", both.firstInfinite);
        faults.add(new ColumnFault(what + ": " + both.infiniteSample, "correct them or say drop"));
      }
      if (both.flags > 0 && both.flags < both.numbers) {
        String what = format("%,d of %,d rows are true or false", both.flags, both.rows);
        faults.add(new ColumnFault(what + ", others numbers", "write 1 and 0, or say drop"));
      }
      if (both.blanks > 0 && !imputed) {
        faults.add(new ColumnFault(blanks(both.blanks, both.rows), "say impute or drop"));
      }
    }
    return faults;
  }

  private static ColumnFault ofText(ColumnProfile both) {
    String kind = "text";
    String advice =
        2 * both.texts > both.rows
            ? "say categorical or drop"
            : "correct them, or say categorical or drop";
    if (both.dates == both.texts) {
      kind = "dates";
      advice = "say drop, or make them numbers";
    } else if (both.otherSigns == both.texts) {
      kind = "another decimal sign";
      advice =
          both.thousands == both.texts
              ? "say decimal, or take the separators of thousands out"
              : "say decimal: comma or decimal: point";
    } else if (both.separated == both.texts) {
      kind = "separators of thousands";
      advice = "take them out, or say drop";
    }
    String what = format("%s in %,d of %,d rows", kind, both.texts, both.rows);
    return new ColumnFault(
        what + first(both.texts, both, both.firstText) + ": " + both.samples(), advice);
  }

  private static List<ColumnFault> ofLists(
      TableColumn column, ColumnProfile both, boolean imputed) {
    List<ColumnFault> faults = new ArrayList<>();
    if (both.lists < both.rows) {
      String what = format("%,d of %,d rows have no list", both.rows - both.lists, both.rows);
      faults.add(new ColumnFault(what, "take them out, or say drop"));
    }
    if (both.shortest != both.longest || !column.isEven()) {
      String lengths = format("lists of %,d to %,d numbers", both.shortest, both.longest);
      faults.add(new ColumnFault(lengths, "make them equally long, or say drop"));
    }
    if (both.infinite > 0) {
      String what = share(both.infinite, both, "infinite in 32 bits", both.firstInfinite);
      faults.add(new ColumnFault(what, "correct them or say drop"));
    }
    if (both.gaps > 0 && !imputed) {
      faults.add(
          new ColumnFault(
              format("the lists of %,d of %,d rows have blanks", both.gaps, both.rows),
              "say impute or drop"));
    }
    return faults;
  }

  private static String blanks(long blanks, long rows) {
    return format("%,d of %,d rows are blank", blanks, rows);
  }

  private static String share(long some, ColumnProfile both, String kind, String place) {
    return format("%,d of %,d rows are %s", some, both.rows, kind) + first(some, both, place);
  }

  /** Where the first one is, unless it is everywhere. */
  private static String first(long some, ColumnProfile both, String place) {
    return some == both.rows ? "" : ", first in " + place;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
