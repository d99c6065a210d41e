package neurosweep.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import neurosweep.core.Param;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.data.RawData;
import neurosweep.testing.IdxFiles;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables as people have them: what each comes to, or is refused for.
 *
 * <p>What is expected is a line {@code training+test rows x features x classes} and the notices
 * after it, or the faults. {@code @} stands for the data directory. A table in one file is divided
 * in halves.
 */
@Tag("environment")
class TableFilesTest {
  private static final String FOUR = "1,2,0\n3,4,1\n5,6,0\n7,8,1\n";
  private static final String GOOD = "a,b,label\n" + FOUR;
  private static final String TWO_BY_TWO = "2+2 x 2 x 2";
  private static final Charset LATIN = Charset.forName("windows-1252");

  /** Writes the files of a case. */
  interface Writing {
    void into(Path directory) throws IOException;
  }

  /** A case: its files, what the job says, and what comes of it. */
  record Case(String name, String source, Writing files, String knobs, List<String> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Case> CASES = new ArrayList<>();

  private static void bytes(String name, byte[] content, String knobs, String... expected) {
    CASES.add(
        new Case(
            name,
            "csv",
            directory -> Files.write(directory.resolve("train.csv"), content),
            "test_fraction=0.5 " + knobs,
            List.of(expected)));
  }

  private static void csv(String name, String text, String knobs, String... expected) {
    bytes(name, text.getBytes(StandardCharsets.UTF_8), knobs, expected);
  }

  private static void two(
      String name, String train, String test, String knobs, String... expected) {
    CASES.add(
        new Case(
            name,
            "csv",
            directory -> {
              Files.writeString(directory.resolve("train.csv"), train);
              Files.writeString(directory.resolve("test.csv"), test);
            },
            knobs,
            List.of(expected)));
  }

  /** Four rows with the labels 0, 1, 0, 1 and what {@code row} adds to each. */
  private static void parquet(
      String name,
      String fields,
      BiConsumer<Group, Integer> row,
      String knobs,
      String... expected) {
    CASES.add(
        new Case(
            name,
            "parquet",
            directory -> writeParquet(directory.resolve("train.parquet"), fields, Map.of(), row),
            "test_fraction=0.5 " + knobs,
            List.of(expected)));
  }

  static void writeParquet(
      Path file, String fields, Map<String, String> footer, BiConsumer<Group, Integer> row)
      throws IOException {
    String label = fields.contains(" label") ? "" : "required int32 label; ";
    MessageType type = MessageTypeParser.parseMessageType("message t {" + label + fields + "}");
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(type)
            .withExtraMetaData(footer)
            .build()) {
      for (int i = 0; i < 4; i++) {
        Group group = new SimpleGroupFactory(type).newGroup();
        if (!label.isEmpty()) {
          group.append("label", i % 2);
        }
        row.accept(group, i);
        writer.write(group);
      }
    }
  }

