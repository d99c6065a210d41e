package neurosweep.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Plugin;
import neurosweep.core.Plugins;
import neurosweep.core.UserError;
import neurosweep.spec.SpecDiff;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;

/** Whether a plan continues the sweep that is in a directory: a plan may grow, not change. */
final class Acceptance {
  private static final String DIGEST = "configurations_digest";

  /** Differences that leave what is drawn from as it was. */
  private static final List<String> MORE = List.of("seeds: ", "search.samples: ", "select.");

  private final Plan plan;
  private final SweepDirectory directory;

  Acceptance(Plan plan, SweepDirectory directory) {
    this.plan = plan;
    this.directory = directory;
  }

  /**
   * The sweep in the directory that this plan continues, if there is one; only reads.
   *
   * @throws UserError if the directory holds what this plan does not continue
   */
  Optional<Manifest> before() {
    if (!directory.exists()) {
      if (!directory.files().list(directory.journal()).isEmpty()) {
        throw new UserError(
            directory.root()
                + " holds a journal but no manifest.json; restore the manifest, choose another"
                + " output with -o, or give the old results up with --overwrite");
      }
      return Optional.empty();
    }
    Manifest before = Manifest.read(directory);
    if (!before.planHash().equals(plan.hash())
        && !plannedIds().containsAll(committedIds())
        && !drawsMore(before)) {
      throw changed(before);
    }
    return Optional.of(before);
  }

  /** Whether the same is drawn, with more samples or seeds: what comes of that is not known yet. */
  private boolean drawsMore(Manifest before) {
    Map<String, Object> now = plan.spec().resolved();
    return !plan.spec().grid().drawn().isEmpty()
        && before.experimentVersion() == plan.version()
        && before.dataDigests().equals(plan.digests())
        && Objects.equals(before.spec().get(DIGEST), now.get(DIGEST))
        && SpecDiff.between(before.spec(), now).stream()
            .allMatch(line -> MORE.stream().anyMatch(line::startsWith))
        && plan.spec().seeds().containsAll(before.design().grid().seeds())
        && samples(now) >= samples(before.spec());
  }

  private static long samples(Map<String, ?> resolved) {
    return resolved.get("search") instanceof Map<?, ?> search
            && search.get("samples") instanceof Number samples
        ? samples.longValue()
        : 0;
  }

  private Set<String> plannedIds() {
    Set<String> ids = new HashSet<>();
    plan.cells().forEach(cell -> ids.add(cell.id()));
    return ids;
  }

  private Set<String> committedIds() {
    Set<String> ids = new HashSet<>();
    try (ParquetTableReader rows =
        ParquetTable.read(directory.files(), directory.plan(), List.of("cell_id"))) {
      while (rows.hasNext()) {
        ids.add((String) rows.next()[0]);
      }
    }
    return ids;
  }

  private UserError changed(Manifest before) {
    Set<String> planned = plannedIds();
    Set<String> committed = committedIds();
    long gone = committed.stream().filter(id -> !planned.contains(id)).count();
    List<String> lines = new ArrayList<>();
    lines.add(
        directory.root()
            + " holds another plan: "
            + gone
            + " of its "
            + committed.size()
            + " cells are not in this one. A plan may grow, not change.");
    SpecDiff.between(before.spec(), plan.spec().resolved()).forEach(line -> lines.add("  " + line));
    if (before.experimentVersion() != plan.version()) {
      lines.add(
          "  version of "
              + plan.experiment().name()
              + ": "
              + before.experimentVersion()
              + " -> "
              + plan.version());
    }
    Map<String, String> built = before.pluginDigests();
    for (Plugin plugin : Plugins.loaded()) {
      String old = built.getOrDefault(plugin.name(), plugin.digest());
      if (!old.equals(plugin.digest())) {
        lines.add("  plugin " + plugin.name() + ": " + old + " -> " + plugin.digest());
      }
    }
    plan.digests()
        .forEach(
            (set, digest) -> {
              String old = before.dataDigests().get(set);
              if (old != null && !old.equals(digest)) {
                lines.add("  data of " + set + ": " + old + " -> " + digest);
              }
            });
    lines.add("Choose another output with -o, another name, or start anew with --overwrite.");
    return new UserError(lines, UserError.PLAN_CHANGED);
  }
}
