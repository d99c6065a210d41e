package neurosweep.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The members of one family by name, from their registration lines in {@code META-INF/services} of
 * the program and of its plugins.
 *
 * @param <T> the family's interface
 */
public final class Catalog<T extends Member> {
  private final String family;
  private final Map<String, T> members = new TreeMap<>();
  private final List<String> registered = new ArrayList<>();

  private Catalog(String family, Iterable<T> members) {
    this.family = family;
    for (T member : members) {
      T other = this.members.put(member.name(), member);
      if (other != null) {
        throw new UserError(
            "the "
                + family
                + " "
                + member.name()
                + " exists twice: "
                + other.getClass().getName()
                + " and "
                + member.getClass().getName()
                + "; rename the plugin's");
      }
      registered.add(member.name());
    }
  }

  /**
   * Loads a family.
   *
   * @param family what one member is called in messages, such as {@code learning rule}
   */
  public static <T extends Member> Catalog<T> of(String family, Class<T> type) {
    return new Catalog<>(family, ServiceLoader.load(type, Plugins.loader(type)));
  }

  /** A family of just these members, for a part of a program that must not see the others. */
  public static <T extends Member> Catalog<T> of(String family, List<T> members) {
    return new Catalog<>(family, members);
  }

  /**
   * The member of that name.
   *
   * @throws UserError naming the members that exist
   */
  public T get(String name) {
    T member = members.get(name);
    if (member == null) {
      throw new UserError(missing(name));
    }
    return member;
  }

  /** Whether a member of that name exists. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** The message for a name that no member has. */
  public String missing(String name) {
    return Names.unknown(family, name, members.keySet());
  }

  /** What one member is called in messages. */
  public String family() {
    return family;
  }

  /** All names in order. */
  public List<String> names() {
    return List.copyOf(members.keySet());
  }

  /** All names in the order of their registration lines. */
  public List<String> registered() {
    return List.copyOf(registered);
  }

  /** All members in order of their names. */
  public List<T> members() {
    return List.copyOf(members.values());
  }
}