  private static void encodings() {
    csv("plain", GOOD, "", TWO_BY_TWO);
    csv("utf-8 with a mark", "\uFEFF" + GOOD, "", TWO_BY_TWO);
    csv("utf-8 names", "größe,b,label\n" + FOUR, "", TWO_BY_TWO);
    bytes(
        "latin-1",
        ("größe,b,label\n" + FOUR).getBytes(LATIN),
        "",
        "@/train.csv: is not UTF-8 text; save it as UTF-8, or say encoding: latin-1");
    bytes(
        "latin-1 as said",
        ("größe,b,label\n" + FOUR).getBytes(LATIN),
        "encoding=latin-1",
        TWO_BY_TWO);
    bytes(
        "utf-16 little-endian with a mark",
        ("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_16LE),
        "",
        TWO_BY_TWO);
    bytes(
        "utf-16 big-endian with a mark",
        ("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_16BE),
        "",
        TWO_BY_TWO);
    csv("windows line ends", GOOD.replace("\n", "\r\n"), "", TWO_BY_TWO);
    csv("old mac line ends", GOOD.replace("\n", "\r"), "", TWO_BY_TWO);
    csv("no line end at the end", GOOD.strip(), "", TWO_BY_TWO);
    csv("blank lines", GOOD.replace("\n", "\n\n"), "", TWO_BY_TWO);
  }

  private static void separators() {
    csv("semicolons", GOOD.replace(',', ';'), "", TWO_BY_TWO);
    csv("tabs", GOOD.replace(',', '\t'), "", TWO_BY_TWO);
    csv("pipes", GOOD.replace(',', '|'), "", TWO_BY_TWO);
    csv("semicolons as said", GOOD.replace(',', ';'), "separator=semicolon", TWO_BY_TWO);
    csv(
        "another separator than said",
        GOOD.replace(',', ';'),
        "separator=comma",
        "@/train.csv: unknown column \"label\" (known: a;b;label); set label_column to the one with"
            + " the classes");
    csv(
        "decimal commas",
        "a;b;label\n1,5;2;0\n3,25;4;1\n5;6,5;0\n-7,5e2;8;1\n",
        "decimal=comma",
        TWO_BY_TWO);
    csv(
        "decimal commas, not said",
        "a;b;label\n1,5;2;0\n3,25;4;1\n5,5;6;0\n7,5;8;1\n",
        "",
        "a: another decimal sign in 4 of 4 rows: 1,5, 3,25, 5,5; say decimal: comma or decimal:"
            + " point");
    csv(
        "quoted decimal commas among commas",
        "a,b,label\n\"1,5\",2,0\n\"3,5\",4,1\n\"5,5\",6,0\n\"7,5\",8,1\n",
        "decimal=comma",
        TWO_BY_TWO);
    csv(
        "separators of thousands",
        "a,b,label\n\"1,234.5\",2,0\n\"12,345.5\",4,1\n900,6,0\n7,8,1\n",
        "",
        "a: separators of thousands in 2 of 4 rows, first in train.csv, line 2: 1,234.5, 12,345.5;"
            + " take them out, or say drop");
    csv(
        "thousands or decimals",
        "a,b,label\n\"1,234\",2,0\n\"2,345\",4,1\n\"3,456\",6,0\n\"4,567\",8,1\n",
        "",
        "a: another decimal sign in 4 of 4 rows: 1,234, 2,345, 3,456; say decimal, or take the"
            + " separators of thousands out");
  }

  private static void quotes() {
    csv("quoted cells", "\"a\",b,\"label\"\n" + FOUR.replace("1,2", "\"1\",2"), "", TWO_BY_TWO);
    csv(
        "quotes with line breaks and commas",
        """
        a,note,label
        1,"one
        two, three",0
        3,"a ""b""\",1
        5,,0
        7,x,1
        """,
        "drop=note",
        "2+2 x 1 x 2");
    csv(
        "doubled quotes before a line break",
        "a,note,label\n1,\"they said \"\"meow\"\"\nand left\",0\n3,x,1\n5,,0\n7,x,1\n",
        "drop=note",
        "2+2 x 1 x 2");
    csv(
        "a line break within a name",
        "\"a\nb\",b,label\n" + FOUR,
        "",
        "@/train.csv: column 1 is called \"a b\", names must hold no control characters; rename it");
    csv(
        "an open quote",
        "a,b,label\n1,\"2,0\n3,4,1\n",
        "",
        "@/train.csv, line 2: has a quote that is not closed within a cell; close it");
    csv(
        "ragged rows",
        "a,b,label\n1,2,0\n3,4\n5,6,0,9\n7,8,1\n",
        "",
        "@/train.csv, line 3: has 2 cells, must have 3 as in the header; complete the row; another"
            + " row is malformed, too");
    csv(
        "ragged rows and text, all at once",
        "a,b,label\nx,2,0\n3,4\ny,6,0\nz,8,1\n",
        "",
        "@/train.csv, line 3: has 2 cells, must have 3 as in the header; complete the row",
        "a: text in 3 of 3 rows: x, y, z; say categorical or drop");
  }

  private static void headers() {
    csv("empty", "", "", "@/train.csv: is empty, must start with a line of column names");
    csv(
        "blank lines only",
        "\n\n",
        "",
        "@/train.csv: is empty, must start with a line of column names");
    csv("header only", "a,b,label\n", "", "@/train.csv: has no rows, needs at least one");
    csv(
        "no header",
        FOUR,
        "",
        "@/train.csv, line 1: holds numbers where the names of the columns must stand; put a line of"
            + " names above it",
        "@/train.csv: unknown column \"label\" (known: 1, 2, 0); set label_column to the one with"
            + " the classes");
    csv(
        "a name twice",
        "a,a,label\n" + FOUR,
        "",
        "@/train.csv: column 2 is called \"a\", names must be distinct; rename it or say drop");
    csv(
        "a name twice, dropped",
        "a,a,b,label\n1,1,2,0\n1,1,3,1\n1,1,4,0\n1,1,5,1\n",
        "drop=a",
        "2+2 x 1 x 2");
    csv(
        "no label",
        "a,b,klass\n" + FOUR,
        "label_column=class",
        "@/train.csv: unknown column \"class\"; did you mean \"klass\"? (known: a, b, klass); set"
            + " label_column to the one with the classes");
    csv(
        "nothing but the label",
        "label\n0\n1\n",
        "",
        "@/train.csv: has only the label column, needs at least one feature");
    csv(
        "a column to drop that is not there",
        GOOD,
        "drop=c categorical=bb",
        "@/train.csv: drop: unknown column \"c\"; did you mean \"a\"? (known: a, b, label)",
        "@/train.csv: categorical: unknown column \"bb\"; did you mean \"b\"? (known: a, b, label)");
    csv(
        "uses that contradict each other",
        GOOD,
        "drop=a,label categorical=a,label",
        "@/train.csv: drop and categorical both name a; take it off one list",
        "@/train.csv: drop names the label column label; take it off the list",
        "@/train.csv: categorical names the label column label; take it off the list");
    csv("a name with a comma", "\"a,b\",b,label\n" + FOUR, "drop=\"a,b\"", "2+2 x 1 x 2");
    csv(
        "semicolons at the ends of lines",
        "a;b;label;\n1;2;0;\n3;4;1;\n5;6;0;\n7;8;1;\n",
        "",
        TWO_BY_TWO,
        "left out, row numbers or without a name: column 4");
  }

  private static String numbered(String name, int from) {
    return name
        + ",a,label\n"
        + IntStream.range(0, 20)
            .mapToObj(i -> (from + i) + "," + i * i + "," + i % 2 + "\n")
            .collect(Collectors.joining());
  }

  private static void indices() {
    String leftOut = "left out, row numbers or without a name: ";
    csv(
        "the index of pandas",
        numbered("Unnamed: 0", 0),
        "",
        "10+10 x 1 x 2",
        leftOut + "Unnamed: 0");
    csv(
        "the index of pandas, stored",
        numbered("__index_level_0__", 0),
        "",
        "10+10 x 1 x 2",
        leftOut + "__index_level_0__");
    csv("the index of R", numbered("\"\"", 1), "", "10+10 x 1 x 2", leftOut + "column 1");
    csv(
        "row numbers by another name",
        numbered("id", 1),
        "",
        "10+10 x 2 x 2",
        "counts its rows and is learned from: id; say drop unless it is meant");
    csv("row numbers, dropped", numbered("id", 1), "drop=id", "10+10 x 1 x 2");
    csv("numbers that begin elsewhere", numbered("id", 7), "", "10+10 x 2 x 2");
  }

  private static void cells() {
    csv(
        "text columns",
        "f7,g,label\nlow,x,0\nmid,y,1\nhigh,z,0\nlow,w,1\n",
        "",
        "f7: text in 4 of 4 rows: low, mid, high; say categorical or drop",
        "g: text in 4 of 4 rows: x, y, z; say categorical or drop");
    csv(
        "levels",
        "f7,g,label\nlow,1,0\nmid,2,1\nlow,3,0\nmid,4,1\n",
        "categorical=f7",
        "2+2 x 3 x 2");
    csv(
        "levels that are numbers, written in two ways",
        "f7,g,label\n1.5,1,0\n2,2,1\n1.50,3,0\n2.0,4,1\n",
        "categorical=f7",
        "2+2 x 3 x 2");
    csv(
        "text among numbers",
        "a,b,label\n1,2,0\nx,4,1\n5,6,0\n7,8,1\n",
        "",
        "a: text in 1 of 4 rows, first in train.csv, line 3: x; correct them, or say categorical or"
            + " drop");
    csv(
        "dates",
        "a,d,e,label\n1,2020-01-31,31.1.2020,0\n3,2020-02-01,1.2.2020,1\n5,2021-12-24,24.12.2021,0\n",
        "",
        "d: dates in 3 of 3 rows: 2020-01-31, 2020-02-01, 2021-12-24; say drop, or make them numbers",
        "e: dates in 3 of 3 rows: 31.1.2020, 1.2.2020, 24.12.2021; say drop, or make them numbers");
    csv(
        "every spelling of a blank",
        "a,b,label\nNA,2,0\nNaN,4,1\nnan,6,0\nnull,8,1\nNone,9,0\nN/A,10,1\n?,11,0\n,12,1\n#N/A,13,0\n1,14,1\n",
        "",
        "a: 9 of 10 rows are blank; say impute or drop");
    csv(
        "blanks",
        "a,b,label\n1,2,0\n,4,1\n5,6,0\n7,8,1\n",
        "",
        "a: 1 of 4 rows are blank; say impute or drop");
    csv("blanks, imputed", "a,b,label\n1,2,0\n,4,1\n5,6,0\n7,8,1\n", "impute=mean", TWO_BY_TWO);
    csv(
        "a column of blanks",
        "a,b,label\n,2,0\n,4,1\n,6,0\n,8,1\n",
        "impute=median",
        "a: all 4 rows are blank; say drop");
    csv(
        "text and blanks",
        "a,b,label\nx,2,0\n,4,1\ny,6,0\nz,8,1\n",
        "",
        "a: text in 3 of 4 rows, first in train.csv, line 2: x, y, z; 1 of 4 rows are blank; say"
            + " categorical or drop");
    csv(
        "a value without its way",
        GOOD,
        "impute_value=3",
        "impute_value is 3.0, which only impute: constant takes");
    csv(
        "infinite numbers",
        "a,b,label\n1,2,0\ninf,4,1\n5,-Infinity,0\n7,1e39,1\n",
        "",
        "a: 1 of 4 rows are infinite in 32 bits, first in train.csv, line 3: inf; correct them or say"
            + " drop",
        "b: 2 of 4 rows are infinite in 32 bits, first in train.csv, line 4: -Infinity; correct them"
            + " or say drop");
    csv("flags", "a,b,label\nTrue,2,0\nFalse,4,1\ntrue,6,0\nFALSE,8,1\n", "", TWO_BY_TWO);
    csv(
        "flags among numbers",
        "a,b,label\nTrue,2,0\n0,4,1\n1,6,0\nFalse,8,1\n",
        "",
        "a: 2 of 4 rows are true or false, others numbers; write 1 and 0, or say drop");
    csv(
        "a constant column",
        "a,b,label\n1,2,0\n1,4,1\n1,6,0\n1,8,1\n",
        "",
        TWO_BY_TWO,
        "the same in every training row: a; drop changes nothing but the number of features");
    csv(
        "programs in cells",
        "a,b,label\n=1+1,2,0\n0x10,4,1\n1f,6,0\n٣,8,1\n",
        "",
        "a: text in 4 of 4 rows: =1+1, 0x10, 1f; say categorical or drop");
    csv(
        "too many levels",
        "a,b,label\n"
            + IntStream.range(0, 1200)
                .mapToObj(i -> "name" + i + "," + i * i + "," + i % 2 + "\n")
                .collect(Collectors.joining()),
        "categorical=a",
        "a: more than 1,000 levels in 1,200 rows; say drop");
    csv(
        "a level of thousands of characters",
        "a,b,label\n" + "x".repeat(3000) + ",2,0\ny,4,1\n",
        "categorical=a",
        "a: a text of 3,000 characters; levels have at most 200; say drop or shorten it");
    csv("2,000 columns", wide(2000), "", "2+2 x 2000 x 2");
  }

  private static String wide(int columns) {
    StringBuilder text = new StringBuilder("label");
    IntStream.range(0, columns).forEach(j -> text.append(",f").append(j));
    for (int i = 0; i < 4; i++) {
      text.append('\n').append(i % 2);
      for (int j = 0; j < columns; j++) {
        text.append(',').append(i * columns + j);
      }
    }
    return text.append('\n').toString();
  }

  private static String labelled(String... labels) {
    StringBuilder text = new StringBuilder("a,label\n");
    for (int i = 0; i < 4 * labels.length; i++) {
      text.append(i * i + 3).append(',').append(labels[i % labels.length]).append('\n');
    }
    return text.toString();
  }

  private static void labels() {
    csv("text labels", labelled("cat", "dog"), "", "4+4 x 1 x 2");
    csv("flags as labels", labelled("True", "False"), "", "4+4 x 1 x 2");
    csv("labels from 1", labelled("1", "2", "3"), "", "6+6 x 1 x 3");
    csv("labels with gaps", labelled("0", "1", "500"), "", "6+6 x 1 x 3");
    csv("negative labels", labelled("-1", "1"), "", "4+4 x 1 x 2");
    csv("labels as floats", labelled("0.0", "1.0", "1"), "", "6+6 x 1 x 2");
    csv(
        "one class",
        labelled("cat"),
        "",
        "@/train.csv: every label is cat, a set must have at least two classes");
    csv(
        "blank labels",
        labelled("0", "1", ""),
        "",
        "label: 4 of 12 rows are blank, first in train.csv, line 4; give them a class or take them"
            + " out");
    csv(
        "labels with decimals",
        labelled("0.5", "1.25", "3"),
        "",
        "label: 8 of 12 rows are no whole number, first in train.csv, line 2: 0.5; classes are whole"
            + " numbers, text or true and false");
    csv(
        "a class of one row",
        "a,label\n"
            + IntStream.range(0, 41)
                .mapToObj(i -> i * i + 3 + "," + (i == 40 ? "rare" : i % 2 == 0 ? "x" : "y") + "\n")
                .collect(Collectors.joining()),
        "",
        "21+20 x 1 x 3",
        "classes with fewer than 5 training examples: rare (1)");
  }

  private static void files() {
    two("two files", GOOD, "a,b,label\n9,9,1\n8,7,0\n", "", "4+2 x 2 x 2");
    two("columns in another order", GOOD, "label,b,a\n1,9,9\n0,7,8\n", "", "4+2 x 2 x 2");
    two(
        "a column too few",
        GOOD,
        "a,label\n9,1\n8,0\n",
        "",
        "@/test.csv: has no column b, which train.csv has; add it or say drop");
    two(
        "a column too many",
        GOOD,
        "a,b,c,label\n9,9,9,1\n8,7,9,0\n",
        "",
        "4+2 x 2 x 2",
        "only in test.csv and left out: c");
    two("other separators in each", GOOD, "a;b;label\n9;9;1\n8;7;0\n", "", "4+2 x 2 x 2");
    two(
        "an unknown level",
        "a,c,label\n1,red,0\n3,blue,1\n5,red,0\n7,blue,1\n",
        "a,c,label\n9,green,1\n8,red,0\n6,,0\n",
        "categorical=c",
        "4+3 x 3 x 2",
        "c: 2 of 3 test rows have a level that no training row has (green, blank): all its features"
            + " are 0");
    two(
        "rows in both",
        GOOD,
        "a,b,label\n1,2,0\n8,7,1\n",
        "",
        "4+2 x 2 x 2",
        "1 of 2 test rows have the features of a training row");
    two(
        "text in the test file only",
        GOOD,
        "a,b,label\nx,9,1\n8,7,0\n",
        "",
        "a: text in 1 of 6 rows, first in test.csv, line 2: x; correct them, or say categorical or"
            + " drop");
    two(
        "a class of thousands of characters in the test file",
        GOOD,
        "a,b,label\n9,9," + "x".repeat(3000) + "\n8,7,0\n",
        "",
        "label: a text of 3,000 characters; classes have at most 200; shorten it");
    two(
        "two ways to have test rows",
        GOOD,
        GOOD,
        "test_fraction=0.5 test_file=other.csv",
        "test_file and test_fraction both say which rows are for testing; give one of them");
    csv(
        "a fraction of nothing",
        GOOD,
        "test_fraction=0.001",
        "test_fraction is 0.001, which is none of 4 rows; raise it");
    CASES.add(
        new Case(
            "no test file",
            "csv",
            directory -> Files.writeString(directory.resolve("train.csv"), GOOD),
            "",
            List.of(
                "@/test.csv does not exist; put it there or correct --data, or say test_fraction to"
                    + " divide train_file")));
  }

  private static void parquetTypes() {
    parquet(
        "doubles and floats",
        "required double a; required float b;",
        (group, i) -> group.append("a", i / 3.0).append("b", i * 0.5f),
        "",
        TWO_BY_TWO);
    parquet(
        "small and unsigned integers",
        "required int32 a (INTEGER(8,false)); required int32 b (INTEGER(16,true)); required int64 c"
            + " (INTEGER(64,false));",
        (group, i) -> group.append("a", i).append("b", -i * i).append("c", -1L << (50 + i)),
        "",
        "2+2 x 3 x 2");
    parquet(
        "flags in parquet",
        "required boolean a; required double b;",
        (group, i) -> group.append("a", i > 1).append("b", i * 1.5),
        "",
        TWO_BY_TWO);
    parquet(
        "decimals",
        "required int32 a (DECIMAL(5,2)); required int64 b (DECIMAL(12,3));",
        (group, i) -> group.append("a", 125 * i).append("b", 7L * i),
        "",
        TWO_BY_TWO);
    parquet(
        "halves",
        "required fixed_len_byte_array(2) a (FLOAT16); required double b;",
        (group, i) ->
            group
                .append("a", Binary.fromConstantByteArray(new byte[] {0, (byte) (0x3c + i)}))
                .append("b", i * 1.5),
        "",
        TWO_BY_TWO);
    parquet(
        "text in parquet",
        "required binary c (STRING); required double b;",
        (group, i) -> group.append("c", i < 2 ? "low" : "high").append("b", i * 1.5),
        "",
        "c: text in 4 of 4 rows: low, high; say categorical or drop");
    parquet(
        "levels in parquet",
        "required binary c (STRING); required double b;",
        (group, i) -> group.append("c", i < 2 ? "low" : "high").append("b", i * 1.5),
        "categorical=c",
        "2+2 x 3 x 2");
    parquet(
        "text labels in parquet",
        "required binary label (STRING); required double b;",
        (group, i) -> group.append("label", i % 2 == 0 ? "x" : "y").append("b", i * 1.5),
        "",
        "2+2 x 1 x 2");
    parquet(
        "flags as labels in parquet",
        "required boolean label; required double b;",
        (group, i) -> group.append("label", i % 2 == 0).append("b", i * 1.5),
        "",
        "2+2 x 1 x 2");
    parquet(
        "dates in parquet",
        "required int32 d (DATE); required double b;",
        (group, i) -> group.append("d", i).append("b", i * 1.5),
        "",
        "d: has the type \"required int32 d (date)\"; say drop, or make it a number");
    parquet(
        "dates in parquet, dropped",
        "required int32 d (DATE); required double b;",
        (group, i) -> group.append("d", i).append("b", i * 1.5),
        "drop=d",
        "2+2 x 1 x 2");
    parquet(
        "blanks in parquet",
        "optional double a; required double b;",
        (group, i) -> (i == 1 ? group : group.append("a", i * 2.5)).append("b", i * 1.5),
        "",
        "a: 1 of 4 rows are blank; say impute or drop");
    String list = "optional group x (LIST) {repeated group list {optional double element;}}";
    parquet("pictures as lists", list, (group, i) -> list(group, 16, i), "", "2+2 x 16 x 2");
    parquet(
        "lists beside a number",
        list + " required double b;",
        (group, i) -> {
          list(group, 3, i);
          group.append("b", i * 1.5);
        },
        "",
        "2+2 x 4 x 2");
    parquet(
        "uneven lists",
        list,
        (group, i) -> list(group, 3 + i, i),
        "",
        "x: lists of 3 to 6 numbers; make them equally long, or say drop");
    parquet(
        "a list of more numbers than a net has inputs",
        list,
        (group, i) -> list(group, 100_001, i),
        "",
        "@/train.parquet cannot be read as Parquet: a list in column x has more than 100000 numbers;"
            + " restore it or write it anew");
    parquet(
        "nothing but dates",
        "required int32 label (DATE); required double b;",
        (group, i) -> group.append("label", i).append("b", i * 1.5),
        "",
        "label: has the type \"required int32 label (date)\"; classes are whole numbers, text or true"
            + " and false");
    parquet(
        "nothing that is read",
        "required int32 label (DATE); required int32 b (DATE);",
        (group, i) -> group.append("label", i).append("b", i),
        "",
        "label: has the type \"required int32 label (date)\"; classes are whole numbers, text or true"
            + " and false",
        "b: has the type \"required int32 b (date)\"; say drop, or make it a number");
    parquet(
        "levels in parquet that are numbers",
        "required double c; required double b;",
        (group, i) -> group.append("c", 0.5 * (i / 2)).append("b", i * 1.5),
        "categorical=c",
        "2+2 x 3 x 2");
    parquet(
        "structures",
        "required group s {required double u; required double v;} required double b;",
        (group, i) -> {
          group.addGroup("s").append("u", 1.0).append("v", 2.0);
          group.append("b", i * 1.5);
        },
        "",
        "s: has the type \"required group s { required double u; required double v; }\"; say drop, or"
            + " make it a number");
  }

  private static void list(Group group, int length, int row) {
    Group list = group.addGroup("x");
    for (int j = 0; j < length; j++) {
      list.addGroup("list").append("element", row * 100.0 + j);
    }
  }

  private static void indexOfOneFile() {
    String fields = "required int32 id; required double b;";
    BiConsumer<Group, Integer> row = (group, i) -> group.append("id", i * i).append("b", i * 1.5);
    CASES.add(
        new Case(
            "an index that only the test file names",
            "parquet",
            directory -> {
              writeParquet(directory.resolve("train.parquet"), fields, Map.of(), row);
              Map<String, String> pandas = Map.of("pandas", "{\"index_columns\": [\"id\"]}");
              writeParquet(directory.resolve("test.parquet"), fields, pandas, row);
            },
            "",
            List.of(
                "@/test.parquet: has no column id, which train.parquet has; add it or say drop")));
  }

  static List<Case> cases() {
    CASES.clear();
    encodings();
    separators();
    quotes();
    headers();
    indices();
    cells();
    labels();
    files();
    parquetTypes();
    indexOfOneFile();
    return CASES;
  }

  static Values values(String source, String knobs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String knob : knobs.isBlank() ? new String[0] : knobs.strip().split(" +")) {
      int equals = knob.indexOf('=');
      Param<?> param =
          source(source).params().stream()
              .filter(each -> each.name().equals(knob.substring(0, equals)))
              .findFirst()
              .orElseThrow();
      values.put(param.name(), param.parse(knob.substring(equals + 1)));
    }
    return Values.of(values);
  }

  private static TableSource source(String name) {
    return name.equals("csv") ? new CsvSource() : new ParquetSource();
  }

  static List<String> outcome(Path directory, String source, String knobs) {
    try {
      RawData raw = source(source).load(IdxFiles.home(directory), values(source, knobs));
      int train = raw.train().labels().length;
      int test = raw.test().labels().length;
      int features = raw.rows() * raw.columns();
      List<String> lines = new ArrayList<>();
      lines.add(train + "+" + test + " x " + features + " x " + raw.classes());
      lines.addAll(raw.notices());
      return lines;
    } catch (UserError e) {
      String place = IdxFiles.hadoop(directory).toUri().getPath().replaceAll("/$", "");
      return e.problems().stream()
          .map(line -> line.replace("file:" + place, "@").replace(place, "@"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void comesToWhatIsExpected(Case each, @TempDir Path directory) throws IOException {
    each.files().into(directory);
    assertEquals(
        String.join("\n", each.expected()),
        String.join("\n", outcome(directory, each.source(), each.knobs())));
  }

  @Test
  void thereAreManyAndNoTwoHaveTheSameName() {
    List<Case> all = cases();
    assertTrue(all.size() >= 90, "there are " + all.size());
    assertEquals(all.size(), all.stream().map(Case::name).distinct().count());
  }
}
