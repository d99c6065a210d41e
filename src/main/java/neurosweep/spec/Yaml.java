package neurosweep.spec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Names;
import neurosweep.core.Problems;

/** A piece of a job file as text, list or map; every piece knows where it is written. */
sealed interface Yaml {

  /** Where it is written. */
  Place place();

  /** What it is called in messages. */
  String kind();

  /** One value; {@code text} is as written, with quotes and escapes resolved. */
  record Scalar(String text, boolean missing, Place place) implements Yaml {
    @Override
    public String kind() {
      return missing ? "nothing" : "a single value";
    }
  }

  /** A list. */
  record Sequence(List<Yaml> items, Place place) implements Yaml {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A key's place and its value. */
  record Entry(Place place, Yaml value) {}

  /** A map in the order of the file. */
  record Mapping(Map<String, Entry> entries, Place place) implements Yaml {
    @Override
    public String kind() {
      return "a map";
    }

    /** The value under a key. */
    Optional<Yaml> get(String key) {
      return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** Reports keys that may not stand here. */
    void allow(Collection<String> keys, Problems problems) {
      entries.forEach(
          (key, entry) -> {
            if (!keys.contains(key)) {
              entry.place().report(problems, Names.unknown("key", key, keys));
            }
          });
    }

    /** This map with one value more or another one. */
    Mapping with(String key, Yaml value) {
      Map<String, Entry> copy = new LinkedHashMap<>(entries);
      copy.put(key, new Entry(value.place(), value));
      return new Mapping(copy, place);
    }
  }

  /** This as a map; anything else is reported. */
  default Optional<Mapping> mapping(String rule, Problems problems) {
    if (this instanceof Mapping map) {
      return Optional.of(map);
    }
    place().report(problems, "is " + kind() + ", must be " + rule);
    return Optional.empty();
  }

  /** This as a list; anything else is reported. */
  default Optional<Sequence> sequence(String rule, Problems problems) {
    if (this instanceof Sequence list) {
      return Optional.of(list);
    }
    place().report(problems, "is " + kind() + ", must be " + rule);
    return Optional.empty();
  }

  /** This as one value; a list, a map and nothing at all are reported. */
  default Optional<Scalar> scalar(String rule, Problems problems) {
    if (this instanceof Scalar scalar && !scalar.missing()) {
      return Optional.of(scalar);
    }
    place().report(problems, "is " + kind() + ", must be " + rule);
    return Optional.empty();
  }
}
