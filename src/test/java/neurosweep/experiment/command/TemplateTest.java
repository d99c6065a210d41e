package neurosweep.experiment.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How values get into a command. */
class TemplateTest {
  @Test
  void valuesStandForNamesAndNothingElseIsTouched() {
    Template template =
        new Template(List.of("python3", "a b.py", "--x={x},{y}", "{ x }", "{{x}} $HOME `id`", ""));
    assertEquals(Set.of("x", "y"), template.names());
    assertEquals(
        List.of("python3", "a b.py", "--x={y}; rm -rf /,2", "{y}; rm -rf /", "{x} $HOME `id`", ""),
        template.filled(Map.of("x", "{y}; rm -rf /", "y", "2")),
        "a value is not read again, and no shell reads it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{x", "x}", "{x}}", "a{"})
  void aBraceByItselfIsRefused(String argument) {
    UserError refused = assertThrows(UserError.class, () -> new Template(List.of("p", argument)));
    assertEquals(
        "\""
            + argument
            + "\" has a brace by itself, must be as {learning_rate}; write {{ and }} for braces",
        refused.getMessage());
  }
}
