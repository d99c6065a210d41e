package neurosweep.core;

/**
 * A column of a result table.
 *
 * @param name the name in Parquet and in tables
 * @param type the type of its values; every value may be missing
 * @param unit the unit, or an empty string
 * @param doc one line of explanation
 */
public record Column(String name, Type type, String unit, String doc) {

  /** Column types, each with one Java and one Parquet type. */
  public enum Type {
    /** Double. */
    REAL,
    /** Long. */
    INTEGER,
    /** Boolean. */
    FLAG,
    /** String. */
    TEXT
  }

  /** A real column. */
  public static Column real(String name, String unit, String doc) {
    return new Column(name, Type.REAL, unit, doc);
  }

  /** A whole-number column. */
  public static Column integer(String name, String unit, String doc) {
    return new Column(name, Type.INTEGER, unit, doc);
  }

  /** A true/false column. */
  public static Column flag(String name, String doc) {
    return new Column(name, Type.FLAG, "", doc);
  }

  /** A text column. */
  public static Column text(String name, String doc) {
    return new Column(name, Type.TEXT, "", doc);
  }
}
