package neurosweep.core;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A few values by name, unmodifiable. A driver keeps one for every cell, so that names are held
 * once for all maps that have the same, and a value takes one reference.
 */
@SuppressWarnings("JdkObsolete") // what measurements are declared as
final class CompactMap extends AbstractMap<String, Object> implements SortedMap<String, Object> {
  private static final int KINDS = 16;

  /** The names of recent maps; threads that race hold some twice. */
  private static final String[][] RECENT = new String[KINDS][];

  private final String[] names;
  private final Object[] values;

  private CompactMap(String[] names, Object[] values) {
    this.names = names;
    this.values = values;
  }

  /** The same values, held compactly. */
  static SortedMap<String, Object> of(SortedMap<String, Object> map) {
    if (map instanceof CompactMap) {
      return map;
    }
    if (map.comparator() != null) {
      throw new IllegalArgumentException("names are not in their own order");
    }
    Object[] values = new Object[map.size()];
    int next = 0;
    for (Object value : map.values()) {
      values[next++] = shared(value);
    }
    return new CompactMap(shared(map.keySet().toArray(String[]::new)), values);
  }

  private static String[] shared(String[] names) {
    int place = Math.floorMod(Arrays.hashCode(names), KINDS);
    String[] recent = RECENT[place];
    if (Arrays.equals(recent, names)) {
      return recent;
    }
    RECENT[place] = names;
    return names;
  }

  private static Object shared(Object value) {
    return value instanceof Boolean flag ? Boolean.valueOf(flag) : value;
  }

  private int place(Object name) {
    return name instanceof String text ? Arrays.binarySearch(names, text) : -1;
  }

  @Override
  public Object get(Object name) {
    int place = place(name);
    return place < 0 ? null : values[place];
  }

  @Override
  public boolean containsKey(Object name) {
    return place(name) >= 0;
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, Object>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return names.length;
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, Object>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < names.length;
    }

    @Override
    public Map.Entry<String, Object> next() {
      if (next == names.length) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, Object> entry = new SimpleImmutableEntry<>(names[next], values[next]);
      next++;
      return entry;
    }
  }

  @Override
  public Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public SortedMap<String, Object> subMap(String from, String to) {
    return new TreeMap<>(this).subMap(from, to);
  }

  @Override
  public SortedMap<String, Object> headMap(String to) {
    return new TreeMap<>(this).headMap(to);
  }

  @Override
  public SortedMap<String, Object> tailMap(String from) {
    return new TreeMap<>(this).tailMap(from);
  }

  @Override
  public String firstKey() {
    return name(0);
  }

  @Override
  public String lastKey() {
    return name(names.length - 1);
  }

  private String name(int place) {
    if (names.length == 0) {
      throw new NoSuchElementException();
    }
    return names[place];
  }
}
