package neurosweep.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import neurosweep.core.CellResult;
import neurosweep.core.Origin;
import neurosweep.journal.Journal;
import neurosweep.store.SweepDirectory;

/** Sweeps as if another program had computed their cells. */
public final class OtherBuild {
  private OtherBuild() {}

  /** Writes the journal of a sweep anew, with other origins. */
  public static void computed(Path sweep, UnaryOperator<Origin> other) throws IOException {
    SortedMap<String, CellResult> results = MeasuredBits.results(sweep);
    Files.delete(sweep.resolve("journal/000001.seg"));
    SweepDirectory place = SweepDirectory.at(new neurosweep.store.Files(), "DIR", sweep.toString());
    try (Journal journal = Journal.open(place, new Journal.Permission(() -> {}, () -> {}))) {
      for (CellResult each : results.values()) {
        journal.append(
            new CellResult(
                each.cell(),
                each.outcome(),
                each.seconds(),
                each.cpuSeconds(),
                each.inheritedSeconds(),
                each.attempt(),
                each.host(),
                other.apply(each.origin())));
      }
    }
  }

  /** The same with other digests of the program and of the classes that compute. */
  public static Origin withClasses(Origin origin, String code, String computing) {
    return new Origin(
        code,
        computing,
        origin.backend(),
        origin.library(),
        origin.kernel(),
        origin.java(),
        origin.machine());
  }
}
