package neurosweep.reference;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.core.UserError;
import neurosweep.math.Backend;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of {@code reference/credit}, one an algorithm, were computed from the equations in 50-digit
 * arithmetic: a selection that has every rule, activation and option.
 */
class CreditVectorsTest {
  private static final Path FIXTURES = Path.of("src/test/resources/reference/credit");
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyCaseIsMetOnEveryBackendInBothPrecisions(Path file) throws IOException {
    for (String backend : TargetPropagationVectorsTest.backends()) {
      Deviations found =
          ReferenceFile.check("credit", Files.readString(file), Backend.choose(backend));
      assertTrue(
          found.pass(), () -> found.all().stream().filter(d -> !d.passes()).toList().toString());
      assertTrue(found.all().stream().anyMatch(d -> d.quantity().endsWith(" float32")));
      assertTrue(found.all().stream().anyMatch(d -> !d.quantity().endsWith(" float32")));
    }
  }

  @Test
  void theWholeFileIsMetWhereItIsPresent() throws IOException {
    Path whole = Path.of("../shared/reference/reference-credit.json");
    Assumptions.assumeTrue(Files.exists(whole));
    CreditVectors family = new CreditVectors();
    Deviations found = new Deviations();
    for (JsonNode aCase : JSON.readTree(whole.toFile())) {
      if (family.recognises(aCase)) {
        family.check(aCase, Backend.choose("vector"), found);
      }
    }
    assertTrue(
        found.pass(), () -> found.all().stream().filter(d -> !d.passes()).toList().toString());
  }

  /** Every expectation of every case is compared: its change by a thousandth is seen. */
  @ParameterizedTest
  @MethodSource("files")
  void aWrongNumberIsFound(Path file) throws IOException {
    for (JsonNode aCase : JSON.readTree(file.toFile())) {
      for (String field : names(aCase.get("expect"))) {
        ObjectNode wrong = aCase.deepCopy();
        ObjectNode expect = (ObjectNode) wrong.get("expect");
        expect.set(field, changed(expect.get(field)));
        String text = JSON.createArrayNode().add(wrong).toString();
        String name = aCase.get("case").asText() + " " + field;
        assertFalse(ReferenceFile.check("f", text, Backend.choose("ejml")).pass(), name);
      }
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode changed(JsonNode node) {
    if (node.isNumber()) {
      return JsonNodeFactory.instance.numberNode(node.asDouble() * 1.001 + 1e-3);
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

  /** Whatever a field holds, what comes of it is a sentence and no exception of ours. */
  @ParameterizedTest
  @MethodSource("files")
  void faultsOfAFileAreTheUsers(Path file) throws IOException {
    JsonNode cases = JSON.readTree(file.toFile());
    JsonNode aCase = cases.get(cases.size() - 1);
    for (String field : names(aCase.get("inputs"))) {
      ObjectNode broken = aCase.deepCopy();
      ((ObjectNode) broken.get("inputs")).put(field, "nonsense");
      String text = JSON.createArrayNode().add(broken).toString();
      assertThrows(
          UserError.class,
          () -> ReferenceFile.check("f", text, Backend.choose("ejml")),
          aCase.get("case").asText() + " " + field);
    }
  }
}
