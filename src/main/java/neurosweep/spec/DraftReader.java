package neurosweep.spec;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Names;
import neurosweep.core.Param;
import neurosweep.core.Problems;

/**
 * Reads the sections {@code fixed}, {@code grid}, {@code zip}, {@code variants}, {@code exclude}.
 */
final class DraftReader {
  /** The sections, as keys of the job file. */
  static final List<String> SECTIONS = List.of("fixed", "grid", "variants", "zip", "exclude");

  private static final String KNOB_MAP = "a map of knobs and values";

  private final Knobs knobs;
  private final Problems problems;
  private final Draft draft = new Draft();
  private final Map<String, Place> owners = new HashMap<>();

  DraftReader(Knobs knobs, Problems problems) {
    this.knobs = knobs;
    this.problems = problems;
  }

  /** Reads the sections in the order of the file, which is the order of the sweep's axes. */
  Draft read(Yaml.Mapping job) {
    job.entries()
        .forEach(
            (key, entry) -> {
              switch (key) {
                case "fixed" -> knobMap(entry.value(), KNOB_MAP).forEach(this::fixed);
                case "grid" -> knobMap(entry.value(), KNOB_MAP).forEach(this::grid);
                case "zip" -> zips(entry.value());
                case "variants" -> variants(entry.value());
                case "exclude" -> exclusions(entry.value());
                default -> {}
              }
            });
    if (draft.variants.isEmpty()) {
      draft.variants.add(Map.of());
    }
    return draft;
  }

  private Map<String, Yaml.Entry> knobMap(Yaml node, String rule) {
    Optional<Yaml.Mapping> map = node.mapping(rule, problems);
    if (map.isEmpty()) {
      draft.membersKnown = false;
    }
    Map<String, Yaml.Entry> accepted = new LinkedHashMap<>();
    map.ifPresent(
        m ->
            m.entries()
                .forEach(
                    (knob, entry) -> {
                      if (knobs.accept(knob, entry.place(), problems)) {
                        accepted.put(knob, entry);
                      } else if (meansMember(knob)) {
                        draft.membersKnown = false;
                      }
                    }));
    return accepted;
  }

  private boolean meansMember(String unknown) {
    Optional<String> near = Names.closest(unknown, knobs.names());
    return near.filter(knob -> knobs.is(knob, Param.Kind.MEMBER)).isPresent();
  }

  private void fixed(String knob, Yaml.Entry entry) {
    if (entry.value() instanceof Yaml.Sequence list && !knobs.is(knob, Param.Kind.LIST)) {
      list.place().report(problems, "is a list, must be a single value; move it to grid");
      lost(knob);
    } else {
      Optional<Given> value = knobs.value(knob, entry.value(), problems);
      value.ifPresentOrElse(
          v -> own(knob, new Draft.Setting(entry.place(), List.of(v))), () -> lost(knob));
    }
  }

  private void grid(String knob, Yaml.Entry entry) {
    setting(knob, entry).ifPresentOrElse(values -> own(knob, values), () -> lost(knob));
  }

  private Optional<Draft.Setting> setting(String knob, Yaml.Entry entry) {
    return DistributionReader.means(entry.value())
        ? new DistributionReader(knobs, problems).read(knob, entry)
        : knobs
            .axis(knob, entry.value(), problems)
            .map(values -> new Draft.Setting(entry.place(), values));
  }

  /** A knob whose values were unreadable is mentioned all the same. */
  private void lost(String knob) {
    draft.membersKnown &= !knobs.is(knob, Param.Kind.MEMBER);
    draft.mentioned.add(knob);
  }

  private void own(String knob, Draft.Setting setting) {
    if (claim(knob, setting.place())) {
      draft.base.add(Draft.Dimension.of(knob, setting));
    }
  }

  /** Whether this is the first of fixed, grid and the zips that sets the knob. */
  private boolean claim(String knob, Place place) {
    draft.mentioned.add(knob);
    Place owner = owners.putIfAbsent(knob, place);
    if (owner != null) {
      place.report(problems, "\"" + knob + "\" is set by " + owner + " already; remove one");
    }
    return owner == null;
  }

  private void zips(Yaml node) {
    String rule = "a map of groups, such as {group: {width: [1, 2], batch_size: [8, 4]}}";
    Optional<Yaml.Mapping> groups = node.mapping(rule, problems);
    if (groups.isEmpty()) {
      draft.membersKnown = false;
      return;
    }
    groups.get().entries().values().forEach(this::zip);
  }

  private void zip(Yaml.Entry group) {
    Map<String, Draft.Setting> columns = new LinkedHashMap<>();
    Map<String, Yaml.Entry> entries = knobMap(group.value(), "a map of knobs and lists");
    if (group.value() instanceof Yaml.Mapping map && map.entries().isEmpty()) {
      map.place().report(problems, "is empty, must couple knobs");
    }
    entries.forEach(
        (knob, entry) -> {
          Optional<List<Given>> values = zipped(knob, entry.value());
          if (values.isEmpty()) {
            lost(knob);
          } else if (claim(knob, entry.place())) {
            columns.put(knob, new Draft.Setting(entry.place(), values.get()));
          }
        });
    long lengths = columns.values().stream().mapToInt(s -> s.values().size()).distinct().count();
    if (lengths > 1) {
      StringBuilder found = new StringBuilder();
      columns.forEach(
          (knob, s) -> found.append(", ").append(knob).append(" has ").append(s.values().size()));
      String rule = found.substring(2) + " values; coupled lists must be equally long";
      group.place().report(problems, rule);
      draft.membersKnown = false;
    } else if (!columns.isEmpty()) {
      draft.base.add(new Draft.Dimension(columns));
    }
  }

  /** Values of a coupled axis, which may repeat: the pairs differ. */
  private Optional<List<Given>> zipped(String knob, Yaml node) {
    if (!(node instanceof Yaml.Sequence list) || list.items().isEmpty()) {
      return knobs.axis(knob, node, problems);
    }
    List<Given> values =
        list.items().stream().flatMap(i -> knobs.value(knob, i, problems).stream()).toList();
    return values.size() == list.items().size() ? Optional.of(values) : Optional.empty();
  }

  private void variants(Yaml node) {
    for (Yaml item : maps(node)) {
      Map<String, Draft.Setting> variant = new LinkedHashMap<>();
      knobMap(item, KNOB_MAP)
          .forEach(
              (knob, entry) -> {
                draft.mentioned.add(knob);
                setting(knob, entry)
                    .ifPresentOrElse(values -> variant.put(knob, values), () -> lost(knob));
              });
      draft.variants.add(variant);
    }
  }

  private void exclusions(Yaml node) {
    for (Yaml item : maps(node)) {
      Map<String, List<Given>> exclusion = new LinkedHashMap<>();
      if (item instanceof Yaml.Mapping map && map.entries().isEmpty()) {
        map.place().report(problems, "is empty and would exclude everything; name a knob");
      }
      knobMap(item, KNOB_MAP)
          .forEach(
              (knob, entry) ->
                  knobs
                      .axis(knob, entry.value(), problems)
                      .ifPresent(values -> exclusion.put(knob, values)));
      draft.exclusions.add(exclusion);
    }
  }

  private List<Yaml> maps(Yaml node) {
    Optional<Yaml.Sequence> list = node.sequence("a list of maps, each - {knob: value}", problems);
    if (list.isEmpty()) {
      draft.membersKnown = false;
      return List.of();
    }
    if (list.get().items().isEmpty()) {
      list.get().place().report(problems, "is an empty list; remove it or add a map");
    }
    return list.get().items();
  }
}
