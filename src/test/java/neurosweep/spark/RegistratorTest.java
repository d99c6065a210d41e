package neurosweep.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.data.RawData;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Program;
import neurosweep.testing.MeasuredBits;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.reflect.ClassTag$;

/** Everything that travels, through Spark's own serializer with required registration. */
class RegistratorTest {
  private static final SerializerInstance KRYO =
      new KryoSerializer(SparkSettings.conf("test", "local[1]", Map.of())).newInstance();

  private static <T> T travelled(T sent) {
    return KRYO.deserialize(
        KRYO.serialize(sent, ClassTag$.MODULE$.apply(sent.getClass())),
        ClassTag$.MODULE$.apply(sent.getClass()));
  }

  private static Cell cell() {
    return new Cell(
        "classification",
        3,
        Values.of(
            Map.of(
                "learning_rate", 1e-4, "depth", 3L, "nesterov", true, "algorithm", "gait \u00e4")),
        -7,
        "0123abcd");
  }

  private static Measurements measured() {
    TreeMap<String, Object> scalars = new TreeMap<>();
    scalars.put("nothing", Double.NaN);
    scalars.put("payload", Double.longBitsToDouble(0x7ff800000000beefL));
    scalars.put("above", Double.POSITIVE_INFINITY);
    scalars.put("below", Double.NEGATIVE_INFINITY);
    scalars.put("zero", -0.0);
    scalars.put("least", Double.MIN_VALUE);
    scalars.put("epoch", Long.MIN_VALUE);
    scalars.put("stable", false);
    scalars.put("text", "no\nreason");
    TreeMap<String, double[][]> tables = new TreeMap<>();
    tables.put("history", new double[][] {{1, Double.NaN, -0.0}, {2, 0.1, 1e-310}, {}});
    tables.put("empty", new double[0][]);
    return new Measurements(scalars, tables);
  }

  static Stream<Outcome> outcomes() {
    return Stream.of(
        new Outcome.Finished(measured()),
        new Outcome.Finished(Measurements.NONE),
        new Outcome.Diverged(measured(), "loss is not finite"),
        new Outcome.Failed(Measurements.NONE, "a bug", "stack\n\tat x"),
        new Outcome.TimedOut(measured(), 12.5));
  }

  @Test
  void aCellWithEveryTypeOfValue() {
    assertEquals(cell(), travelled(cell()));
    assertEquals(cell().id(), travelled(cell()).id());
    Cell plain = new Cell("faulty", 1, Values.NONE, 1, "");
    assertEquals(plain, travelled(plain));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void aResultToTheBit(Outcome outcome) {
    CellResult sent =
        new CellResult(cell(), outcome, 1.5, 1.25, 0.5, 2, "host", Origin.unknown("ejml"));

    for (CellResult read : List.of(travelled(sent), travelled(new CellResult[] {sent, sent})[1])) {
      assertEquals(MeasuredBits.of(sent), MeasuredBits.of(read));
      assertEquals(sent.cell(), read.cell());
      assertEquals(
          sent.withoutTables().outcome().getClass(), read.withoutTables().outcome().getClass());
      assertEquals(sent.toString().length() > 0, read.toString().length() > 0);
      assertEquals(
          List.of(
              sent.seconds(), sent.inheritedSeconds(), sent.attempt(), sent.host(), sent.backend()),
          List.of(
              read.seconds(),
              read.inheritedSeconds(),
              read.attempt(),
              read.host(),
              read.backend()));
    }
    if (outcome instanceof Outcome.Failed failed) {
      assertEquals(failed, travelled(failed));
    }
  }

  @Test
  void aShipmentOfBytesAndReals() {
    RawData.Part bytes = new RawData.Part(new byte[] {-1, 0, 7}, null, new int[] {0, 1, 2});
    RawData.Part reals =
        new RawData.Part(null, new float[] {Float.NaN, -0.0f, 1e-40f}, new int[] {2});
    DataRequest glyphs = new DataRequest("glyphs", Values.of(Map.of("glyphs_train", 40L)));
    DataRequest csv = new DataRequest("csv", Values.of(Map.of("train_file", "a.csv")));
    Shipment read =
        travelled(
            new Shipment(
                List.of(glyphs, csv),
                List.of(
                    new RawData("glyphs", 1, 1, 3, bytes, bytes),
                    new RawData("csv", 1, 3, 3, reals, reals)),
                List.of(
                    new Program(List.of("src"), List.of("src/a.py"), List.of(new byte[] {1, 2})))));
    assertArrayEquals(new byte[] {1, 2}, read.program(List.of("src")).contents().get(0));

    assertArrayEquals(bytes.bytes(), read.get(glyphs).train().bytes());
    assertEquals(null, read.get(glyphs).test().reals());
    assertArrayEquals(bytes.labels(), read.get(glyphs).test().labels());
    assertEquals(Arrays.toString(reals.reals()), Arrays.toString(read.get(csv).test().reals()));
    assertEquals(3, read.get(csv).columns());
    DataRequest absent = new DataRequest("mnist", Values.NONE);
    assertThrows(IllegalStateException.class, () -> read.get(absent));
  }

  @Test
  void aBundleOfCells() {
    List<Cell> bundle = new ArrayList<>(List.of(cell(), new Cell("x", 1, Values.NONE, 0, "")));
    assertEquals(bundle, travelled(bundle));
  }

  @Test
  void whatIsNotRegisteredDoesNotTravel() {
    assertThrows(
        IllegalArgumentException.class,
        () -> travelled(new java.util.concurrent.atomic.AtomicLong[0]));
  }
}
