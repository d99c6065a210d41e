package neurosweep.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.math.Backend;
import neurosweep.store.BoundedJson;

/** A JSON file of reference cases. */
public final class ReferenceFile {
  private static final ObjectMapper JSON =
      BoundedJson.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private ReferenceFile() {}

  /**
   * Runs every case of a file.
   *
   * @param name for messages
   * @param text the JSON text: a list of cases
   * @param backend computes
   * @throws UserError if the text is not a list of cases that some family recognises
   */
  public static Deviations check(String name, String text, Backend backend) {
    JsonNode cases = read(name, text);
    Deviations found = new Deviations();
    Problems problems = new Problems();
    for (int i = 0; i < cases.size(); i++) {
      JsonNode aCase = cases.get(i);
      String where = name + ": case " + aCase.path("case").asText("number " + (i + 1));
      ReferenceFamily family =
          ReferenceFamily.CATALOG.members().stream()
              .filter(member -> member.recognises(aCase))
              .findFirst()
              .orElse(null);
      if (family == null) {
        problems.add(
            where,
            "no family recognises it (known: "
                + String.join(", ", ReferenceFamily.CATALOG.names())
                + ")");
        continue;
      }
      try {
        family.check(aCase, backend, found);
      } catch (UserError e) {
        problems.add(where, e.getMessage());
      }
    }
    problems.throwIfAny();
    return found;
  }

  private static JsonNode read(String name, String text) {
    JsonNode cases;
    try {
      cases = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      if (BoundedJson.isTooMuch(e)) {
        throw new UserError(name + " is not JSON that holds cases: it has more or deeper parts", e);
      }
      throw new UserError(name + " is not JSON: " + e.getOriginalMessage(), e);
    }
    if (cases == null || !cases.isArray() || cases.isEmpty()) {
      throw new UserError(name + " must hold a JSON list of at least one case");
    }
    return cases;
  }
}
