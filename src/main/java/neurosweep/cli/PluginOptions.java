package neurosweep.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import neurosweep.core.PathText;
import neurosweep.core.Plugin;
import neurosweep.core.Plugins;

/**
 * {@code --plugin}, an option of every command. Families are loaded before a command's options are
 * read, so that the words are looked for by themselves.
 */
final class PluginOptions {
  static final String NAME = "--plugin";

  private PluginOptions() {}

  /**
   * Loads the plugins that a command line names.
   *
   * @throws neurosweep.core.UserError if one of them cannot be had
   */
  static void load(String[] arguments) {
    List<Path> jars = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(NAME + "=")) {
        jars.add(path(arguments[i].substring(NAME.length() + 1)));
      } else if (arguments[i].equals(NAME) && i + 1 < arguments.length) {
        jars.add(path(arguments[++i]));
      }
    }
    Plugins.load(jars);
  }

  private static Path path(String text) {
    PathText.check(NAME, text);
    return Path.of(text);
  }

  /** The same options for another process. */
  static List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    Plugins.jars().forEach(jar -> arguments.addAll(List.of(NAME, jar.toString())));
    return arguments;
  }

  /** The digests of the plugins by the names of their files, for the manifest. */
  static Map<String, String> digests() {
    Map<String, String> digests = new LinkedHashMap<>();
    for (Plugin plugin : Plugins.loaded()) {
      digests.put(plugin.name(), plugin.digest());
    }
    return digests;
  }
}
