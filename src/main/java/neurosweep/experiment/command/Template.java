package neurosweep.experiment.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.core.UserError;

/**
 * A program and its arguments with names in braces, such as {@code --lr={learning_rate}}; a doubled
 * brace stands for itself. Values go into arguments as they are: no shell reads them.
 */
final class Template {
  private final List<List<Piece>> arguments = new ArrayList<>();

  /** A stretch of an argument: a text, or a name for which a value stands. */
  private record Piece(String text, boolean isName) {}

  /**
   * Reads it.
   *
   * @throws UserError where a brace is not closed or not opened
   */
  Template(List<String> command) {
    for (String argument : command) {
      arguments.add(pieces(argument));
    }
  }

  private static List<Piece> pieces(String argument) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < argument.length(); i++) {
      char c = argument.charAt(i);
      boolean doubled = i + 1 < argument.length() && argument.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        text.append(c);
        i++;
      } else if (c == '{') {
        int end = argument.indexOf('}', i);
        if (end < 0) {
          throw unbalanced(argument);
        }
        pieces.add(new Piece(text.toString(), false));
        text.setLength(0);
        pieces.add(new Piece(argument.substring(i + 1, end).strip(), true));
        i = end;
      } else if (c == '}') {
        throw unbalanced(argument);
      } else {
        text.append(c);
      }
    }
    pieces.add(new Piece(text.toString(), false));
    return pieces;
  }

  private static UserError unbalanced(String argument) {
    return new UserError(
        "\""
            + argument
            + "\" has a brace by itself, must be as {learning_rate}; write {{ and }} for braces");
  }

  /** The names in braces. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (List<Piece> pieces : arguments) {
      pieces.stream().filter(Piece::isName).forEach(piece -> names.add(piece.text));
    }
    return names;
  }

  /** The command with values for names. */
  List<String> filled(Map<String, String> values) {
    List<String> filled = new ArrayList<>();
    for (List<Piece> pieces : arguments) {
      StringBuilder argument = new StringBuilder();
      pieces.forEach(piece -> argument.append(piece.isName ? values.get(piece.text) : piece.text));
      filled.add(argument.toString());
    }
    return filled;
  }
}
