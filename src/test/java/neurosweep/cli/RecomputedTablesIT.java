package neurosweep.cli;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every number of a table, computed a second time by SQL over {@code results}. For another table,
 * add a test that reads its CSV with {@link #read} and holds each entry against {@link #moments}.
 */
class RecomputedTablesIT {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");
  private static final int SEEDS = 5;

  /** Quantiles of Student's t at 0.975 for 1 to 4 degrees of freedom, from printed tables. */
  private static final double[] T = {12.7062047364, 4.30265272991, 3.18244630528, 2.7764451052};

  /** Quantile of the normal distribution at 0.975. */
  private static final double Z = 1.95996398454;

  @TempDir static Path directory;
  private static SparkSession spark;

  /** A learning rate at which nothing stays finite, and one at which everything does. */
  @BeforeAll
  static void start() {
    run(
            directory,
            TINY,
            "seeds=1..5",
            "epochs=6",
            "learning_rate=1e-3,1e-2,1e37",
            "select.stable=preferred")
        .ends(0);
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    spark
        .read()
        .parquet(directory.resolve("out/tiny/results").toString())
        .createOrReplaceTempView("results");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** The rows of a table's CSV by heading. */
  private static List<Map<String, String>> read(String table) throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve("out/tiny/tables/" + table + ".csv"));
    List<String> head = fields(lines.get(0));
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = fields(line);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < head.size(); i++) {
        row.put(head.get(i), fields.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    Matcher field = Pattern.compile("\\G(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))").matcher(line);
    while (field.find()) {
      fields.add(field.group(1) == null ? field.group(2) : field.group(1).replace("\"\"", "\""));
    }
    return fields;
  }

  /** {@code algorithm = 'gait' and learning_rate = 1e-3} of these headings of a row. */
  private static String where(Map<String, String> row, List<String> axes) {
    List<String> terms = new ArrayList<>();
    for (String axis : axes) {
      String value = row.get(axis);
      boolean number = NUMBER.matcher(value).matches();
      terms.add(axis + " = " + (number ? "cast(" + value + " as double)" : "'" + value + "'"));
    }
    return String.join(" and ", terms);
  }

  /**
   * n, mean and SD of a metric over the finished cells.
   *
   * @param n how many
   * @param mean of them
   * @param sd of them, with n - 1
   */
  private record Moments(int n, double mean, double sd) {
    double half() {
      return T[n - 2] * sd / Math.sqrt(n);
    }
  }

  private static Moments moments(String metric, String where) {
    Row row =
        spark
            .sql(
                """
                select count(m), avg(m), stddev_samp(m)
                from (select cast(%s as double) m from results where state = 'FINISHED' and %s)
                where m is not null and not isnan(m)
                """
                    .formatted(metric, where))
            .first();
    return new Moments(
        (int) row.getLong(0),
        row.isNullAt(1) ? Double.NaN : row.getDouble(1),
        row.isNullAt(2) ? 0 : row.getDouble(2));
  }

  private static long count(String where) {
    return spark.sql("select count(*) from results where " + where).first().getLong(0);
  }

  /**
   * The numbers printed in an entry are these, each rounded to the digits that it is printed with.
   */
  private static void printed(String entry, double... expected) {
    Matcher number = NUMBER.matcher(entry.replace("95 % ", ""));
    for (double value : expected) {
      assertTrue(number.find(), entry + " lacks " + value);
      BigDecimal shown = new BigDecimal(number.group());
      double unit = shown.ulp().doubleValue();
      assertEquals(value, shown.doubleValue(), unit * 0.5 + Math.abs(value) * 1e-9, entry);
    }
  }

  @Test
  void theMainTable() throws IOException {
    List<Map<String, String>> rows = read("main");
    assertEquals(2, rows.size());
    int entries = 0;
    for (Map<String, String> row : rows) {
      String group = where(row, List.of("algorithm"));
      String chosen = group + " and " + where(row, List.of("learning_rate"));
      assertEquals(best(group), Double.parseDouble(row.get("learning_rate")));
      for (Map.Entry<String, String> entry : row.entrySet()) {
        if (entry.getValue().contains("±")) {
          String metric = entry.getKey().replace(" (optimistic)", "").replace(' ', '_');
          Moments moments = moments(metric, chosen);
          double half = moments.half();
          printed(
              entry.getValue(), moments.mean, moments.sd, moments.mean - half, moments.mean + half);
          entries++;
        }
      }
      printed(row.get("n"), moments("peak_test_accuracy", chosen).n);
      share(row.get("diverged"), chosen);
      share(row.get("diverged in group"), group);
    }
    assertTrue(entries >= 12, entries + " entries with a spread");
  }

  /** The learning rate with the best mean: complete and stable ones first. */
  private static double best(String group) {
    String rank =
        """
        select learning_rate from (
          select learning_rate,
            sum(case when state = 'FINISHED' and stable then 1 else 0 end) stable_seeds,
            count(case when state = 'FINISHED' then 1 end) n,
            avg(case when state = 'FINISHED' then peak_test_accuracy end) mean
          from results where %s group by learning_rate)
        order by case when stable_seeds = %d then 0 else 1 end, n desc, mean desc, learning_rate
        """
            .formatted(group, SEEDS);
    return spark.sql(rank).first().getDouble(0);
  }

  /** {@code k of n} and the Wilson interval in per cent. */
  private static void share(String entry, String where) {
    double k = count(where + " and state = 'DIVERGED'");
    double n = count(where + " and state in ('FINISHED', 'DIVERGED')");
    if (k == 0) {
      printed(entry, k, n);
      return;
    }
    double p = k / n;
    double centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    printed(entry, k, n, 100 * Math.max(0, centre - half), 100 * Math.min(1, centre + half));
  }

  @Test
  void theGridTable() throws IOException {
    List<Map<String, String>> rows = read("grid");
    int entries = 0;
    int diverged = 0;
    for (Map<String, String> row : rows) {
      for (Map.Entry<String, String> entry : row.entrySet()) {
        if (!entry.getKey().startsWith("lambda = ") || entry.getValue().isEmpty()) {
          continue;
        }
        String where = where(row, List.of("algorithm", "learning_rate")) + " and " + entry.getKey();
        if (entry.getValue().startsWith("diverged")) {
          assertEquals(SEEDS, count(where + " and state = 'DIVERGED'"), entry.getValue());
          diverged++;
        } else {
          printed(
              entry.getValue(),
              moments("peak_test_accuracy", where).mean,
              moments("final_test_accuracy", where).mean);
          entries++;
        }
      }
    }
    assertEquals(6, entries + diverged);
    assertTrue(diverged >= 1 && entries >= 4, entries + " means, " + diverged + " diverged");
  }
}
