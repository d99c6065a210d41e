package neurosweep.chaos;

import java.util.ArrayList;
import java.util.List;

/** Where a round's cells run. */
enum Mode {
  CLUSTER("cluster"),
  LOCAL("local[2]"),
  IN_PROCESS("in-process");

  private final String label;

  Mode(String label) {
    this.label = label;
  }

  /** The command that runs neurosweep there, up to neurosweep's own command. */
  List<String> command(String masterUrl) {
    if (this == CLUSTER) {
      String script = Settings.ROOT.resolve("scripts/submit").toString();
      return List.of(script, "--master", masterUrl, "--executor-memory", "600m", "--");
    }
    return List.of(Settings.ROOT.resolve("scripts/neurosweep").toString());
  }

  /** Options behind neurosweep's own command. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    if (this != CLUSTER) {
      options.addAll(List.of("--master", label));
    }
    if (this == IN_PROCESS) {
      options.addAll(List.of("--parallelism", "2"));
    }
    return options;
  }

  /**
   * Options of the driver's JVM: one that does not train itself starts sooner with one compiler.
   */
  String jvmOptions() {
    return this == CLUSTER ? "-XX:TieredStopAtLevel=1" : "-Xmx1g";
  }

  @Override
  public String toString() {
    return label;
  }
}
