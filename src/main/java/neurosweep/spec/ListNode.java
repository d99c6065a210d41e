package neurosweep.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import neurosweep.core.ListText;

/** A knob's list as a job file may write it, as the one text that it is. */
final class ListNode {
  private ListNode() {}

  /**
   * The text of a list of single values, or of a map of them, whose items are {@code key=value};
   * anything else as it is. A name in braces is a map to YAML and a text here.
   */
  static Yaml joined(Yaml node) {
    List<String> texts = new ArrayList<>();
    if (node instanceof Yaml.Sequence list) {
      for (Yaml item : list.items()) {
        if (item instanceof Yaml.Scalar scalar) {
          texts.add(scalar.text());
        } else if (item instanceof Yaml.Mapping map && isName(map)) {
          texts.add("{" + map.entries().keySet().iterator().next() + "}");
        } else {
          return node;
        }
      }
    } else if (node instanceof Yaml.Mapping map) {
      for (Map.Entry<String, Yaml.Entry> entry : map.entries().entrySet()) {
        if (!(entry.getValue().value() instanceof Yaml.Scalar scalar)) {
          return node;
        }
        texts.add(entry.getKey() + "=" + scalar.text());
      }
    } else {
      return node;
    }
    return new Yaml.Scalar(ListText.join(texts), false, node.place());
  }

  private static boolean isName(Yaml.Mapping map) {
    return map.entries().size() == 1
        && map.entries().values().iterator().next().value() instanceof Yaml.Scalar scalar
        && scalar.missing();
  }
}
