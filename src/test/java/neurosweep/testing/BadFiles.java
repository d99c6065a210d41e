package neurosweep.testing;

import static neurosweep.testing.BadInput.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import neurosweep.core.Column;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableWriter;

/** Malformed inputs that are bytes: IDX, gzip, Parquet. */
public final class BadFiles {
  private static final String IDX = "run @/idx.yaml -o @/out --data @";
  private static final String PARQUET = "run @/parquet.yaml -o @/out --data @";
  private static final int COUNT = 20;

  private BadFiles() {}

  private static byte[] idx(int magic, int elements, int... dimensions) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + elements);
    buffer.putInt(magic);
    for (int dimension : dimensions) {
      buffer.putInt(dimension);
    }
    return buffer.array();
  }

  private static byte[] images() {
    return idx(0x803, COUNT * 784, COUNT, 28, 28);
  }

  private static byte[] labels() {
    byte[] labels = idx(0x801, COUNT, COUNT);
    labels[8] = 1;
    return labels;
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at < 0 ? bytes.length + at : at] = (byte) value;
    return changed;
  }

  private static void set(Path directory, String name, byte[] content) throws IOException {
    Path set = Files.createDirectories(directory.resolve("mnist"));
    for (String part : List.of("train", "t10k")) {
      Files.write(set.resolve(part + "-images-idx3-ubyte"), images());
      Files.write(set.resolve(part + "-labels-idx1-ubyte"), labels());
    }
    Files.deleteIfExists(set.resolve(name.replace(".gz", "")));
    if (content != null) {
      Files.write(set.resolve(name), content);
    }
  }

  private static BadInput pictures(String name, byte[] content, String... said) {
    String file = "train-images-idx3-ubyte" + (name.startsWith("gzip") ? ".gz" : "");
    return refused("pictures: " + name, d -> set(d, file, content), IDX, said);
  }

  private static BadInput classes(String name, byte[] content, String... said) {
    String file = "t10k-labels-idx1-ubyte" + (name.startsWith("gzip") ? ".gz" : "");
    return refused("labels: " + name, d -> set(d, file, content), IDX, said);
  }

  public static Stream<BadInput> idx() {
    byte[] good = images();
    byte[] html = "<html>404 not found</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return Stream.of(
        pictures("missing", null, "mnist/train-images-idx3-ubyte", "is missing", "--data"),
        pictures("empty", new byte[0], "has only 0 bytes, an IDX header has at least 8"),
        pictures("three bytes", new byte[3], "has only 3 bytes", "fetch or copy it again"),
        pictures("cut header", Arrays.copyOf(good, 9), "ends within its header, after 9 bytes"),
        pictures("a page of a site", html, "starts with 0x3c68746d, must start with 0x00000803"),
        pictures("labels", labels(), "starts with 0x00000801", "is it the right file?"),
        pictures("signed", with(good, 2, 9), "starts with 0x00000903"),
        pictures("cut", Arrays.copyOf(good, 999), "ends after 983 of the 15680 bytes"),
        pictures("longer", Arrays.copyOf(good, good.length + 1), "goes on after the 15680 bytes"),
        pictures("no pictures", idx(0x803, 0, 0, 28, 28), "[0, 28, 28], each must be from 1"),
        pictures("negative", idx(0x803, 9, -1, 28, 28), "[4294967295, 28, 28]"),
        pictures("terabytes", idx(0x803, 9, 1 << 20, 1 << 20, 1), "must not exceed 2147483639"),
        pictures("overflow", idx(0x803, 9, 1 << 30, 1 << 30, 1 << 30), "must not exceed"),
        pictures("two gigabytes", idx(0x803, 9, 2_147_483_639, 1, 1), "ends after 9 of the 2147"),
        pictures("fewer", idx(0x803, 784, 1, 28, 28), "has 1 pictures and", "has 20 labels"),
        pictures("other size", idx(0x803, COUNT * 4, COUNT, 2, 2), "are 2 x 2", "must be equal"),
        pictures("gzip cut", Arrays.copyOf(gzip(good), 20), "is cut short", "copy it again"),
        pictures("gzip without sum", Arrays.copyOf(gzip(good), gzip(good).length - 8), "damaged"),
        pictures("gzip with another sum", with(gzip(good), -5, 1), "cannot be read", "damaged"),
        pictures("gzip of cut", gzip(Arrays.copyOf(good, 999)), "ends after 983 of the 15680"),
        pictures("gzip of nothing", gzip(new byte[0]), "has only 0 bytes"),
        pictures("gzip and rubbish", Arrays.copyOf(gzip(good), gzip(good).length + 9), "damaged"),
        pictures("gzip method", with(gzip(good), 2, 7), "cannot be read", "damaged"),
        pictures("gzip flags", with(gzip(good), 3, 0xff), "cannot be read", "damaged"),
        pictures(
            "gzip of terabytes",
            gzip(idx(0x803, 9, 2_147_483_639, 1, 1)),
            "promises 2147483639 bytes of elements",
            "bytes of gzip can hold"),
        pictures("gzip in gzip", gzip(gzip(good)), "starts with 0x1f8b0800"),
        classes("missing", null, "t10k-labels-idx1-ubyte", "is missing"),
        classes("pictures", good, "starts with 0x00000803, must start with 0x00000801"),
        classes("ten", with(labels(), 11, 10), "label 3 is 10, must be below 10"),
        classes("above 127", with(labels(), 8, 200), "label 0 is 200, must be below 10"),
        classes("cut", Arrays.copyOf(labels(), 20), "ends after 12 of the 20 bytes"),
        classes("gzip cut", Arrays.copyOf(gzip(labels()), 12), "cut short"));
  }

  private static byte[] table(List<Column> columns, Object[]... rows) {
    try {
      Path file = Files.createTempFile("table", ".parquet");
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
      try (ParquetTableWriter writer =
          ParquetTable.write(new neurosweep.store.Files(), path, "t", columns)) {
        for (Object[] row : rows) {
          writer.write(row);
        }
        writer.commit();
      }
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static final List<Column> COLUMNS =
      List.of(Column.real("a", "", ""), Column.integer("label", "", ""));

  private static byte[] table() {
    return table(COLUMNS, new Object[] {1.0, 0L}, new Object[] {2.0, 1L});
  }

  private static BadInput parquet(String name, byte[] content, String... said) {
    return refused(
        "parquet: " + name,
        directory -> {
          Files.write(directory.resolve("test.parquet"), table());
          if (content != null) {
            Files.write(directory.resolve("train.parquet"), content);
          }
        },
        PARQUET,
        said);
  }

  private static byte[] footerLength(byte[] bytes, int length) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 8, length);
    return changed;
  }

  public static Stream<BadInput> parquet() {
    byte[] good = table();
    Object[] row = {1.0, 0L};
    List<Column> text = List.of(Column.text("a", ""), COLUMNS.get(1));
    List<Column> other = List.of(Column.real("b", "", ""), COLUMNS.get(1));
    return Stream.of(
        parquet("missing", null, "train.parquet does not exist"),
        parquet("empty", new byte[0], "train.parquet", "is not a Parquet file"),
        parquet(
            "text",
            "a,label\n1,0\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "not a Parquet file"),
        parquet("cut", Arrays.copyOf(good, good.length / 2), "is not a Parquet file"),
        parquet("no tail", Arrays.copyOf(good, good.length - 1), "is not a Parquet file"),
        parquet("encrypted", with(good, -1, 'E'), "cannot be read as Parquet"),
        parquet(
            "footer of 2 GB", footerLength(good, Integer.MAX_VALUE), "cannot be read as Parquet"),
        parquet("footer of less than none", footerLength(good, -1), "cannot be read as Parquet"),
        parquet("footer of none", footerLength(good, 0), "cannot be read as Parquet"),
        parquet("footer cut", footerLength(good, 40), "cannot be read as Parquet"),
        parquet("page", with(good, 30, good[30] ^ 1), "cannot be read as Parquet"),
        parquet("no rows", table(COLUMNS), "has no rows, needs at least one"),
        parquet(
            "text column",
            table(text, new Object[] {"x", 0L}),
            "a: text in 1 of 3 rows, first in train.parquet, row 1: x"),
        parquet(
            "empty cell",
            table(COLUMNS, new Object[] {null, 0L}),
            "a: 1 of 3 rows are blank; say impute or drop"),
        parquet("NaN", table(COLUMNS, new Object[] {Double.NaN, 0L}), "a: 1 of 3 rows are blank"),
        parquet(
            "large",
            table(COLUMNS, new Object[] {1e300, 0L}),
            "a: 1 of 3 rows are infinite in 32 bits, first in train.parquet, row 1: 1.0E300"),
        parquet(
            "label",
            table(COLUMNS, row, new Object[] {1.0, -2L}),
            "the net has 1 outputs, too few for 3 classes"),
        parquet(
            "huge label",
            table(COLUMNS, new Object[] {1.0, 1L << 60}),
            "the net has 1 outputs, too few for 3 classes"),
        parquet(
            "other columns",
            table(other, row),
            "test.parquet: has no column b, which train.parquet has; add it or say drop"),
        parquet(
            "no label",
            table(List.of(COLUMNS.get(0)), new Object[] {1.0}),
            "unknown column \"label\""));
  }

  private static BadInput results(String name, UnaryOperator<byte[]> change, String... said) {
    return damaged("results/part-00000.parquet", name, change, "report @/out/tiny", said);
  }

  private static BadInput damaged(
      String file, String name, UnaryOperator<byte[]> change, String command, String... said) {
    return refused(
        file + ": " + name,
        directory -> {
          Path target = directory.resolve("out/tiny").resolve(file);
          Files.write(target, change.apply(Files.readAllBytes(target)));
        },
        command,
        said);
  }

  public static Stream<BadInput> results() {
    String grown =
        "run @/tiny.yaml -o @/out seeds=1..2 learning_rate=1e-4,1e-3,1e-2 --master in-process";
    UnaryOperator<byte[]> half = bytes -> Arrays.copyOf(bytes, bytes.length / 2);
    return Stream.of(
        results("empty", bytes -> new byte[0], "part-00000.parquet", "is not a Parquet file"),
        results("cut", half, "cannot be read as Parquet", "restore it or write it anew"),
        results("footer", bytes -> footerLength(bytes, 1 << 30), "cannot be read as Parquet"),
        results("page", bytes -> with(bytes, 40, bytes[40] ^ 4), "cannot be read as Parquet"),
        results("of another table", bytes -> table(), "unknown column \"dataset\""),
        damaged("plan.parquet", "cut", half, grown, "plan.parquet", "is not a Parquet file"),
        damaged(
            "plan.parquet", "of another table", b -> table(), grown, "unknown column \"cell_id\""));
  }
}
