package neurosweep.core;

import java.util.List;

/**
 * A fault of the input, not of the program: printed line by line without a stack. Anything else
 * that reaches {@code Main} is a bug of ours and keeps its stack.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Exit code of a sweep that has begun and is not complete. */
  public static final int INCOMPLETE = 1;

  /** Exit code of a usage or specification error. */
  public static final int USAGE = 2;

  /** Exit code of a plan that differs from the one in the sweep directory. */
  public static final int PLAN_CHANGED = 3;

  /** Exit code of a sweep that is complete and does not support every claim of its job. */
  public static final int NOT_SUPPORTED = 4;

  private final List<String> problems;
  private final int exitCode;

  /** One problem, exit code 2. */
  public UserError(String problem) {
    this(List.of(problem), USAGE);
  }

  /** All problems of one input. */
  public UserError(List<String> problems, int exitCode) {
    super(String.join(System.lineSeparator(), lines(problems)));
    this.problems = lines(problems);
    this.exitCode = exitCode;
  }

  /** Once a sweep has begun, a fault of the file system is not one of the command: exit code 1. */
  public UserError incomplete() {
    UserError error = new UserError(problems, INCOMPLETE);
    error.initCause(getCause());
    return error;
  }

  /** One problem whose cause is kept for {@code -v}. */
  public UserError(String problem, Throwable cause) {
    super(Names.line(problem), cause);
    this.problems = List.of(getMessage());
    this.exitCode = USAGE;
  }

  /** Indented ones belong to the one before. */
  private static List<String> lines(List<String> problems) {
    return problems.stream()
        .map(problem -> (problem.startsWith("  ") ? "  " : "") + Names.line(problem))
        .toList();
  }

  /** One line a problem, see {@link Names#line}. */
  public List<String> problems() {
    return problems;
  }

  /** The process's exit code. */
  public int exitCode() {
    return exitCode;
  }
}
