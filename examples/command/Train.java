import java.util.Locale;
import java.util.Random;

/** A perceptron on two overlapping clouds; prints what it measures as lines of JSON. */
public class Train {
  public static void main(String[] arguments) {
    double learningRate = Double.parseDouble(arguments[0]);
    long epochs = Long.parseLong(arguments[1]);
    Random chance = new Random(Long.parseLong(arguments[2]));
    double[] weights = {chance.nextGaussian(), chance.nextGaussian(), 0};
    for (int epoch = 1; epoch <= epochs; epoch++) {
      int right = 0;
      for (int example = 0; example < 500; example++) {
        int label = example % 2 == 0 ? 1 : -1;
        double[] point = {label + chance.nextGaussian(), label + chance.nextGaussian(), 1};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * point[i];
        }
        right += sum * label > 0 ? 1 : 0;
        for (int i = 0; i < weights.length && sum * label <= 0; i++) {
          weights[i] += learningRate * label * point[i];
        }
      }
      System.out.printf(
          Locale.ROOT, "{\"step\": %d, \"accuracy\": %s}%n", epoch, right / 500.0);
    }
  }
}
