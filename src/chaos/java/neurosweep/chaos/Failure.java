package neurosweep.chaos;

/** A sweep or the cluster did what it must not do, such as never ending. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message);
  }
}
