package neurosweep.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Several texts in one: separated by commas, blanks around them do not count. One that holds a
 * comma or a quote, or begins or ends with a blank, stands in double quotes, and a quote within
 * these is doubled.
 */
public final class ListText {
  private ListText() {}

  /**
   * The texts.
   *
   * @throws IllegalArgumentException with the rule that is broken
   */
  public static List<String> split(String text) {
    List<String> items = new ArrayList<>();
    if (text.isBlank()) {
      return items;
    }
    StringBuilder item = new StringBuilder();
    boolean open = false;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && open && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        item.append(text.charAt(++i));
      } else if (c == '"' && (open || (!quoted && item.toString().isBlank()))) {
        open = !open;
        quoted = true;
        if (open) {
          item.setLength(0);
        }
      } else if (c == ',' && !open) {
        add(items, item, quoted);
        quoted = false;
      } else if (!quoted || open) {
        item.append(c);
      } else if (c != ' ') {
        throw new IllegalArgumentException("must have a comma after a closing quote");
      }
    }
    if (open) {
      throw new IllegalArgumentException("must close its quote");
    }
    add(items, item, quoted);
    return items;
  }

  private static void add(List<String> items, StringBuilder item, boolean quoted) {
    String text = quoted ? item.toString() : item.toString().strip();
    if (text.isEmpty() && !quoted) {
      throw new IllegalArgumentException("must have a name between commas");
    }
    items.add(text);
    item.setLength(0);
  }

  /** One text for these. */
  public static String join(List<String> items) {
    return String.join(", ", items.stream().map(ListText::quoted).toList());
  }

  private static String quoted(String item) {
    boolean plain =
        item.equals(item.strip())
            && !item.isEmpty()
            && item.indexOf(',') < 0
            && item.indexOf('"') < 0;
    return plain ? item : '"' + item.replace("\"", "\"\"") + '"';
  }
}
