package neurosweep.experiment.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import neurosweep.core.Param;
import neurosweep.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job says of the knobs and metrics of numbers that are made elsewhere. */
class DefinitionTest {
  @Test
  void theDefaultTellsTheKindOfAKnob() {
    Definition read =
        Definition.of(
            "rate=0.1, eta=1e-3, point=.5, depth=2, minus=-3, on=true, name=adam, none=",
            "a=max",
            Set.of());
    assertEquals(
        List.of(
            Param.Kind.REAL,
            Param.Kind.REAL,
            Param.Kind.REAL,
            Param.Kind.INTEGER,
            Param.Kind.INTEGER,
            Param.Kind.FLAG,
            Param.Kind.TEXT,
            Param.Kind.TEXT),
        read.knobs().stream().map(Param::kind).toList());
    assertEquals(
        List.of("0.1", "0.001", "0.5", "2", "-3", "true", "adam", ""),
        read.knobs().stream().map(knob -> knob.defaultValue().toString()).toList());
    assertEquals(2L, read.whole("depth").orElseThrow().defaultValue());
    assertEquals(true, read.whole("rate").isEmpty());
  }

  @Test
  void theFirstMetricWithABetterEndSelects() {
    Definition read = Definition.of("", "epochs=none, loss=min, accuracy=max", Set.of());
    assertEquals("loss", read.objective().name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate | a=max | knobs: \"rate\" has no value, must be as learning_rate=0.1",
        "=1 | a=max | knobs: \"=1\" has no value, must be as learning_rate=0.1",
        "a b=1 | a=max | knobs: column name is \"a b\", must be letters, digits, - and _, at most"
            + " 100",
        "seed=1 | a=max | knobs: \"seed\" means something else already; take another name",
        "x=1, x=2 | a=max | knobs: \"x\" means something else already; take another name",
        "x=1 | x=max | metrics: \"x\" means something else already; take another name",
        "x=1 | a=best | metrics: unknown better end of a \"best\" (known: max, min, none)",
        "x=1 | a=none | metrics: has none with a better end, must have one, as in metrics:"
            + " {accuracy: max}",
        "x=1 | '' | metrics: is missing, must name what is measured, as in metrics: {accuracy:"
            + " max}",
        "x=1e999 | a=max | knobs: x is 1e999, must be finite"
      })
  void faultsNameTheKnobTheValueAndTheRule(String knobs, String metrics, String fault) {
    UserError refused =
        assertThrows(UserError.class, () -> Definition.of(knobs, metrics, Set.of("seed")));
    assertEquals(fault, refused.problems().stream().collect(Collectors.joining("; ")));
  }
}
