package neurosweep.core;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The plugins of this process. They are loaded once, before any {@link Catalog} is: families do not
 * change while the program runs.
 */
public final class Plugins {
  private static volatile Plugins loaded = new Plugins(List.of(), List.of(), null);
  private static boolean sealed; // a family has been looked at

  private final List<Plugin> plugins;
  private final List<Path> jars;
  private final ClassLoader loader; // null: whatever has loaded the program

  private Plugins(List<Plugin> plugins, List<Path> jars, ClassLoader loader) {
    this.plugins = List.copyOf(plugins);
    this.jars = List.copyOf(jars);
    this.loader = loader;
  }

  /** The plugins of this process in the order in which they were given. */
  public static List<Plugin> loaded() {
    return loaded.plugins;
  }

  /** Their files in the same order. */
  public static List<Path> jars() {
    return loaded.jars;
  }

  /**
   * Loads plugins, and makes each member once to see that it can be had.
   *
   * @throws UserError with every fault of every jar
   */
  public static synchronized void load(List<Path> given) {
    if (given.isEmpty()) {
      return;
    }
    if (sealed) {
      throw new IllegalStateException("plugins are loaded before a family is looked at");
    }
    Problems problems = new Problems();
    List<PluginJar> jars = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Path path : given) {
      PluginJar jar = PluginJar.read(path, problems);
      jars.add(jar);
      if (!names.add(jar.plugin().name())) {
        problems.add("--plugin " + path, "is the second of that name; leave it out or rename it");
      }
    }
    problems.throwIfAny();
    ClassLoader loader =
        new URLClassLoader(
            jars.stream().map(jar -> url(jar.file())).toArray(URL[]::new),
            Plugins.class.getClassLoader());
    jars.forEach(jar -> jar.checkClasses(loader, problems));
    problems.throwIfAny();
    // A class is made after its interface, which is the family with all its members.
    loaded =
        new Plugins(
            jars.stream().map(PluginJar::plugin).toList(),
            jars.stream().map(PluginJar::file).toList(),
            loader);
    jars.forEach(jar -> jar.makeMembers(loader, problems));
    problems.throwIfAny();
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e); // a file's always is one
    }
  }

  /**
   * On an executor, to which Spark has brought the jars: makes sure that they are those of the
   * driver.
   *
   * @return what is wrong here, or nothing
   */
  public static synchronized String require(List<Plugin> wanted) {
    if (wanted.equals(loaded.plugins)) {
      return "";
    }
    ClassLoader here = Thread.currentThread().getContextClassLoader();
    List<Path> found = new ArrayList<>();
    for (Plugin plugin : wanted) {
      try {
        Path jar = brought(plugin, here);
        if (jar == null) {
          return "the plugin " + plugin.name() + " has not come";
        }
        try (InputStream in = Files.newInputStream(jar)) {
          if (!Sha256.hex(in).equals(plugin.digest())) {
            return "the plugin " + plugin.name() + " is another one here: " + jar;
          }
        }
        found.add(jar);
      } catch (IOException e) {
        return "the plugin " + plugin.name() + " cannot be read: " + e.getMessage();
      }
    }
    loaded = new Plugins(wanted, found, here);
    return "";
  }

  /** The jar of that name which brings the first of the plugin's families, or null. */
  private static Path brought(Plugin plugin, ClassLoader loader) throws IOException {
    Enumeration<URL> places = loader.getResources(PluginJar.SERVICES + plugin.families().get(0));
    while (places.hasMoreElements()) {
      String place = places.nextElement().getPath(); // file:/DIR/NAME.jar!/META-INF/...
      int end = place.indexOf("!/");
      Path jar = end < 0 ? null : Path.of(URI.create(place.substring(0, end)));
      if (jar != null && plugin.name().equals(String.valueOf(jar.getFileName()))) {
        return jar;
      }
    }
    return null;
  }

  /** What loads the members of a family. */
  static synchronized ClassLoader loader(Class<?> family) {
    sealed = true;
    return loaded.loader == null ? family.getClassLoader() : loaded.loader;
  }
}
