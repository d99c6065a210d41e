package neurosweep.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.UserError;
import neurosweep.math.Backend;
import org.junit.jupiter.api.Test;

/** {@code reference-ei.json} was checked against the authors' published program. */
class BalancedNetworkVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ArrayNode fixture() throws IOException {
    try (InputStream in =
        BalancedNetworkVectorsTest.class.getResourceAsStream("/reference/reference-ei.json")) {
      return (ArrayNode) JSON.readTree(in);
    }
  }

  private static Deviations check(JsonNode... cases) {
    ArrayNode list = JSON.createArrayNode();
    list.addAll(List.of(cases));
    return ReferenceFile.check("ei", list.toString(), Backend.choose("ejml"));
  }

  private static ObjectNode named(String name) throws IOException {
    for (JsonNode aCase : fixture()) {
      if (aCase.get("case").asText().equals(name)) {
        return (ObjectNode) aCase;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static ObjectNode inputs(JsonNode aCase) {
    return (ObjectNode) aCase.get("inputs");
  }

  private static ObjectNode expect(JsonNode aCase) {
    return (ObjectNode) aCase.get("expect");
  }

  @Test
  void everyCaseIsMet() throws IOException {
    Deviations found = ReferenceFile.check("ei", fixture().toString(), Backend.choose("ejml"));
    assertTrue(
        found.pass(), () -> found.all().stream().filter(d -> !d.passes()).toList().toString());
    assertEquals(5, found.all().stream().filter(d -> d.quantity().endsWith(" spikes")).count());
    assertTrue(found.all().size() >= 22, "only " + found.all());
  }

  @Test
  void aSpikeMoreOrLessIsFound() throws IOException {
    for (String name : List.of("sim_voltage_delta_0", "sim_current_delayed", "sim_image_nested")) {
      ObjectNode less = named(name);
      ((ArrayNode) expect(less).get("spikes_E")).remove(5);
      assertFalse(check(less).pass(), name);
      ObjectNode moved = named(name);
      ArrayNode spike = (ArrayNode) expect(moved).get("spikes_E").get(5);
      spike.set(0, JSON.getNodeFactory().numberNode(spike.get(0).asInt() + 1));
      assertFalse(check(moved).pass(), name);
    }
  }

  @Test
  void aNumberThatIsOffInTheNinthDigitIsFound() throws IOException {
    ObjectNode aCase = named("kkt_solution_1");
    ArrayNode r = (ArrayNode) expect(aCase).get("r_E");
    r.set(0, JSON.getNodeFactory().numberNode(r.get(0).asDouble() * (1 + 1e-8)));
    assertFalse(check(aCase).pass());
  }

  private interface Damage {
    void to(ObjectNode aCase);
  }

  private static String message(String name, Damage damage) throws IOException {
    ObjectNode aCase = named(name);
    damage.to(aCase);
    return assertThrows(UserError.class, () -> check(aCase), name).getMessage();
  }

  @Test
  void malformedCasesAreUserErrors() throws IOException {
    List<String> messages = new ArrayList<>();
    messages.add(message("sim_voltage_delta_0", c -> inputs(c).remove("W_EI")));
    messages.add(message("sim_voltage_delta_0", c -> inputs(c).put("T", 1e12)));
    messages.add(message("sim_voltage_delta_0", c -> inputs(c).put("dt", -1)));
    messages.add(message("sim_voltage_delta_0", c -> inputs(c).set("W_IE", inputs(c).get("W_EE"))));
    messages.add(message("sim_voltage_delta_0", c -> inputs(c).set("V_E0", inputs(c).get("V_I0"))));
    messages.add(
        message(
            "sim_voltage_delta_0",
            c -> ((ArrayNode) inputs(c).get("x_spikes")).addArray().add(5).add(99)));
    messages.add(message("sim_voltage_delta_0", c -> expect(c).putObject("V_E").putArray("201")));
    messages.add(message("sim_voltage_delta_0", c -> expect(c).put("colour", 1)));
    messages.add(message("sim_current_delayed", c -> inputs(c).put("n_forced", 1000)));
    messages.add(message("sim_image_nested", c -> inputs(c).put("delta", 54)));
    messages.add(message("weights_grid_0", c -> inputs(c).put("n", 1_000_000)));
    messages.add(message("weights_image", c -> inputs(c).put("NI", 5)));
    messages.add(message("weights_balanced_0", c -> inputs(c).putArray("R1").addArray().add("x")));
    messages.add(message("matlab_rng_seed1", c -> inputs(c).put("seed", 0.5)));
    messages.add(message("isi_statistics", c -> inputs(c).putArray("spike_steps").add(3)));
    messages.add(message("population_vector", c -> inputs(c).putArray("times").add(0)));
    messages.forEach(text -> assertTrue(text.startsWith("ei: case "), text));
  }
}
