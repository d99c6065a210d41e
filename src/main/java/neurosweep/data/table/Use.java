package neurosweep.data.table;

/** What a column is for. */
enum Use {
  /** The classes. */
  LABEL,
  /** A feature that is a number, or several in a list. */
  NUMBERS,
  /** A feature for each level. */
  CATEGORY,
  /** Left out as asked. */
  DROPPED,
  /** Left out, since it holds row numbers or has no name. */
  INDEX;

  boolean isLeftOut() {
    return this == DROPPED || this == INDEX;
  }

  boolean isFeature() {
    return this == NUMBERS || this == CATEGORY;
  }
}
