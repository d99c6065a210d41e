package neurosweep.data.table;

/** How the cells of a column become features. */
sealed interface ColumnEncoding {
  /** How many features. */
  int width();

  /** Writes the features of a row, of the column of the same name in either table. */
  void encode(TableColumn column, int row, float[] out, int at);

  /** Numbers as they are. */
  record Numbers(int width) implements ColumnEncoding {
    @Override
    public void encode(TableColumn column, int row, float[] out, int at) {
      for (int i = 0; i < width; i++) {
        out[at + i] = column.number(row, i);
      }
    }
  }

  /**
   * 1 for the level of the row and 0 for all others; the last is that of blanks if there is one.
   */
  record OneHot(Classes levels, boolean blankIsLevel) implements ColumnEncoding {
    @Override
    public int width() {
      return levels.names().size() + (blankIsLevel ? 1 : 0);
    }

    @Override
    public void encode(TableColumn column, int row, float[] out, int at) {
      int level = levelOf(column.levels().text(row));
      if (level >= 0) {
        out[at + level] = 1;
      }
    }

    /** The number of a level, -1 of one that is not known. */
    int levelOf(String text) {
      if (text == null) {
        return blankIsLevel ? levels.names().size() : -1;
      }
      return levels.numbers().getOrDefault(text, -1);
    }
  }

  /** That of a column, from training rows alone. */
  static ColumnEncoding of(TableColumn column, TableRows training) {
    return column.use() == Use.NUMBERS
        ? new Numbers(column.width())
        : new OneHot(
            Classes.of(training.texts(column.levels())), training.hasBlank(column.levels()));
  }
}
