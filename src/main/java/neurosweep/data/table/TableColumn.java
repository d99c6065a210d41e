package neurosweep.data.table;

import java.util.Arrays;
import java.util.function.Supplier;
import neurosweep.store.parquet.NumberList;

/**
 * A column of a table: what its cells are, and, of one that is used, their values. Exactly one
 * method is called for each row.
 */
final class TableColumn {
  static final int MOST_LEVELS = 1_000;
  static final int MOST_CLASSES = 65_536;

  private final String name;
  private final Use use;
  private final ColumnProfile profile = new ColumnProfile();
  private final Levels levels;
  private float[] numbers = new float[0];
  private int size;
  private int width = 1;
  private int listRows = 1;
  private boolean even = true;

  TableColumn(String name, Use use) {
    this.name = name;
    this.use = use;
    this.levels =
        switch (use) {
          case LABEL -> new Levels(MOST_CLASSES);
          case CATEGORY -> new Levels(MOST_LEVELS);
          default -> null;
        };
  }

  /** A cell of a text file. */
  void cell(String cell, Spelling spelling, Supplier<String> place) {
    double value = spelling.number(cell);
    if (!Double.isNaN(value)) {
      number(value, false, cell, place);
    } else if (Spelling.isBlank(cell)) {
      blank(place);
    } else {
      word(cell, spelling, place);
    }
  }

  /** A cell that is neither blank nor a number in digits. */
  private void word(String cell, Spelling spelling, Supplier<String> place) {
    double flag = Spelling.flag(cell);
    double infinite = Spelling.infinite(cell);
    if (!Double.isNaN(flag)) {
      number(flag, true, cell, place);
    } else if (!Double.isNaN(infinite)) {
      number(infinite, false, cell, place);
    } else {
      text(cell, spelling, place);
    }
  }

  /** A cell that holds nothing. */
  void blank(Supplier<String> place) {
    profile.blank(place);
    if (levels != null) {
      levels.addBlank();
    } else {
      append(Float.NaN);
    }
  }

  void number(double value, boolean flag, String shown, Supplier<String> place) {
    profile.number(value, flag, shown, place);
    if (levels != null) {
      levels.add(flag ? (value == 1 ? "true" : "false") : Levels.canonical(value, shown));
    } else {
      append((float) value);
    }
  }

  void text(String text, Spelling spelling, Supplier<String> place) {
    profile.text(text, spelling, place);
    if (levels != null) {
      levels.add(text);
    } else {
      append(Float.NaN);
    }
  }

  void list(NumberList list, Supplier<String> place) {
    double[] given = list.numbers();
    if (profile.lists == 0) {
      even = size == 0 && given.length > 0 && list.rows() > 0;
      width = Math.max(1, given.length);
      listRows = list.rows();
    }
    even &= given.length == width && list.rows() == listRows;
    profile.list(given.length, Arrays.stream(given).anyMatch(Double::isNaN));
    for (int i = 0; i < given.length && even; i++) {
      if (Double.isInfinite((float) given[i])) {
        profile.firstInfinite = profile.infinite == 0 ? place.get() : profile.firstInfinite;
        profile.infiniteSample = profile.infinite++ == 0 ? given[i] + "" : profile.infiniteSample;
      }
      append((float) given[i]);
    }
  }

  void unread(String type) {
    profile.unread(type);
    if (levels != null) {
      levels.addBlank();
    }
  }

  private void append(float value) {
    if (use != Use.NUMBERS) {
      return;
    }
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(16, 2 * size));
    }
    numbers[size++] = value;
  }

  String name() {
    return name;
  }

  Use use() {
    return use;
  }

  ColumnProfile profile() {
    return profile;
  }

  Levels levels() {
    return levels;
  }

  /** How many numbers a row has. */
  int width() {
    return width;
  }

  /** Lists within each list, 1 of a plain one. */
  int listRows() {
    return listRows;
  }

  /** Whether every list has as many numbers as the first, and no row is without one. */
  boolean isEven() {
    return even && (profile.lists == 0 || profile.lists == profile.rows);
  }

  float number(int row, int index) {
    return numbers[row * width + index];
  }

  /** Gives up the numbers, which are copied. */
  void forget() {
    numbers = new float[0];
  }
}
