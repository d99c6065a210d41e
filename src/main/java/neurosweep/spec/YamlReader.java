package neurosweep.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Text to {@link Yaml}, within bounds that no honest job file meets. Nothing is constructed from
 * the text but strings, lists and maps.
 */
final class YamlReader {
  /** Longest job file in characters. */
  static final int MOST_CHARACTERS = 1 << 20;

  /** Deepest nesting of lists and maps. */
  static final int DEEPEST = 32;

  /** More pieces than a file of the greatest length can hold without repeating aliases. */
  static final int MOST_NODES = 600_000;

  /** Most aliases; how much they expand to is bounded by the pieces. */
  static final int MOST_ALIASES = 1000;

  /** Longest key or value. */
  static final int LONGEST_SCALAR = 4000;

  private static final Set<Tag> PLAIN =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

  /** The engine merges a map that contains itself for ever, so {@code <<} is an ordinary key. */
  private static final CoreSchema NO_MERGES =
      new CoreSchema() {
        @Override
        public ScalarResolver getScalarResolver() {
          return new CoreScalarResolver(false);
        }
      };

  private final String source;
  private final boolean numbered;
  private final Problems problems;
  private final LoadSettings settings;
  private int nodes;

  private YamlReader(String source, boolean numbered, Problems problems) {
    this.source = source;
    this.numbered = numbered;
    this.problems = problems;
    this.settings =
        LoadSettings.builder()
            .setLabel(source)
            .setSchema(NO_MERGES)
            .setCodePointLimit(MOST_CHARACTERS)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();
  }

  /** A reader of a file: messages name its lines. */
  static YamlReader ofFile(String file, Problems problems) {
    return new YamlReader(file, true, problems);
  }

  /** A reader of a value on the command line, which has no lines. */
  static YamlReader ofOverride(String override, Problems problems) {
    return new YamlReader(override, false, problems);
  }

  /** Reads one document; empty if its faults, which are reported, leave nothing to work with. */
  Optional<Yaml> read(String given) {
    String text = given.startsWith("\uFEFF") ? given.substring(1) : given;
    if (text.length() > MOST_CHARACTERS) {
      String size = text.length() + " characters long, must be at most " + MOST_CHARACTERS;
      problems.add(source, "is " + size + "; is this a job file?");
      return Optional.empty();
    }
    try {
      survey(text);
      Optional<Node> root = new Compose(settings).composeString(text);
      return root.map(node -> convert(node, "", 1));
    } catch (UserError e) {
      e.problems().forEach(line -> problems.add("", line));
    } catch (MarkedYamlEngineException e) {
      boolean bare = e.getContext() == null || e.getContext().isBlank();
      String context = bare ? "" : e.getContext() + ": ";
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      String advice = e.getProblem().contains("TAB") ? "; indent with spaces" : "";
      place(mark, "").report(problems, "not YAML: " + context + e.getProblem() + advice);
    } catch (ReaderException e) {
      int line = 1 + (int) text.chars().limit(e.getPosition()).filter(c -> c == '\n').count();
      String where = numbered ? source + ":" + line : source;
      String character = String.format(Locale.ROOT, "U+%04X", e.getCodePoint());
      problems.add(where, "not YAML: the character " + character + " is not allowed");
    } catch (YamlEngineException e) {
      new Place(source, "").report(problems, "not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Refuses what the recursive composer must not see. */
  private void survey(String text) {
    int depth = 0;
    int documents = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      switch (event.getEventId()) {
        case SequenceStart, MappingStart -> depth++;
        case SequenceEnd, MappingEnd -> depth--;
        case DocumentStart -> documents++;
        case Scalar -> refuseMerge((ScalarEvent) event);
        default -> {}
      }
      if (depth > DEEPEST) {
        throw tooDeep(event.getStartMark());
      }
      if (documents > 1) {
        String where = place(event.getStartMark(), "").where();
        throw new UserError(where + ": a second document begins here, must be only one");
      }
    }
  }

  private void refuseMerge(ScalarEvent event) {
    if (event.getTag().filter(Tag.MERGE.getValue()::equals).isPresent()) {
      String where = place(event.getStartMark(), "").where();
      throw new UserError(where + ": maps cannot be merged; write the entries out");
    }
  }

  private UserError tooDeep(Optional<Mark> mark) {
    String rule = ": lists and maps are nested more than " + DEEPEST + " deep";
    return new UserError(place(mark, "").where() + rule);
  }

  private Yaml convert(Node node, String path, int depth) {
    Place place = place(node.getStartMark(), path);
    if (++nodes > MOST_NODES) {
      String rule = ": aliases expand to more than " + MOST_NODES + " values; write them out";
      throw new UserError(place.where() + rule);
    }
    if (depth > DEEPEST + 1) {
      throw tooDeep(node.getStartMark());
    }
    if (!PLAIN.contains(node.getTag())) {
      String tag = node.getTag().getValue();
      place.report(problems, "has the tag " + tag + "; tags are not used in job files: remove it");
      return new Yaml.Scalar("", true, place);
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, place);
    }
    if (node instanceof SequenceNode sequence) {
      List<Yaml> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(convert(item, path + "[" + items.size() + "]", depth + 1));
      }
      return new Yaml.Sequence(items, place);
    }
    return mapping((MappingNode) node, place, depth);
  }

  private Yaml scalar(ScalarNode node, Place place) {
    String text = node.getValue();
    if (text.length() > LONGEST_SCALAR) {
      String rule = " characters long, must be at most " + LONGEST_SCALAR;
      place.report(problems, "is " + text.length() + rule);
      return new Yaml.Scalar("", true, place);
    }
    boolean missing = node.getTag().equals(Tag.NULL);
    boolean truth = node.getTag().equals(Tag.BOOL); // True and TRUE are YAML's true too
    return new Yaml.Scalar(truth ? text.toLowerCase(java.util.Locale.ROOT) : text, missing, place);
  }

  private Yaml mapping(MappingNode node, Place place, int depth) {
    Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      Yaml key = convert(tuple.getKeyNode(), place.path(), depth + 1);
      if (!(key instanceof Yaml.Scalar scalar) || scalar.missing() || scalar.text().isEmpty()) {
        key.place().report(problems, "a key is " + key.kind() + ", must be a name");
        continue;
      }
      String name = scalar.text();
      String path = place.path().isEmpty() ? name : place.path() + "." + name;
      Place keyPlace = new Place(key.place().where(), path);
      if (name.equals("<<")) {
        keyPlace.report(problems, "maps cannot be merged with <<; write the entries out");
        continue;
      }
      Yaml value = convert(tuple.getValueNode(), path, depth + 1);
      Yaml.Entry first = entries.putIfAbsent(name, new Yaml.Entry(keyPlace, value));
      if (first != null) {
        keyPlace.report(problems, "is given twice, first at " + first.place().where());
      }
    }
    return new Yaml.Mapping(entries, place);
  }

  private Place place(Optional<Mark> mark, String path) {
    if (!numbered) {
      return new Place(source, "");
    }
    return new Place(source + ":" + mark.map(m -> m.getLine() + 1).orElse(1), path);
  }
}
