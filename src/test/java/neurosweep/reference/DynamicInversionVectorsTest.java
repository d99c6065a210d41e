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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import neurosweep.core.UserError;
import neurosweep.math.Backend;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code reference-di.json} was computed by the published program of Podlaski and Machens (2020): a
 * selection that has every algorithm, model, initialisation and shape.
 */
class DynamicInversionVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<String> backends() {
    return TargetPropagationVectorsTest.backends();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void everyCaseIsMet(String backend) throws IOException {
    assertPasses(ReferenceFile.check("di", fixture(), Backend.choose(backend)));
  }

  @Test
  void theWholeFileIsMetWhereItIsPresent() throws IOException {
    Path whole = Path.of("../shared/reference/reference-di.json");
    Assumptions.assumeTrue(Files.exists(whole));
    assertPasses(ReferenceFile.check("di", Files.readString(whole), Backend.choose("vector")));
  }

  private static void assertPasses(Deviations found) {
    assertTrue(
        found.pass(), () -> found.all().stream().filter(d -> !d.passes()).toList().toString());
    assertTrue(found.all().size() > 50, "quantities");
  }

  /** Every case has at least one number whose change by a thousandth is seen. */
  @Test
  void aWrongNumberIsFound() throws IOException {
    for (JsonNode node : JSON.readTree(fixture())) {
      ObjectNode aCase = (ObjectNode) node;
      if (aCase.get("algorithm").asText().equals("SSA_opt_outcome")) {
        continue;
      }
      ObjectNode expect = (ObjectNode) aCase.get("expect");
      String field = expect.fieldNames().next();
      expect.set(field, changed(expect.get(field)));
      String text = JSON.createArrayNode().add(aCase).toString();
      String name = aCase.get("case").asText();
      assertFalse(ReferenceFile.check("di", text, Backend.choose("ejml")).pass(), name);
    }
  }

  private static JsonNode changed(JsonNode node) {
    if (node.isBoolean()) {
      return JSON.getNodeFactory().booleanNode(!node.asBoolean());
    }
    if (node.isNumber()) {
      return JSON.getNodeFactory().numberNode(node.asDouble() * 1.001 + 1e-3);
    }
    if (node.isArray()) {
      ArrayNode list = node.deepCopy();
      list.set(0, changed(list.get(0)));
      return list;
    }
    ObjectNode array = node.deepCopy();
    array.set("data", changed(node.get("data")));
    return array;
  }

  /** A thousand million turns took days. */
  @Test
  void loopsOfAFileAreBounded() throws IOException {
    int bounded = 0;
    for (JsonNode aCase : JSON.readTree(fixture())) {
      for (String field : List.of("tsteps", "n_updates", "maxiters", "miniters")) {
        if (aCase.get("inputs").has(field)) {
          ObjectNode endless = aCase.deepCopy();
          ((ObjectNode) endless.get("inputs")).put(field, 1_000_000_000);
          String text = JSON.createArrayNode().add(endless).toString();
          UserError error =
              assertThrows(
                  UserError.class,
                  () -> ReferenceFile.check("di", text, Backend.choose("ejml")),
                  field);
          assertTrue(error.getMessage().contains("must be at most 20000"), error.getMessage());
          bounded++;
        }
      }
    }
    assertTrue(bounded > 10, "bounded " + bounded);
  }

  @Test
  void faultsOfAFileAreTheUsers() throws IOException {
    JsonNode cases = JSON.readTree(fixture());
    int faults = 0;
    for (JsonNode aCase : cases) {
      for (String part : List.of("inputs", "expect")) {
        List<String> fields = new java.util.ArrayList<>();
        aCase.get(part).fieldNames().forEachRemaining(fields::add);
        for (String field : fields) {
          if (faults < 400) {
            faults += fault(aCase, part, field);
          }
        }
      }
    }
    assertTrue(faults > 100, "faults " + faults);
  }

  /** A field that is text may be unused, but is never an exception that is not a user's error. */
  private static int fault(JsonNode aCase, String part, String field) {
    ObjectNode broken = aCase.deepCopy();
    ((ObjectNode) broken.get(part)).put(field, "nonsense");
    String text = JSON.createArrayNode().add(broken).toString();
    try {
      ReferenceFile.check("di", text, Backend.choose("ejml"));
      return 0;
    } catch (UserError e) {
      return 1;
    }
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    String text =
        "[{\"case\":\"x\",\"algorithm\":\"run_di_net\",\"inputs\":{\"tfunc\":\"linear\","
            + "\"W\":{\"shape\":[1,2],\"data\":[[1,2]]},\"B\":{\"shape\":[1,2],\"data\":[[1,2]]},"
            + "\"alpha\":0,\"y_hat\":[1]},\"expect\":{\"rx\":[1,2]},\"tol\":{\"rel\":0,\"abs\":1}}]";
    UserError error =
        assertThrows(UserError.class, () -> ReferenceFile.check("f", text, Backend.choose("ejml")));
    assertEquals(
        "f: case x: field \"B\" is 1 x 2, must be 2 x 1", error.getMessage(), error.getMessage());
  }

  private static String fixture() throws IOException {
    try (InputStream in =
        DynamicInversionVectorsTest.class.getResourceAsStream("/reference/reference-di.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
