package neurosweep.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A sweep's results as SQL finds them: three algorithms, selected over learning rate and lambda.
 * Shares no code with {@code neurosweep.report}.
 */
public final class RecomputedSweep {
  public static final List<String> ALGORITHMS = List.of("bp", "gait", "tp");
  public static final int SEEDS = 5;

  /**
   * What a job asks for.
   *
   * @param metric selects
   * @param compared of the selected
   * @param more whether more is better
   * @param margin of equivalence
   */
  public record Job(String metric, String compared, boolean more, double margin) {
    public boolean accuracy() {
      return metric.contains("accuracy");
    }

    /** Percentage points for accuracies. */
    public double scale() {
      return accuracy() ? 100 : 1;
    }

    public String unit() {
      return accuracy() ? " [pp]" : "";
    }
  }

  /**
   * A configuration with all that selection and scores need.
   *
   * @param n finished runs
   * @param mean of the metric over them
   * @param score with diverged runs at chance, or as the worst finished run of the group
   */
  public record Configuration(
      String algorithm, double rate, double lambda, long n, double mean, double score) {
    public String where() {
      return String.format(
          Locale.ROOT,
          "algorithm = '%s' and learning_rate = cast(%s as double) and lambda = cast(%s as double)",
          algorithm,
          rate,
          lambda);
    }
  }

  public final Job job;
  public final Path directory;
  public final JsonNode manifest;
  private final SparkSession spark;
  private final String view;

  public RecomputedSweep(SparkSession spark, Path directory, Job job) throws IOException {
    this.spark = spark;
    this.directory = directory;
    this.job = job;
    this.manifest = new ObjectMapper().readTree(directory.resolve("manifest.json").toFile());
    this.view = "results_" + job.metric();
    spark
        .read()
        .parquet(directory.resolve("results").toString())
        .cache()
        .createOrReplaceTempView(view);
    String lost =
        job.accuracy()
            ? "(select max(chance_accuracy) from " + view + ")"
            : String.format(
                Locale.ROOT,
                "%s(if(state = 'FINISHED', m, null)) over (partition by algorithm)",
                job.more() ? "min" : "max");
    String scored =
        String.format(
            Locale.ROOT,
            """
        select algorithm, learning_rate, lambda, count_if(state = 'FINISHED') n,
          round(avg(if(state = 'FINISHED', m, null)), 12) mean,
          avg(if(state = 'FINISHED', m, lost)) score,
          count_if(state = 'FINISHED' and stable) = %d whole
        from (select *, %s lost from (select *, %s m from %s))
        group by algorithm, learning_rate, lambda
        """,
            SEEDS,
            lost,
            job.metric(),
            view);
    spark.sql(scored).cache().createOrReplaceTempView(view + "_scores");
  }

  public Path tables() {
    return directory.resolve("tables");
  }

  /** One number of a query. */
  public double number(String what, String where) {
    Row row = spark.sql("select cast(" + what + " as double) from " + view + where(where)).first();
    return row.isNullAt(0) ? Double.NaN : row.getDouble(0);
  }

  /** What the plan predicted for the cells that have a row. */
  public double predictedSeconds() {
    spark
        .read()
        .parquet(directory.resolve("plan.parquet").toString())
        .createOrReplaceTempView(view + "_plan");
    String ended = "cell_id in (select cell_id from " + view + ")";
    String sum = "select sum(predicted_seconds) from " + view + "_plan where " + ended;
    return spark.sql(sum).first().getDouble(0);
  }

  private static String where(String where) {
    return where.isEmpty() ? "" : " where " + where;
  }

  public double count(String where) {
    return number("count(*)", where);
  }

  /** The texts of a query's rows. */
  public List<List<String>> texts(String what, String more) {
    List<List<String>> texts = new ArrayList<>();
    for (Row row : spark.sql("select " + what + " from " + view + " " + more).collectAsList()) {
      List<String> text = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        text.add(String.valueOf(row.get(i)));
      }
      texts.add(text);
    }
    return texts;
  }

  /** A metric of the finished runs of a configuration by seed. */
  public double[] values(String metric, Configuration configuration) {
    return spark
        .sql(
            String.format(
                Locale.ROOT,
                "select cast(%s as double) from %s where state = 'FINISHED' and %s order by seed",
                metric,
                view,
                configuration.where()))
        .collectAsList()
        .stream()
        .mapToDouble(row -> row.getDouble(0))
        .toArray();
  }

  /** A group in the order of the axes. */
  public List<Configuration> group(String algorithm) {
    return configurations(algorithm, "learning_rate, lambda");
  }

  /** The best: whole and stable ones first, then those with more seeds, then by the mean. */
  public Configuration chosen(String algorithm) {
    String order =
        "whole desc, n desc, mean " + (job.more() ? "desc" : "asc") + ", learning_rate, lambda";
    return configurations(algorithm, order).get(0);
  }

  private List<Configuration> configurations(String algorithm, String order) {
    return spark
        .sql(
            String.format(
                Locale.ROOT,
                "select algorithm, learning_rate, lambda, n, mean, score from %s_scores where algorithm = '%s' order by %s",
                view,
                algorithm,
                order))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Configuration(
                    row.getString(0),
                    row.getDouble(1),
                    row.getDouble(2),
                    row.getLong(3),
                    row.isNullAt(4) ? Double.NaN : row.getDouble(4),
                    row.getDouble(5)))
        .toList();
  }

  /**
   * The main effects of an axis: value, its mean score minus the mean of all, configurations, and
   * its part of the sum of squares.
   */
  public List<double[]> effects(String algorithm, String axis) {
    String query =
        String.format(
            Locale.ROOT,
            """
        select %1$s, avg(score) - any_value(grand) effect, cast(count(*) as double) n, any_value(total)
        from (select *, avg(score) over (partition by algorithm) grand,
          var_pop(score) over (partition by algorithm)
            * count(*) over (partition by algorithm) total
          from %2$s_scores where algorithm = '%3$s')
        group by %1$s order by %1$s
        """,
            axis,
            view,
            algorithm);
    return spark.sql(query).collectAsList().stream()
        .map(
            row ->
                new double[] {
                  row.getDouble(0), row.getDouble(1), row.getDouble(2), row.getDouble(3)
                })
        .toList();
  }

  /** The notice of a complete sweep. */
  public String notice() {
    int cells = (int) count("");
    return String.format(
        Locale.ROOT,
        "%d of %d cells, %d seeds each, %d diverged, 0 missing",
        (int) count("state in ('FINISHED', 'DIVERGED')"),
        manifest.at("/design/grid/cells").asInt() == cells ? cells : -1,
        manifest.at("/design/grid/seeds").size(),
        (int) count("state = 'DIVERGED'"));
  }
}
