package neurosweep.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import neurosweep.core.Names;
import neurosweep.core.Problems;
import neurosweep.experiment.command.Imported;
import neurosweep.result.ResultColumns;
import neurosweep.result.SummaryColumns;

/** What the columns of another tool's table are, and what they are called in a sweep. */
final class ForeignColumns {
  /** Of a table that was written with its row numbers. */
  private static final Pattern ROW_NUMBERS =
      Pattern.compile("|Unnamed: \\d+|__index_level_\\d+__|level_\\d+|index");

  /** Of what tools call the number that begins a generator of random numbers. */
  private static final Pattern LIKE_SEED =
      Pattern.compile("(.*[^a-z])?(seed|random[ _-]?state)", Pattern.CASE_INSENSITIVE);

  /** Stands for no column in {@code --seed}. */
  private static final String NO_SEED = "none";

  /** Stands for a name of which no letter is left. */
  private static final String UNREADABLE = "x";

  private static final Set<String> TAKEN = taken();

  private final List<String> header;
  private final List<Role> roles = new ArrayList<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final List<String> renamed = new ArrayList<>();
  private final boolean seedAsked;

  /**
   * Reads the header.
   *
   * @param knobs columns that are knobs whatever the style says
   * @param seed the column that is the seed whatever the style says, or {@code none}; empty if
   *     nothing is said
   */
  ForeignColumns(
      List<String> header, ImportStyle style, List<String> knobs, String seed, Problems problems) {
    this.header = header;
    this.seedAsked = !seed.isEmpty();
    for (String column : header) {
      boolean number = ROW_NUMBERS.matcher(column).matches();
      roles.add(number ? Role.nothing(column) : style.role(column));
    }
    for (String knob : knobs) {
      set(knob, Role.Kind.KNOB, "--knobs", problems);
    }
    if (!seed.isEmpty()) {
      all(Role.Kind.SEED).forEach(i -> roles.set(i, Role.nothing(header.get(i))));
      if (!seed.equals(NO_SEED) || find(seed).isPresent()) {
        set(seed, Role.Kind.SEED, "--seed", problems);
      }
    }
    if (all(Role.Kind.KNOB).isEmpty() && problems.isEmpty()) {
      String word = style.name().toLowerCase(Locale.ROOT);
      problems.add(
          "--knobs",
          style.tellsKnobs()
              ? "is missing, and no column is named as " + word + " names a knob; is --from right?"
              : "is missing, must name the columns that were varied, as in --knobs lr,depth: a table"
                  + " of --from "
                  + word
                  + " does not tell (columns: "
                  + String.join(", ", header.stream().limit(Names.MOST_LISTED).toList())
                  + ")");
    }
    name(problems);
  }

  private static Set<String> taken() {
    Set<String> taken = new HashSet<>(Imported.TAKEN);
    taken.addAll(ResultColumns.FIXED);
    taken.addAll(SummaryColumns.FIXED);
    return taken;
  }

  private void set(String column, Role.Kind kind, String option, Problems problems) {
    OptionalInt at = find(column);
    if (at.isEmpty()) {
      problems.add(option, Names.unknown("column", column, header));
    } else {
      roles.set(at.getAsInt(), new Role(kind, roles.get(at.getAsInt()).name()));
    }
  }

  /** A column by its name in the table, or without the tool's prefix. */
  private OptionalInt find(String name) {
    int exact = header.indexOf(name);
    return exact >= 0
        ? OptionalInt.of(exact)
        : IntStream.range(0, roles.size())
            .filter(i -> roles.get(i).name().equals(name))
            .findFirst();
  }

  /** A measured column by its name in the table, in the sweep, or without the tool's prefix. */
  OptionalInt number(String name) {
    List<Integer> numbers = all(Role.Kind.NUMBER);
    return Stream.<IntPredicate>of(
            i -> header.get(i).equals(name),
            i -> roles.get(i).name().equals(name),
            i -> names.get(i).equals(name))
        .flatMapToInt(is -> numbers.stream().mapToInt(i -> i).filter(is))
        .findFirst();
  }

  /** Why no number is called so. */
  String noNumber(String name) {
    OptionalInt at = find(name);
    if (at.isEmpty()) {
      return Names.unknown("measured column", name, numbers());
    }
    Role role = roles.get(at.getAsInt());
    String rename = "; if it was measured, rename it in the file, as in my_" + role.name();
    return switch (role.kind()) {
      case KNOB -> name + " is a knob, must be a column that was measured";
      case NOTHING ->
          name
              + (TAKEN.contains(role.name())
                  ? " is the name of a column of results, and no metric"
                  : " is bookkeeping of the tool or a row number, and no metric")
              + rename;
      default -> name + " means what it means in results, and is no metric" + rename;
    };
  }

  /** Whether the user wants trials numbered whatever the table says. */
  boolean passesSeedsOver() {
    return seedAsked && !has(Role.Kind.SEED);
  }

  /** A column that may be the seed, where none is called so. */
  Optional<String> likeSeed() {
    return has(Role.Kind.SEED) || seedAsked
        ? Optional.empty()
        : IntStream.range(0, header.size())
            .filter(i -> LIKE_SEED.matcher(roles.get(i).name()).matches())
            .mapToObj(header::get)
            .findFirst();
  }

  /** Gives knobs and numbers names that a sweep can have; what is one already keeps it. */
  private void name(Problems problems) {
    Set<String> used = new HashSet<>(TAKEN);
    List<Integer> order = new ArrayList<>(all(Role.Kind.KNOB));
    order.addAll(all(Role.Kind.NUMBER));
    for (int i : order) {
      String wish = roles.get(i).name();
      if (wish.equals(LatinName.of(wish).text()) && used.add(wish)) {
        names.put(i, wish);
      }
    }
    for (int i : order) {
      if (!names.containsKey(i)) {
        String latin = LatinName.of(roles.get(i).name()).text();
        String base = latin.isEmpty() ? UNREADABLE : latin;
        if (latin.isEmpty() && used.contains(UNREADABLE)) {
          problems.add(
              header.get(i),
              "has no letter that the name of a column can have (letters a to z, digits, - and _), as"
                  + " another one; rename them in the file");
        }
        String suffix = roles.get(i).kind() == Role.Kind.KNOB ? "_knob" : "_metric";
        String name = TAKEN.contains(base) ? base + suffix : base;
        for (int n = 2; !used.add(name); n++) {
          name = base + "_" + n;
        }
        names.put(i, name);
        renamed.add(header.get(i) + " is " + name);
      }
    }
  }

  /** The columns of a kind, in the order of the table. */
  List<Integer> all(Role.Kind kind) {
    return IntStream.range(0, roles.size())
        .filter(i -> roles.get(i).kind() == kind)
        .boxed()
        .toList();
  }

  /** What is in a row under a kind of which there is one column; empty without one. */
  String cell(List<String> row, Role.Kind kind) {
    List<Integer> columns = all(kind);
    return columns.isEmpty() ? "" : row.get(columns.get(0));
  }

  boolean has(Role.Kind kind) {
    return !all(kind).isEmpty();
  }

  /** Of a knob or a number, in the sweep. */
  String name(int column) {
    return names.get(column);
  }

  /** In the table. */
  String title(int column) {
    return header.get(column);
  }

  /** What is called otherwise than in the table. */
  List<String> renamed() {
    return renamed;
  }

  /** The names by which numbers may be asked for. */
  Set<String> numbers() {
    Set<String> numbers = new LinkedHashSet<>();
    all(Role.Kind.NUMBER).forEach(i -> numbers.add(roles.get(i).name()));
    return numbers;
  }
}
