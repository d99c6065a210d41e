package neurosweep.search;

import java.util.Arrays;
import neurosweep.math.random.Rng;

/** Estimates over choices: how often each was made, and once more. */
final class ChoiceParzen implements ParzenAxis {
  private final int[] bad;
  private final int[] good;
  private int badCount;
  private int goodCount;

  ChoiceParzen(int choices) {
    bad = new int[choices];
    good = new int[choices];
  }

  private int choice(double share) {
    return (int) (share * bad.length);
  }

  @Override
  public void addBad(double share) {
    bad[choice(share)]++;
    badCount++;
  }

  @Override
  public void removeBad(double share) {
    bad[choice(share)]--;
    badCount--;
  }

  @Override
  public void setGood(double[] shares) {
    Arrays.fill(good, 0);
    for (double share : shares) {
      good[choice(share)]++;
    }
    goodCount = shares.length;
  }

  @Override
  public double draw(Rng rng) {
    int at = rng.nextInt(goodCount + good.length);
    int choice = 0;
    while (at > good[choice]) {
      at -= good[choice] + 1;
      choice++;
    }
    return (choice + 0.5) / good.length;
  }

  @Override
  public double ratio(double share) {
    int choice = choice(share);
    double among = (good[choice] + 1.0) / (goodCount + good.length);
    return among * (badCount + bad.length) / (bad[choice] + 1.0);
  }
}
