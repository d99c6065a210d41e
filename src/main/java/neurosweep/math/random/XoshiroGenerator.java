package neurosweep.math.random;

/** The project's own streams: one for each purpose, none disturbed by the others. */
public final class XoshiroGenerator implements Generator {

  @Override
  public String name() {
    return "own";
  }

  @Override
  public String doc() {
    return "xoshiro256++, a stream of its own for each purpose";
  }

  @Override
  public boolean isOneStream() {
    return false;
  }

  @Override
  public Sources start(Streams streams) {
    return streams::stream;
  }
}
