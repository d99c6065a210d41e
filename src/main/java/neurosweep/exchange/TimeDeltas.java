package neurosweep.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import neurosweep.store.BoundedJson;

/**
 * Which columns of a Parquet file are time deltas: Parquet has none, so that pandas writes whole
 * numbers and says their unit in the footer.
 *
 * @param seconds what one is in seconds, by the name of the column
 */
record TimeDeltas(Map<String, Double> seconds) {
  private static final JsonMapper JSON = BoundedJson.builder().build();
  private static final Map<String, Double> UNITS =
      Map.of("s", 1.0, "ms", 1e-3, "us", 1e-6, "ns", 1e-9);

  /** Those that the footer tells of; none of a footer that cannot be read. */
  static TimeDeltas of(Map<String, String> footer) {
    Map<String, Double> seconds = new HashMap<>();
    try {
      JsonNode columns = JSON.readTree(footer.getOrDefault("pandas", "{}")).path("columns");
      for (JsonNode column : columns) {
        String type = column.path("numpy_type").asText();
        UNITS.forEach(
            (unit, factor) -> {
              if (type.equals("timedelta64[" + unit + "]")) {
                seconds.put(column.path("name").asText(), factor);
              }
            });
      }
    } catch (IOException e) {
      seconds.clear(); // it is not pandas's, whatever it is called
    }
    return new TimeDeltas(seconds);
  }

  /** A value as a text, a time delta in seconds; empty where there is none. */
  String text(String column, Object value) {
    if (value instanceof Long count && seconds.containsKey(column)) {
      return count == Long.MIN_VALUE ? "" : Double.toString(count * seconds.get(column));
    }
    return value == null ? "" : value.toString();
  }
}
