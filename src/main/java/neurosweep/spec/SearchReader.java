package neurosweep.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Names;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;

/** Reads the section {@code search}. */
final class SearchReader {
  /** The key of the search, and in it that of the member. */
  static final String SEARCH = "search";

  static final String METHOD = "method";

  private final Catalog<? extends Member> searches;
  private final Problems problems;

  SearchReader(Catalog<? extends Member> searches, Problems problems) {
    this.searches = searches;
    this.problems = problems;
  }

  /** How the job is searched: a name, or a map with the name and settings. */
  SearchSettings read(Yaml.Mapping job) {
    Optional<Yaml> node = job.get(SEARCH);
    if (node.isEmpty()) {
      return SearchSettings.GRID;
    }
    Yaml.Mapping map = new Yaml.Mapping(Map.of(), node.get().place());
    Optional<Yaml> method = node;
    if (node.get() instanceof Yaml.Mapping given) {
      map = given;
      method = given.get(METHOD);
      if (method.isEmpty()) {
        given.place().report(problems, "\"method\" is missing, must be given");
      }
    }
    Optional<Yaml.Scalar> name =
        method.flatMap(word -> word.scalar("the name of a search", problems));
    if (name.isEmpty()) {
      return SearchSettings.GRID;
    }
    if (!searches.has(name.get().text())) {
      name.get().place().report(problems, searches.missing(name.get().text()));
      return SearchSettings.GRID;
    }
    return read(searches.get(name.get().text()), map);
  }

  private SearchSettings read(Member member, Yaml.Mapping map) {
    Map<String, Param<?>> known = new LinkedHashMap<>();
    member.params().forEach(param -> known.put(param.name(), param));
    Map<String, Object> values = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (key, entry) -> {
              Param<?> param = known.get(key);
              if (param != null) {
                value(entry.value(), param).ifPresent(value -> values.put(key, value));
              } else if (!key.equals(METHOD)) {
                List<String> keys = new ArrayList<>(known.keySet());
                keys.add(0, METHOD);
                String setting = "setting of " + member.name();
                entry.place().report(problems, Names.unknown(setting, key, keys));
              }
            });
    return new SearchSettings(member.name(), Values.of(values).canonical(member.params()));
  }

  private Optional<Object> value(Yaml node, Param<?> param) {
    Optional<Yaml.Scalar> scalar = node.scalar("a single value", problems);
    try {
      return scalar.map(text -> param.parse(text.text()));
    } catch (UserError e) {
      node.place().report(problems, e.getMessage());
      return Optional.empty();
    }
  }
}
