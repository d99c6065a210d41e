package neurosweep.search;

/** Independent draws (Bergstra and Bengio, Journal of Machine Learning Research 13, 2012). */
public final class RandomSearch extends IndependentSearch {

  @Override
  public String name() {
    return "random";
  }

  @Override
  public String label() {
    return "random search";
  }

  @Override
  public String doc() {
    return "draws configurations independently of each other";
  }

  @Override
  Sampling.Draws draws(Space space) {
    return Sampling.random(space.sweepSeed());
  }
}
