package neurosweep.search;

/** Draws that fill the space evenly: a scrambled Sobol sequence. */
public final class SobolSearch extends IndependentSearch {

  @Override
  public String name() {
    return "sobol";
  }

  @Override
  public String label() {
    return "Sobol points";
  }

  @Override
  public String doc() {
    return "draws configurations that fill the space evenly, by a scrambled Sobol sequence";
  }

  @Override
  Sampling.Draws draws(Space space) {
    return SobolDraws.scrambled(space.sweepSeed());
  }
}
