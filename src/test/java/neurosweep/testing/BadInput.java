package neurosweep.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import neurosweep.cli.Shell;

/**
 * One malformed input: files, commands in which {@code @} stands for the directory of the test,
 * what each must say, and its exit code.
 *
 * <p>Tables of them are texts in {@code bad-input/}. Empty lines separate inputs. What the
 * beginning of a line says:
 *
 * <ul>
 *   <li><code>#</code> and a space: a comment
 *   <li><code>$ command</code>: the command
 *   <li><code>&gt; words</code>: what it must say
 *   <li><code>! code</code>: the exit code if not 2
 *   <li><code>| file</code>: the beginning of a file
 *   <li><code>~ file :: pattern :: replacement</code>: a change of a file of the finished sweep
 *       {@code out/tiny}
 * </ul>
 *
 * <p>Lines before any of these are {@code job.yaml} behind a name and an experiment. {@code
 * <<x*300>>} is 300 times x, {@code <<U+0007>>} a character.
 */
public record BadInput(
    String name, Setup setup, List<String> commands, List<String> said, int code) {
  private static final String HEAD = "name: n\nexperiment: classification\n";
  private static final Pattern REPEATED = Pattern.compile("<<(.+?)\\*(\\d+)>>");
  private static final Pattern CHARACTER = Pattern.compile("<<U\\+([0-9A-F]{4})>>");

  /** Puts the files in place. */
  public interface Setup {
    void in(Path directory) throws IOException;
  }

  /** An input that is refused with exit code 2. */
  public static BadInput refused(String name, Setup setup, String command, String... said) {
    return new BadInput(name, setup, List.of(command), List.of(said), 2);
  }

  @Override
  public String toString() {
    return name;
  }

  /** The inputs of a table; the commands are those of inputs that name none. */
  public static Stream<BadInput> table(String file, String... commands) {
    try (InputStream in = BadInput.class.getResourceAsStream("/bad-input/" + file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<BadInput> inputs = new ArrayList<>();
      for (String block : text.split("\n\\s*\n", -1)) {
        List<String> lines = block.lines().filter(line -> !line.startsWith("# ")).toList();
        if (!lines.isEmpty()) {
          inputs.add(new Block(lines, List.of(commands)).input());
        }
      }
      return inputs.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String expanded(String text) {
    String repeated =
        REPEATED
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1).repeat(Integer.parseInt(found.group(2)))));
    return CHARACTER
        .matcher(repeated)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
  }

  /** A block of lines of a table. */
  private static final class Block {
    private final List<String> lines;
    private final List<Setup> setups = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final StringBuilder content = new StringBuilder();
    private String file = "job.yaml";
    private boolean begun;
    private List<String> commands;
    private int code = 2;

    Block(List<String> lines, List<String> commands) {
      this.lines = lines;
      this.commands = commands;
    }

    BadInput input() {
      for (String line : lines) {
        String rest = expanded(line.substring(Math.min(2, line.length())));
        switch (line.length() > 1 && line.charAt(1) == ' ' ? line.charAt(0) : ' ') {
          case '$' -> commands = List.of(rest);
          case '>' -> said.add(rest);
          case '!' -> code = Integer.parseInt(rest);
          case '|' -> {
            endFile();
            file = rest;
            begun = true;
          }
          case '~' -> setups.add(change(rest.split(" :: ", -1)));
          default -> content.append(expanded(line)).append('\n');
        }
      }
      endFile();
      String name = String.join(" / ", lines);
      return new BadInput(
          name.substring(0, Math.min(300, name.length())), this::setUp, commands, said, code);
    }

    private void endFile() {
      if (!begun && content.isEmpty()) {
        return;
      }
      String text = begun ? content.toString() : withHead();
      Path place = Path.of(file);
      setups.add(
          directory -> {
            Path target = directory.resolve(place);
            Files.createDirectories(target.getParent());
            Shell.write(target, text);
          });
      content.setLength(0);
    }

    /** The line on which {@code #!} stands, or else the third, is named by the message. */
    private String withHead() {
      String text = HEAD + content;
      int at = text.indexOf("#!");
      long line = at < 0 ? 3 : text.substring(0, at).lines().count();
      said.add("job.yaml:" + line + ": ");
      return text;
    }

    private static Setup change(String[] parts) {
      return directory -> {
        Path target = directory.resolve("out/tiny").resolve(parts[0]);
        String text = Files.readString(target, StandardCharsets.ISO_8859_1);
        String changed =
            Pattern.compile(parts[1], Pattern.DOTALL).matcher(text).replaceFirst(parts[2]);
        if (changed.equals(text)) {
          throw new IllegalArgumentException(parts[1] + " is not in " + parts[0] + ":\n" + text);
        }
        Files.writeString(target, changed, StandardCharsets.ISO_8859_1);
      };
    }

    private void setUp(Path directory) throws IOException {
      for (Setup setup : setups) {
        setup.in(directory);
      }
    }
  }
}
