package neurosweep.cli;

import java.io.PrintWriter;
import java.util.List;

/** Lines of words in columns, indented by two. */
final class ColumnText {
  private ColumnText() {}

  /** Prints lines of equal length, each column as wide as its longest word. */
  static void print(PrintWriter out, List<List<String>> lines) {
    int columns = lines.get(0).size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        text.append("  ").append(line.get(i)).append(" ".repeat(widths[i] - line.get(i).length()));
      }
      out.println(text.toString().stripTrailing());
    }
  }
}
