package neurosweep.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What computed a sweep, in words: the one source of tables and page. Whoever fills it leaves out
 * what names hosts, users and places, since both go into double-blind reviews; what a job and its
 * overrides name stays as given.
 *
 * @param program versions, digests and dates by their labels
 * @param data the SHA-256 of each data set's content by its name
 * @param machine what computed, by labels
 * @param command runs the sweep again in its own directory, or an empty string
 * @param verification the last one, if there was any
 * @param growth every change of the plan or the selection, in order
 */
public record Provenance(
    Map<String, String> program,
    Map<String, String> data,
    Map<String, String> machine,
    String command,
    Optional<VerificationRecord> verification,
    List<Growth> growth) {
  /** The label of the plan's hash among the facts of the program. */
  public static final String PLAN_HASH = "plan hash";

  /** The label of the file from which results were imported, without its directory. */
  public static final String IMPORTED_FILE = "imported file";

  /** The label of the format of that file. */
  public static final String IMPORTED_FROM = "imported format";

  /** The label of what was left out of that file, or read otherwise than it stands there. */
  public static final String IMPORTED_NOTES = "imported, notes";

  /** Where no manifest tells. */
  public static final Provenance UNKNOWN =
      new Provenance(Map.of(), Map.of(), Map.of(), "", Optional.empty(), List.of());

  /** Copies the maps in their order. */
  public Provenance {
    program = Collections.unmodifiableMap(new LinkedHashMap<>(program));
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    machine = Collections.unmodifiableMap(new LinkedHashMap<>(machine));
    growth = List.copyOf(growth);
  }

  /**
   * All of it by labels, in the order in which it is shown.
   *
   * @param results cells that have a result now, by which an older verification is told
   * @param builds what computed the cells
   */
  public Map<String, String> facts(long results, Builds builds) {
    Map<String, String> facts = new LinkedHashMap<>(program);
    for (Growth each : growth) {
      facts.put(
          "changed " + each.at(),
          String.format(
              Locale.ROOT,
              "%s; %,d of %,d cells had a result%s",
              String.join("; ", each.changes()),
              each.results(),
              each.cells(),
              each.scheduled()
                  ? ", by schedule"
                  : each.tabulated() ? ", tables had been written" : ""));
    }
    if (!command.isEmpty()) {
      facts.put("command, in the sweep's directory", command);
    }
    data.forEach((name, digest) -> facts.put("data " + name + ", SHA-256", digest));
    facts.putAll(machine);
    facts.putAll(builds.facts()); // the cells know better than the manifest
    String hash = program.getOrDefault(PLAN_HASH, "");
    verification.ifPresent(last -> facts.put("verified", last.sentence(hash, results)));
    return facts;
  }
}
