package neurosweep.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.sweep.HostFault;

/**
 * Why Spark has given a job up, read from its own message: nothing else that it hands over tells
 * which task it was.
 *
 * @param kind whose fault it is
 * @param bundle position of the task that used up its attempts, or -1
 * @param attempts how many it had
 * @param reason in one line
 */
record Abort(Kind kind, int bundle, int attempts, String reason) {

  /** Whose fault it is. */
  enum Kind {
    /** An executor died of a task that ran in it. */
    EXECUTOR_DIED,
    /** A machine could not run cells. */
    HOST,
    /** A task threw what no cell throws, such as a result that cannot be sent. */
    TASK,
    /** Anything else: Spark itself. */
    SPARK
  }

  private static final Pattern TRIED =
      Pattern.compile("Task (\\d+) in stage \\S+ failed (\\d+) times");
  private static final Pattern NOWHERE = Pattern.compile("because task (\\d+) \\(partition");
  private static final Pattern LATEST = Pattern.compile("Lost task \\d+\\.(\\d+) in stage");
  private static final Pattern DIED =
      Pattern.compile(
          "ExecutorLostFailure \\(executor \\S+ exited caused by one of the running tasks\\)\\s*(?:Reason: (.*))?");
  private static final Pattern HOST =
      Pattern.compile(Pattern.quote(HostFault.class.getName()) + ": (.*)");
  private static final Pattern THROWN =
      Pattern.compile("most recent failure: Lost task [^:]*\\): (.*)");

  /** Whether it is the fault of the cells of the bundle, or of others in the same executor. */
  boolean isCells() {
    return kind == Kind.EXECUTOR_DIED || kind == Kind.TASK;
  }

  /** The cause of the failure of a cell that had run alone. */
  String cause() {
    if (kind != Kind.EXECUTOR_DIED) {
      return "its task failed in each of " + attempts + " attempts: " + reason;
    }
    return "its executor died in each of " + attempts + " attempts: " + reason;
  }

  /** Reads what a failed job was failed with. */
  static Abort of(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    Matcher tried = TRIED.matcher(text);
    Matcher nowhere = NOWHERE.matcher(text);
    Matcher latest = LATEST.matcher(text);
    boolean counted = tried.find();
    int bundle = counted ? number(tried, 1) : nowhere.find() ? number(nowhere, 1) : -1;
    int attempts = counted ? number(tried, 2) : latest.find() ? number(latest, 1) + 1 : 0;
    Matcher died = DIED.matcher(text);
    if (died.find()) {
      String reason = died.group(1) == null ? "no reason given" : died.group(1).strip();
      return new Abort(Kind.EXECUTOR_DIED, bundle, attempts, reason);
    }
    Matcher host = HOST.matcher(text);
    if (host.find()) {
      return new Abort(Kind.HOST, bundle, attempts, host.group(1).strip());
    }
    Matcher thrown = THROWN.matcher(text);
    if (counted && !text.contains("ExecutorLostFailure") && thrown.find()) {
      return new Abort(Kind.TASK, bundle, attempts, thrown.group(1).strip());
    }
    String first = text.lines().findFirst().orElse("").strip();
    return new Abort(Kind.SPARK, bundle, attempts, first);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
