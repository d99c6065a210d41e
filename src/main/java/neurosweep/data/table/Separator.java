package neurosweep.data.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import neurosweep.data.CsvLines;

/** What stands between the cells of a text file. */
public enum Separator {
  COMMA(','),
  SEMICOLON(';'),
  TAB('\t'),
  PIPE('|');

  private static final String AUTO = "auto";
  private static final int MOST_LINES = 20;

  private final char character;

  Separator(char character) {
    this.character = character;
  }

  /** The words of the knob. */
  static List<String> words() {
    return Stream.concat(Stream.of(AUTO), Arrays.stream(values()).map(Separator::word)).toList();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that word; nothing where the file decides. */
  static Optional<Separator> named(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /**
   * The one that divides the first lines into equally many cells, as many as can be; comma if none
   * does.
   */
  public static Separator detect(CsvLines lines) throws IOException {
    List<String> first = new ArrayList<>();
    while (first.size() < MOST_LINES && lines.next()) {
      first.add(lines.text());
    }
    Separator best = COMMA;
    long most = 0;
    for (Separator each : values()) {
      long alike = each.countAlike(first);
      if (alike > most) {
        best = each;
        most = alike;
      }
    }
    return best;
  }

  /** How often it stands in each line; of lines that differ, less than of any that do not. */
  private long countAlike(List<String> lines) {
    if (lines.isEmpty()) {
      return 0;
    }
    long first = count(lines.get(0));
    boolean alike = lines.stream().allMatch(line -> count(line) == first);
    return first == 0 ? 0 : alike ? first + CsvLines.MOST_CELLS : first;
  }

  private long count(String line) {
    boolean open = false;
    long count = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      open ^= c == '"';
      count += c == character && !open ? 1 : 0;
    }
    return count;
  }

  /** The character itself. */
  public char character() {
    return character;
  }

  /** In words. */
  String inWords() {
    return "separated by " + (this == TAB ? "tabs" : word() + "s");
  }
}
