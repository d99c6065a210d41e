package neurosweep.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A cluster of its own, run by {@code scripts/local-cluster}. */
final class Cluster {
  private static final int WORKERS = 2;
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  private final Path directory;
  private final Path log;
  private final Leash leash;
  private String url;

  private Cluster(Path directory, Path log, Leash leash) {
    this.directory = directory;
    this.log = log;
    this.leash = leash;
  }

  /** Starts it; it ends with this process, even if that is killed. */
  static Cluster start(Settings settings, Leash leash) throws IOException, InterruptedException {
    Path directory = settings.directory().resolve("cluster");
    Cluster cluster = new Cluster(directory, settings.directory().resolve("cluster.log"), leash);
    leash.atEnd(cluster::stop);
    cluster.heal();
    cluster.url = Files.readString(directory.resolve("url")).strip();
    return cluster;
  }

  /** Starts what does not run. */
  void heal() throws IOException, InterruptedException {
    String owner = Long.toString(ProcessHandle.current().pid());
    String workers = Integer.toString(WORKERS);
    Process start =
        leash.script(
            script("start", "--port", "0", "--workers", workers, "--hours", "2", "--owner", owner));
    if (start.waitFor() != 0) {
      throw new Failure("the cluster has not started; see " + log);
    }
  }

  private ProcessBuilder script(String verb, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Settings.ROOT.resolve("scripts/local-cluster").toString());
    command.addAll(List.of(verb, "--dir", directory.toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  String url() {
    return url;
  }

  /** Where drivers find its secret. */
  Path conf() {
    return directory.resolve("conf");
  }

  /** The option by which a process is known as a member. */
  String mark(String member) {
    return "-Dneurosweep.member=" + directory.resolve(member);
  }

  /** Makes the cluster's end that of a process which carries the mark. */
  void adopt(String member, long pid) throws IOException {
    Files.writeString(directory.resolve(member + ".pid"), pid + "\n");
  }

  /** The workers that live. */
  List<ProcessHandle> workers() throws IOException {
    List<ProcessHandle> workers = new ArrayList<>();
    for (int i = 1; i <= WORKERS; i++) {
      String pid = Files.readString(directory.resolve("worker-" + i + ".pid")).strip();
      String mark = mark("worker-" + i);
      ProcessHandle.of(Long.parseLong(pid))
          .filter(process -> process.info().commandLine().orElse("").contains(mark))
          .ifPresent(workers::add);
    }
    return workers;
  }

  /** The executors that live, children of workers. */
  List<ProcessHandle> executors() throws IOException {
    return workers().stream()
        .flatMap(ProcessHandle::children)
        .filter(child -> child.info().commandLine().orElse("").contains(EXECUTOR))
        .sorted(Comparator.comparingLong(ProcessHandle::pid))
        .toList();
  }

  private void stop() {
    try {
      script("stop").start().waitFor();
    } catch (IOException | InterruptedException e) {
      System.err.println("chaos: the cluster could not be stopped: " + e.getMessage());
    }
  }
}
