package neurosweep.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lines of a journal as they are on disk, read without the product's reader, which merges what
 * it finds.
 */
final class JournalText {
  private static final Pattern RESULT =
      Pattern.compile(
          "[0-9a-f]{8} \\{\"id\":\"([0-9a-f]+)\",\"state\":\"(?:FINISHED|DIVERGED)\",.*");

  private final Map<String, Set<String>> linesById = new HashMap<>();

  private JournalText() {}

  /** The complete lines of a sweep's journal, none where there is no journal yet. */
  static JournalText read(Path sweep) throws IOException {
    JournalText text = new JournalText();
    for (Path segment : segments(sweep)) {
      String content = new String(bytes(segment), StandardCharsets.ISO_8859_1);
      String complete = content.substring(0, content.lastIndexOf('\n') + 1);
      complete.lines().forEach(text::add);
    }
    return text;
  }

  /** The files of a sweep's journal that hold results. */
  static List<Path> segments(Path sweep) throws IOException {
    Path journal = sweep.resolve("journal");
    if (!Files.isDirectory(journal)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(journal)) {
      return files.filter(file -> file.toString().matches(".*\\.(seg|open)")).sorted().toList();
    }
  }

  /** How many lines a sweep's journal has, which is quicker than to read them. */
  static int lines(Path sweep) throws IOException {
    int lines = 0;
    for (Path segment : segments(sweep)) {
      for (byte each : bytes(segment)) {
        lines += each == '\n' ? 1 : 0;
      }
    }
    return lines;
  }

  /** A segment's content, nothing if it has been sealed or merged since it was listed. */
  private static byte[] bytes(Path segment) throws IOException {
    try {
      return Files.readAllBytes(segment);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  private void add(String line) {
    Matcher result = RESULT.matcher(line);
    if (result.matches()) {
      // the same line twice is a copy, such as when a merge of segments was killed halfway
      linesById.computeIfAbsent(result.group(1), id -> new HashSet<>()).add(line);
    }
  }

  /** How many cells have a result. */
  int size() {
    return linesById.size();
  }

  /** The cells that have run, and been journaled, more than once. */
  List<String> repeats() {
    return linesById.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(entry -> entry.getKey() + " has " + entry.getValue().size() + " results")
        .toList();
  }

  /** The cells whose result, as it is here, is not in a later state of the same journal. */
  List<String> missingFrom(JournalText later) {
    List<String> missing = new ArrayList<>();
    linesById.forEach(
        (id, lines) -> {
          if (!later.linesById.getOrDefault(id, Set.of()).containsAll(lines)) {
            missing.add(id + " was in the journal at a kill and its result is not there now");
          }
        });
    return missing;
  }
}
