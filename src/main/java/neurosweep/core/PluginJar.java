package neurosweep.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar that is to be a plugin: what it registers, and whether that can be had. */
final class PluginJar {
  static final String SERVICES = "META-INF/services/";
  private static final String FAMILIES = SERVICES + "neurosweep.";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final ClassLoader PROGRAM = PluginJar.class.getClassLoader();

  private final Path file;
  private final Map<String, List<String>> members = new TreeMap<>(); // by family
  private String digest = "";

  private PluginJar(Path file) {
    this.file = file;
  }

  /**
   * Reads what a jar registers; loads nothing.
   *
   * @param given its path as given
   */
  static PluginJar read(Path given, Problems problems) {
    String where = "--plugin " + given;
    PluginJar jar = new PluginJar(given.toAbsolutePath().normalize());
    if (!Files.isRegularFile(jar.file)) {
      problems.add(where, "is not a file; build the jar or correct the path");
      return jar;
    }
    try (ZipFile zip = new ZipFile(jar.file.toFile());
        InputStream in = Files.newInputStream(jar.file)) {
      jar.digest = Sha256.hex(in);
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().startsWith(FAMILIES)) {
          String family = entry.getName().substring(SERVICES.length());
          jar.members.put(family, lines(zip, entry));
        }
      }
      jar.checkFamilies(where, zip, problems);
    } catch (IOException e) {
      problems.add(where, "cannot be read as a jar: " + e.getMessage() + "; build it anew");
    }
    return jar;
  }

  private void checkFamilies(String where, ZipFile zip, Problems problems) {
    if (zip.getEntry("neurosweep/core/Plugins.class") != null) {
      problems.add(where, "holds neurosweep itself; build it without its dependencies");
    } else if (members.isEmpty()) {
      problems.add(
          where, "registers nothing: it has no file " + FAMILIES + "...; see docs/plugins.md");
    }
    for (String family : members.keySet()) {
      if (PROGRAM.getResource(SERVICES + family) == null) {
        problems.add(where, "registers members of " + family + ", which is no family");
      }
    }
  }

  private static List<String> lines(ZipFile zip, ZipEntry entry) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
      return in.lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  /** The file, absolute. */
  Path file() {
    return file;
  }

  /** What is kept of it. */
  Plugin plugin() {
    return new Plugin(
        String.valueOf(file.getFileName()), digest, new ArrayList<>(members.keySet()));
  }

  /**
   * Looks at the class of each member without running anything of it.
   *
   * @param loader loads its classes
   */
  void checkClasses(ClassLoader loader, Problems problems) {
    members.forEach(
        (family, names) ->
            names.forEach(name -> report(name, classFault(name, family, loader), problems)));
  }

  /**
   * Makes each member once: what is wrong with one is told here, under the jar's name, and not
   * where a family is first looked at.
   */
  void makeMembers(ClassLoader loader, Problems problems) {
    members.values().stream()
        .flatMap(List::stream)
        .forEach(name -> report(name, memberFault(name, loader), problems));
  }

  private void report(String member, String fault, Problems problems) {
    if (!fault.isEmpty()) {
      problems.add("--plugin " + file.getFileName(), member + " " + fault);
    }
  }

  private static String classFault(String member, String family, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(member, false, loader);
      if (!Class.forName(family, false, PROGRAM).isAssignableFrom(type)) {
        return "does not implement " + family;
      }
      if (!Modifier.isPublic(type.getModifiers())) {
        return "is not public";
      }
      boolean can =
          Arrays.stream(type.getConstructors()).anyMatch(each -> each.getParameterCount() == 0);
      return can ? "" : "has no public constructor without arguments";
    } catch (ClassNotFoundException e) {
      return "is registered, and the jar does not hold it";
    } catch (UnsupportedClassVersionError e) {
      return "was compiled for a later Java than this one; compile it with --release 17";
    } catch (LinkageError e) {
      return unmade(e);
    }
  }

  private static String memberFault(String member, ClassLoader loader) {
    try {
      Class<? extends Member> type = Class.forName(member, true, loader).asSubclass(Member.class);
      return fault(type.getConstructor().newInstance());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return unmade(e);
    }
  }

  private static String unmade(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof UserError
        ? "cannot be taken: " + cause.getMessage()
        : "cannot be made: " + cause + "; build it against this version of neurosweep";
  }

  private static String fault(Member member) {
    if (member.name() == null || !NAME.matcher(member.name()).matches()) {
      return "has the name "
          + member.name()
          + ", must be lower-case letters, digits and hyphens between them";
    }
    if (member.doc() == null || member.doc().isBlank()) {
      return "has no doc(), must say in a sentence what it is";
    }
    return member.params() == null ? "has no params(), must be a list, which may be empty" : "";
  }
}
