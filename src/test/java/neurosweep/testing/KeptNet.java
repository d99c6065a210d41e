package neurosweep.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import neurosweep.store.numpy.NumpyArray;
import neurosweep.store.numpy.NumpyReader;

/**
 * A file of weights as somebody else would use it: plain loops over doubles, by what the document
 * says and by nothing of the program.
 *
 * @param arrays by name; a vector is a single row
 * @param descriptors how each is stored
 * @param provenance whose weights they are
 */
public record KeptNet(
    Map<String, double[][]> arrays, Map<String, String> descriptors, JsonNode provenance) {

  public static KeptNet read(byte[] file) {
    Map<String, double[][]> arrays = new LinkedHashMap<>();
    Map<String, String> descriptors = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    try {
      NumpyReader.read(
          new ByteArrayInputStream(file),
          (array, elements) -> {
            descriptors.put(array.name(), array.descriptor());
            byte[] bytes = elements.readNBytes((int) array.bytes());
            if (array.descriptor().startsWith("<U")) {
              text.append(new String(bytes, Charset.forName("UTF-32LE")));
            } else {
              arrays.put(array.name(), numbers(array, bytes));
            }
          });
      return new KeptNet(arrays, descriptors, new ObjectMapper().readTree(text.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[][] numbers(NumpyArray array, byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int axes = array.shape().size();
    double[][] rows = new double[axes == 2 ? array.shape().get(0) : 1][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[array.shape().get(axes - 1)];
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = array.descriptor().equals("<f4") ? from.getFloat() : from.getDouble();
      }
    }
    return rows;
  }

  /** Outputs for inputs, a row an example. */
  public double[][] forward(double[][] inputs) {
    double[][] x = inputs;
    JsonNode net = provenance.get("net");
    for (int layer = 1; layer <= net.get("activations").size(); layer++) {
      double[][] weights = arrays.get("W" + layer);
      double[] bias = arrays.get("b" + layer)[0];
      double[][] read = read(layer, x, weights[0].length);
      double[][] y = new double[x.length][weights.length];
      for (int i = 0; i < x.length; i++) {
        for (int unit = 0; unit < weights.length; unit++) {
          double h = bias[unit] + dot(weights[unit], read[i]);
          String f = net.get("activations").get(layer - 1).asText();
          y[i][unit] = activated(f, h, net.get("slope").asDouble());
        }
      }
      x = y;
    }
    return x;
  }

  private double[][] read(int layer, double[][] below, int reads) {
    double[][] read = new double[below.length][reads];
    for (int i = 0; i < below.length; i++) {
      double[] x = new double[reads];
      for (int j = 0; j < reads; j++) {
        x[j] = below[i][j] - (arrays.containsKey("m" + layer) ? arrays.get("m" + layer)[0][j] : 0);
      }
      for (int j = 0; j < reads; j++) {
        read[i][j] = arrays.containsKey("R" + layer) ? dot(arrays.get("R" + layer)[j], x) : x[j];
      }
    }
    return read;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double activated(String f, double h, double slope) {
    return switch (f) {
      case "linear" -> h;
      case "leaky-relu" -> h >= 0 ? h : slope * h;
      case "tanh" -> Math.tanh(h);
      case "elu" -> h >= 0 ? h : Math.expm1(h);
      case "softplus" -> Math.log1p(Math.exp(h));
      case "soft-leaky-relu" -> slope * h + (1 - slope) * Math.log1p(Math.exp(h));
      default -> throw new IllegalArgumentException(f);
    };
  }
}
