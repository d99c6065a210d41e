package neurosweep.math;

import java.util.HashMap;
import java.util.Map;

/** The project's own streams: one for each purpose, none disturbed by the others. */
public final class XoshiroGenerator implements Generator {

  @Override
  public String name() {
    return "xoshiro";
  }

  @Override
  public String doc() {
    return "xoshiro256++, a stream of its own for each purpose";
  }

  @Override
  public Sources start(Streams streams) {
    Map<String, RandomSource> started = new HashMap<>();
    return purpose -> started.computeIfAbsent(purpose, name -> streams.stream(name, 0));
  }
}
