package neurosweep.reference;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import neurosweep.core.UserError;
import neurosweep.math.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code reference-gait.json} was computed from the equations in 80-digit arithmetic. */
class TargetPropagationVectorsTest {

  static List<String> backends() {
    return Backend.catalog().members().stream()
        .filter(backend -> backend.unavailable().isEmpty())
        .map(Backend::name)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void everyRuleMeetsTheVectorsInBothPrecisions(String backend) throws IOException {
    Deviations found = ReferenceFile.check("gait", fixture(), Backend.choose(backend));

    assertTrue(
        found.pass(), () -> found.all().stream().filter(d -> !d.passes()).toList().toString());
    List<String> quantities = found.all().stream().map(Deviations.Deviation::quantity).toList();
    for (String rule : List.of("bp", "tp", "itp", "gait", "adam", "loss", "tp_targets")) {
      assertTrue(quantities.contains(rule + " float32"), rule);
      assertTrue(quantities.contains(rule + " float64"), rule);
    }
  }

  @Test
  void aWrongNumberIsFound() throws IOException {
    String scaled = fixture().replace("1.5670073077793905", "1.5670073977793905");
    assertFalse(ReferenceFile.check("gait", scaled, Backend.choose("ejml")).pass());
  }

  @Test
  void aCaseOfNoFamilyIsAFault() {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                ReferenceFile.check(
                    "f.json", "[{\"case\": \"x\", \"inputs\": {}}]", Backend.choose("ejml")));
    assertTrue(error.getMessage().contains("case x: no family recognises it"), error.getMessage());
  }

  private static String fixture() throws IOException {
    try (InputStream in =
        TargetPropagationVectorsTest.class.getResourceAsStream("/reference/reference-gait.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
