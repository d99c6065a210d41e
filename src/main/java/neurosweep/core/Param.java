package neurosweep.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A knob, declared once beside the code that reads it; the job file, {@code list}, the result
 * columns and the cell's key derive from the declaration.
 *
 * @param <T> Double, Long, Boolean or String
 */
public final class Param<T> {

  /** What a knob's values are. */
  public enum Kind {
    /** A finite floating-point number. */
    REAL,
    /** A whole number. */
    INTEGER,
    /** True or false. */
    FLAG,
    /** Free text. */
    TEXT,
    /** Several texts as one value, separated by commas; a job file may write a list. */
    LIST,
    /** One of a fixed list of words. */
    CHOICE,
    /** The name of a family member, whose own knobs then apply too. */
    MEMBER
  }

  private final String name;
  private final Kind kind;
  private final String unit;
  private final String label;
  private final T defaultValue;
  private final double least;
  private final double most;
  private final boolean open;
  private final List<String> choices;
  private final Catalog<?> catalog;
  private final Function<String, List<Param<?>>> more;
  private final String doc;

  private Param(
      String name,
      Kind kind,
      T defaultValue,
      Range range,
      String unit,
      String label,
      List<String> choices,
      Catalog<?> catalog,
      Function<String, List<Param<?>>> more,
      String doc) {
    this.name = name;
    this.kind = kind;
    this.defaultValue = Objects.requireNonNull(defaultValue, name);
    this.least = range.least;
    this.most = range.most;
    this.open = range.open;
    this.unit = unit;
    this.label = label;
    this.choices = choices;
    this.catalog = catalog;
    this.more = more;
    this.doc = doc;
  }

  private static List<Param<?>> nothing(String member) {
    return List.of();
  }

  private static String words(String name) {
    return name.replace('_', ' ').strip();
  }

