package neurosweep.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import neurosweep.statistics.relation.Term;
import neurosweep.statistics.relation.Terms;

/**
 * A claim of a job: a sentence for readers, and what must hold of the numbers. The manifest keeps
 * it as it is here.
 *
 * @param claim the sentence
 * @param relation name in the catalogue of relations
 * @param metric what is compared; of runs that are counted by a flag, the flag
 * @param where values of axes that it speaks of; empty for all
 * @param compare the sides that are compared, or null
 * @param over the axis along which values are followed, or an empty string
 * @param numbers by the keys of the job
 * @param level the probability of a false claim that is accepted
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Claim(
    String claim,
    String relation,
    String metric,
    Map<String, List<Object>> where,
    Sides compare,
    String over,
    Map<String, Double> numbers,
    double level) {
  /** The level where none is given. */
  public static final double LEVEL = 0.05;

  /** The same under another sentence. */
  public Claim saying(String sentence) {
    return new Claim(sentence, relation, metric, where, compare, over, numbers, level);
  }

  /** The key of a bound that runs must exceed. */
  public static final String ABOVE = "above";

  /** The key of a bound that runs must stay below. */
  public static final String BELOW = "below";

  /**
   * Two values of an axis.
   *
   * @param axis its name
   * @param left the value that the claim is about
   * @param right the value that it is held against
   */
  public record Sides(String axis, Object left, Object right) {
    /** Brings numbers to the types of values, as JSON does not keep them. */
    public Sides {
      left = typed(left);
      right = typed(right);
    }

    /** Both values, the left first. */
    public List<Object> values() {
      return List.of(left, right);
    }
  }

  /** Copies maps and lists; of what is missing it makes nothing. */
  public Claim {
    claim = claim == null ? "" : claim;
    relation = relation == null ? "" : relation;
    metric = metric == null ? "" : metric;
    over = over == null ? "" : over;
    Map<String, List<Object>> selected = new LinkedHashMap<>();
    if (where != null) {
      where.forEach((axis, values) -> selected.put(axis, typed(values)));
    }
    where = Collections.unmodifiableMap(selected);
    Map<String, Double> given = new TreeMap<>(numbers == null ? Map.of() : numbers);
    given.values().removeIf(Objects::isNull);
    numbers = Collections.unmodifiableMap(given);
    level = level == 0 ? LEVEL : level;
  }

  private static List<Object> typed(List<Object> values) {
    List<Object> typed = new ArrayList<>();
    if (values != null) {
      values.stream().filter(Objects::nonNull).forEach(value -> typed.add(typed(value)));
    }
    return Collections.unmodifiableList(typed);
  }

  private static Object typed(Object value) {
    return value instanceof Integer whole ? (Object) whole.longValue() : value;
  }

  /** Whether two values of an axis are the same, of whichever type of number. */
  public static boolean same(Object a, Object b) {
    boolean numbers = a instanceof Number && b instanceof Number;
    return numbers
        ? ((Number) a).doubleValue() == ((Number) b).doubleValue()
        : Objects.equals(a, b);
  }

  /** The keys that are given and that only some relations read. */
  public Set<Term> given() {
    Set<Term> given = EnumSet.noneOf(Term.class);
    for (Term term : Term.values()) {
      boolean has =
          switch (term) {
            case COMPARE -> compare != null;
            case OVER -> !over.isEmpty();
            case HOLDS -> counts();
            case THAN, TO, WITHIN, AT_LEAST -> numbers.containsKey(term.key());
          };
      if (has) {
        given.add(term);
      }
    }
    return given;
  }

  /** A number, if it is given. */
  public Optional<Double> number(String key) {
    return Optional.ofNullable(numbers.get(key));
  }

  private double number(Term term, double otherwise) {
    return number(term.key()).orElse(otherwise);
  }

  /** Whether runs are counted by a flag rather than a bound of a number. */
  public boolean countsFlags() {
    return number(Term.AT_LEAST.key()).isPresent()
        && number(ABOVE).isEmpty()
        && number(BELOW).isEmpty();
  }

  /** Whether runs are counted. */
  public boolean counts() {
    return number(Term.AT_LEAST.key()).isPresent();
  }

  /** Whether the claim leaves a value of an axis in. */
  public boolean allows(String axis, Object value) {
    List<Object> wanted = where.get(axis);
    return wanted == null || wanted.stream().anyMatch(each -> same(each, value));
  }

  /**
   * The numbers as a test needs them.
   *
   * @param at values of {@link #over}, one a row
   */
  public Terms terms(List<Double> at) {
    double reference = number(Term.THAN, number(Term.TO, 0));
    return new Terms(
        reference, number(Term.WITHIN, Double.NaN), (long) number(Term.AT_LEAST, 0), level, at);
  }
}
