package neurosweep.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Names;
import neurosweep.core.Param;
import neurosweep.core.Problems;

/**
 * A {@code key=value} of the command line.
 *
 * @param key a knob, or a setting such as {@code seeds} or {@code select.metric}
 * @param value one value, a list, or an axis
 */
record CommandOverride(String key, Yaml value) {
  private static final Set<String> TEXTS = Set.of("name", "description");

  /** Keys of the job file that are no knobs and hold one value. */
  private static final List<String> SETTINGS =
      List.of("name", "description", "experiment", "seeds", "sweep_seed", "search", Keep.KEY);

  private static final Set<String> SETTING_MAPS = Set.of("select", "report", "search");

  /** Reads the overrides; each malformed one is a problem of its own. */
  static List<CommandOverride> parseAll(List<String> texts, Problems problems) {
    List<CommandOverride> overrides = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
      Place place = new Place("override " + shown, "");
      String key = equals < 0 ? "" : text.substring(0, equals).strip();
      if (key.isEmpty()) {
        place.report(problems, "must be knob=value, such as depth=1,2");
      } else if (text.substring(equals + 1).isBlank()) {
        place.report(problems, "has no value; write " + key + "=value, such as depth=1,2");
      } else if (!keys.add(key)) {
        place.report(problems, key + " is overridden twice; list its values with commas");
      } else {
        value(key, text.substring(equals + 1).strip(), place, problems)
            .ifPresent(value -> overrides.add(new CommandOverride(key, value)));
      }
    }
    return overrides;
  }

  private static Optional<Yaml> value(String key, String text, Place place, Problems problems) {
    if (text.length() > YamlReader.LONGEST_SCALAR) {
      place.report(problems, "is longer than " + YamlReader.LONGEST_SCALAR + " characters");
      return Optional.empty();
    }
    if ("[{\"'".indexOf(text.charAt(0)) >= 0) {
      return YamlReader.ofOverride(place.where(), problems).read(text);
    }
    if (TEXTS.contains(key) || text.indexOf(',') < 0 || AxisValues.isCall(text)) {
      return Optional.of(new Yaml.Scalar(text, false, place));
    }
    List<Yaml> items = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      if (item.isBlank()) {
        place.report(problems, "has an empty value between commas");
        return Optional.empty();
      }
      items.add(new Yaml.Scalar(item.strip(), false, place));
    }
    return Optional.of(new Yaml.Sequence(items, place));
  }

  /** Whether this replaces a key of the job file rather than a knob's values. */
  boolean isSetting() {
    int dot = key.indexOf('.');
    return SETTINGS.contains(key) || (dot > 0 && SETTING_MAPS.contains(key.substring(0, dot)));
  }

  /** Whether this is a setting within a section, such as {@code select.metric}. */
  boolean isPart() {
    return key.indexOf('.') > 0;
  }

  /** The job with this setting replaced. */
  Yaml.Mapping edit(Yaml.Mapping job) {
    int dot = key.indexOf('.');
    if (dot < 0) {
      return job.with(key, value);
    }
    String section = key.substring(0, dot);
    Yaml given = job.get(section).orElse(null);
    Yaml.Mapping inner = new Yaml.Mapping(new LinkedHashMap<>(), value.place());
    if (given instanceof Yaml.Mapping map) {
      inner = map;
    } else if (given instanceof Yaml.Scalar word && section.equals(SearchReader.SEARCH)) {
      inner = inner.with(SearchReader.METHOD, word); // search: halving
    }
    return job.with(section, inner.with(key.substring(dot + 1), value));
  }

  /**
   * Gives a knob these values instead of those in the file. A knob of words that variants pin
   * selects among the variants; any other is replaced in fixed, grid, zip and variants alike.
   */
  void apply(Draft draft, Knobs knobs, Problems problems) {
    if (!known(knobs, problems)) {
      return;
    }
    Optional<Draft.Setting> values = setting(knobs, problems);
    if (values.isEmpty()) {
      draft.membersKnown &= !knobs.is(key, Param.Kind.MEMBER);
      return;
    }
    draft.mentioned.add(key);
    draft.overridden.add(key);
    Draft.Setting setting = values.get();
    boolean pinned = draft.variants.stream().anyMatch(variant -> variant.containsKey(key));
    if (pinned && knobs.is(key, Param.Kind.MEMBER, Param.Kind.CHOICE)) {
      if (setting.drawn().isPresent()) {
        String rule = key + " tells the file's variants apart and cannot be drawn; list its values";
        value.place().report(problems, rule);
      }
      select(draft, setting, problems);
    } else {
      draft.variants.replaceAll(variant -> without(variant, key));
      replace(draft, setting, problems);
    }
  }

  private Optional<Draft.Setting> setting(Knobs knobs, Problems problems) {
    if (knobs.is(key, Param.Kind.LIST)) { // a list is one value
      return knobs
          .value(key, value, problems)
          .map(given -> new Draft.Setting(value.place(), List.of(given)));
    }
    return DistributionReader.means(value)
        ? new DistributionReader(knobs, problems).read(key, new Yaml.Entry(value.place(), value))
        : knobs.axis(key, value, problems).map(values -> new Draft.Setting(value.place(), values));
  }

  private boolean known(Knobs knobs, Problems problems) {
    int dot = key.indexOf('.');
    String head = dot < 0 ? key : key.substring(0, dot);
    if (DraftReader.SECTIONS.contains(head) || SETTING_MAPS.contains(head)) {
      String remedy = dot < 0 ? "override a single knob, such as depth=1,2" : "write it without";
      value.place().report(problems, "\"" + head + "\" is a section of the file; " + remedy);
      return false;
    }
    if (knobs.has(key) || key.equals("seed")) {
      return knobs.accept(key, value.place(), problems);
    }
    List<String> all = new ArrayList<>(knobs.names());
    all.addAll(SETTINGS);
    value.place().report(problems, Names.unknown("knob or setting", key, all));
    return false;
  }

  private void select(Draft draft, Draft.Setting wanted, Problems problems) {
    Map<Object, String> held = new LinkedHashMap<>();
    boolean allPin = true;
    for (Map<String, Draft.Setting> variant : draft.variants) {
      allPin &= variant.containsKey(key);
      if (variant.containsKey(key)) {
        variant.get(key).values().forEach(given -> held.put(given.value(), given.text()));
      }
    }
    List<Object> values = wanted.values().stream().map(Given::value).toList();
    for (Given given : wanted.values()) {
      if (allPin && !held.containsKey(given.value())) {
        String found = "no variant has " + key + " = " + given.text() + "; the variants have ";
        value.place().report(problems, found + String.join(", ", held.values()));
      }
    }
    List<Map<String, Draft.Setting>> kept = new ArrayList<>();
    for (Map<String, Draft.Setting> variant : draft.variants) {
      Draft.Setting pin = variant.get(key);
      if (pin == null) {
        kept.add(variant);
        continue;
      }
      List<Given> left = pin.values().stream().filter(g -> values.contains(g.value())).toList();
      if (!left.isEmpty()) {
        Map<String, Draft.Setting> narrowed = new LinkedHashMap<>(variant);
        narrowed.put(key, new Draft.Setting(pin.place(), left));
        kept.add(narrowed);
      }
    }
    draft.variants.clear();
    draft.variants.addAll(kept);
    if (!allPin) {
      replace(draft, wanted, problems);
    }
  }

  private void replace(Draft draft, Draft.Setting setting, Problems problems) {
    for (int i = 0; i < draft.base.size(); i++) {
      Draft.Dimension dimension = draft.base.get(i);
      if (!dimension.columns().containsKey(key)) {
        continue;
      }
      int length = dimension.length();
      boolean fits = setting.drawn().isEmpty() && setting.values().size() == length;
      if (dimension.columns().size() > 1 && !fits) {
        Place coupled = dimension.columns().get(key).place();
        String rule = key + " is coupled with other knobs by " + coupled + ", whose lists have ";
        String remedy = length + " values; give " + length + " values, or change the file";
        value.place().report(problems, rule + remedy);
        return;
      }
      Map<String, Draft.Setting> columns = new LinkedHashMap<>(dimension.columns());
      columns.put(key, setting);
      draft.base.set(i, new Draft.Dimension(columns));
      return;
    }
    draft.base.add(Draft.Dimension.of(key, setting));
  }

  private static Map<String, Draft.Setting> without(
      Map<String, Draft.Setting> variant, String knob) {
    Map<String, Draft.Setting> rest = new LinkedHashMap<>(variant);
    rest.remove(knob);
    return rest;
  }
}
