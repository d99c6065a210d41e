package neurosweep.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown file of the project.
 *
 * @param file where it is
 * @param prose its lines outside of fenced blocks
 * @param blocks its fenced blocks in order
 */
public record DocumentPage(Path file, List<String> prose, List<Block> blocks) {
  private static final Pattern FENCE = Pattern.compile(" *```(\\w*)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  /**
   * A fenced block.
   *
   * @param language as the fence names it
   * @param lines what is in it
   */
  public record Block(String language, List<String> lines) {
    public String text() {
      return String.join("\n", lines) + "\n";
    }
  }

  public static DocumentPage read(Path file) {
    List<String> prose = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    Block open = null;
    for (String line : text(file).lines().toList()) {
      Matcher fence = FENCE.matcher(line);
      if (fence.matches()) {
        if (open != null) {
          blocks.add(open);
        }
        open = open == null ? new Block(fence.group(1), new ArrayList<>()) : null;
      } else {
        (open == null ? prose : open.lines()).add(line);
      }
    }
    if (open != null) {
      throw new AssertionError(file + " ends within a fenced block");
    }
    return new DocumentPage(file, prose, blocks);
  }

  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Targets of links, as written. */
  public List<String> links() {
    List<String> links = new ArrayList<>();
    for (String line : prose) {
      Matcher link = LINK.matcher(line.replaceAll("`[^`]*`", ""));
      while (link.find()) {
        links.add(link.group(1));
      }
    }
    return links;
  }

  /** The names by which links reach its headings, as GitHub makes them. */
  public Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    for (String line : prose) {
      if (line.matches("#+ .*")) {
        String heading = line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT);
        anchors.add(heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
      }
    }
    return anchors;
  }

  /** Rows of tables below a heading row that has this word. */
  public List<String> rows(String heading) {
    List<String> rows = new ArrayList<>();
    boolean inside = false;
    String last = "";
    for (String line : prose) {
      if (line.startsWith("|--") || line.startsWith("|:-")) {
        inside = last.contains(heading);
      } else if (!line.startsWith("|")) {
        inside = false;
      } else if (inside) {
        rows.add(line);
      }
      last = line;
    }
    return rows;
  }
}