  private record Range(double least, double most, boolean open) {
    static final Range ALL = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);
  }

  /** A knob without bounds, unit or words of its own. */
  private static <T> Param<T> plain(String name, Kind kind, T defaultValue, String doc) {
    return among(name, kind, defaultValue, List.of(), null, doc);
  }

  /** A knob that chooses among words or members. */
  private static <T> Param<T> among(
      String name, Kind kind, T value, List<String> choices, Catalog<?> catalog, String doc) {
    return new Param<>(
        name, kind, value, Range.ALL, "", words(name), choices, catalog, Param::nothing, doc);
  }

  /** The same knob but for these. */
  private Param<T> but(
      T value, Range range, String unit, String label, Function<String, List<Param<?>>> more) {
    return new Param<>(name, kind, value, range, unit, label, choices, catalog, more, doc);
  }

  private Range range() {
    return new Range(least, most, open);
  }

  /** A real knob without bounds yet. */
  public static Param<Double> real(String name, double defaultValue, String doc) {
    return plain(name, Kind.REAL, defaultValue, doc);
  }

  /** A whole-number knob without bounds yet. */
  public static Param<Long> integer(String name, long defaultValue, String doc) {
    return plain(name, Kind.INTEGER, defaultValue, doc);
  }

  /** A true/false knob. */
  public static Param<Boolean> flag(String name, boolean defaultValue, String doc) {
    return plain(name, Kind.FLAG, defaultValue, doc);
  }

  /** A free-text knob. */
  public static Param<String> text(String name, String defaultValue, String doc) {
    return plain(name, Kind.TEXT, defaultValue, doc);
  }

  /** A knob whose value is several texts, see {@link ListText}; by default none. */
  public static Param<String> list(String name, String doc) {
    return plain(name, Kind.LIST, "", doc);
  }

  /** A knob that takes one of the words; the first is the default. */
  public static Param<String> choice(String name, List<String> words, String doc) {
    return among(name, Kind.CHOICE, words.get(0), List.copyOf(words), null, doc);
  }

  /** A knob that takes the names of some members of a family; the first is the default. */
  public static Param<String> choice(
      String name, List<String> members, Catalog<?> labels, String doc) {
    return among(name, Kind.CHOICE, members.get(0), List.copyOf(members), labels, doc);
  }

  /** A knob that names a member of a family. */
  public static Param<String> member(
      String name, Catalog<?> catalog, String defaultName, String doc) {
    return among(name, Kind.MEMBER, defaultName, List.of(), catalog, doc);
  }

  /** The same knob with inclusive bounds. */
  public Param<T> within(double least, double most) {
    return but(defaultValue, new Range(least, most, false), unit, label, more);
  }

  /** The same knob with an inclusive lower bound. */
  public Param<T> atLeast(double least) {
    return within(least, Double.POSITIVE_INFINITY);
  }

  /** The same knob with an exclusive lower bound. */
  public Param<T> above(double least) {
    return but(defaultValue, new Range(least, Double.POSITIVE_INFINITY, true), unit, label, more);
  }

  /** The same knob with a unit. */
  public Param<T> in(String unit) {
    return but(defaultValue, range(), unit, label, more);
  }

  /** The same knob under another label, which may end with the symbol of the paper. */
  public Param<T> called(String label) {
    return but(defaultValue, range(), unit, label, more);
  }

  /** The same knob with another default, for a member that wants its own. */
  public Param<T> byDefault(T value) {
    return but(value, range(), unit, label, more);
  }

  /**
   * The same knob in a place where members have more knobs than their own: an experiment's, which
   * only some of them read.
   *
   * @param more by the name of the member
   */
  public Param<T> bringing(Function<String, List<Param<?>>> more) {
    return but(defaultValue, range(), unit, label, more);
  }

  /** The knob's value in a cell: given, or the default. */
  public T of(Values values) {
    Object given = values.get(name);
    if (given != null && defaultValue != null && given.getClass() != defaultValue.getClass()) {
      throw new UserError( // of a journal that somebody edited
          name + " is " + given + ", must be of the type " + column().type());
    }
    @SuppressWarnings("unchecked") // a cell's values went through parse or canonical
    T value = given == null ? defaultValue : (T) given;
    return value;
  }

  /** Whether it names members of a family. */
  public boolean names(Catalog<?> family) {
    return catalog == family;
  }

  /**
   * Reads a value as a job file or the command line writes it.
   *
   * @throws UserError naming the knob, the value and the rule
   */
  public Object parse(String text) {
    return switch (kind) {
      case REAL -> bounded(number(text), text);
      case INTEGER -> whole(text);
      case FLAG -> truth(text);
      case TEXT -> visible(text);
      case LIST -> listed(text);
      case CHOICE -> oneOf(text);
      case MEMBER -> memberName(text);
    };
  }

  private double number(String text) {
    double value;
    try {
      value = Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new UserError(name + " is \"" + text + "\", must be a number");
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new UserError(name + " is " + text + ", must be finite");
    }
    return value + 0.0; // -0.0 and 0.0 are one value and one key
  }

  private Object whole(String text) {
    double value = number(text);
    if (value != Math.rint(value) || Math.abs(value) > 9.007199254740992e15) {
      throw new UserError(name + " is " + text + ", must be a whole number");
    }
    bounded(value, text);
    return (long) value;
  }

  private Double bounded(double value, String text) {
    boolean low = open ? value <= least : value < least;
    if (low || value > most) {
      throw new UserError(name + " is " + text.strip() + ", must be " + bounds());
    }
    return value;
  }

  private Boolean truth(String text) {
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new UserError(name + " is \"" + text + "\", must be true or false");
    };
  }

  private String visible(String text) {
    if (Names.hasInvisible(text)) {
      throw new UserError(
          name + " is \"" + text + "\", must hold no control or invisible characters");
    }
    return text;
  }

  /** One text for one list, however it was written. */
  private String listed(String text) {
    try {
      return ListText.join(ListText.split(visible(text)));
    } catch (IllegalArgumentException e) {
      throw new UserError(name + " is " + text + ", " + e.getMessage());
    }
  }

  private String oneOf(String text) {
    if (!choices.contains(text)) {
      String near =
          Names.closest(text, choices).map(n -> "; did you mean \"" + n + "\"?").orElse("");
      throw new UserError(
          name + " is \"" + text + "\", must be one of " + String.join(", ", choices) + near);
    }
    return text;
  }

  private String memberName(String text) {
    if (!catalog.has(text)) {
      throw new UserError(name + ": " + catalog.missing(text));
    }
    return text;
  }

  /** The bounds in words, or an empty string. */
  public String bounds() {
    boolean low = least != Double.NEGATIVE_INFINITY;
    boolean high = most != Double.POSITIVE_INFINITY;
    String from = (open ? "> " : ">= ") + plain(least);
    if (low && high) {
      return "from " + plain(least) + " to " + plain(most);
    }
    return low ? from : high ? "<= " + plain(most) : "";
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value).replace(".0E", "e").replace('E', 'e');
  }

  /**
   * The knobs that apply once members are chosen: the declared ones and, in place, those of each
   * chosen member, to any depth.
   *
   * @param declared the knobs of the experiment
   * @param values what is given so far
   */
  public static List<Param<?>> effective(List<Param<?>> declared, Values values) {
    Map<String, Param<?>> found = new LinkedHashMap<>();
    for (Param<?> param : declared) {
      param.collect(values, found);
    }
    return new ArrayList<>(found.values());
  }

  private void collect(Values values, Map<String, Param<?>> found) {
    found.putIfAbsent(name, this);
    if (kind == Kind.MEMBER) {
      for (Param<?> param : brought((String) of(values))) {
        param.collect(values, found);
      }
    }
  }

  /** The knobs that a member brings here. */
  private List<Param<?>> brought(String member) {
    List<Param<?>> all = new ArrayList<>(catalog.get(member).params());
    all.addAll(more.apply(member));
    return all;
  }

  /** Every knob that could apply with some choice of members. */
  public static List<Param<?>> possible(List<Param<?>> declared) {
    List<Param<?>> first = new ArrayList<>();
    declarations(declared).values().forEach(same -> first.add(same.get(0)));
    return first;
  }

  /**
   * All declarations of every knob that could apply, by name: two members may declare a knob of one
   * name with different bounds or defaults.
   */
  public static Map<String, List<Param<?>>> declarations(List<Param<?>> declared) {
    Map<String, List<Param<?>>> found = new LinkedHashMap<>();
    for (Param<?> param : declared) {
      param.collectAll(found);
    }
    return found;
  }

  private void collectAll(Map<String, List<Param<?>>> found) {
    found.computeIfAbsent(name, n -> new ArrayList<>()).add(this);
    if (kind == Kind.MEMBER) {
      for (Member member : catalog.members()) {
        brought(member.name()).forEach(param -> param.collectAll(found));
      }
    }
  }

  /** The name in job files and result columns. */
  public String name() {
    return name;
  }

  /** What readers call it. */
  public String label() {
    return label;
  }

  /** What readers call one of its values; empty where that is the value itself. */
  public String label(Object value) {
    return catalog != null && value instanceof String member && catalog.has(member)
        ? catalog.get(member).label()
        : "";
  }

  /** What its values are. */
  public Kind kind() {
    return kind;
  }

  /** The unit, or an empty string. */
  public String unit() {
    return unit;
  }

  /** The value where none is given. */
  public T defaultValue() {
    return defaultValue;
  }

  /** One line for {@code list}. */
  public String doc() {
    return doc;
  }

  /** The words of a choice, the names of a family, or nothing. */
  public List<String> words() {
    return kind == Kind.MEMBER ? catalog.names() : choices;
  }

  /** The type of the knob's column in tables. */
  public Column column() {
    Column.Type type =
        switch (kind) {
          case REAL -> Column.Type.REAL;
          case INTEGER -> Column.Type.INTEGER;
          case FLAG -> Column.Type.FLAG;
          case TEXT, LIST, CHOICE, MEMBER -> Column.Type.TEXT;
        };
    return new Column(name, type, unit, doc);
  }

  @Override
  public String toString() {
    return name + "=" + defaultValue;
  }
}
