package neurosweep.spark;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import neurosweep.core.Problems;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.internal.config.package$;
import org.apache.spark.util.Utils;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.matching.Regex;

/** Every Spark setting that neurosweep makes, in one place, with its reason. */
final class SparkSettings {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9.]{1,20}");

  private SparkSettings() {}

  /** What the program relies on; a user's value would break it. */
  private static Map<String, String> forced() {
    Map<String, String> forced = new LinkedHashMap<>();
    forced.put("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    forced.put("spark.kryo.registrator", Registrator.class.getName());
    forced.put("spark.kryo.registrationRequired", "true");
    // the limit is cumulative over a job even though results are journaled and dropped
    forced.put("spark.driver.maxResultSize", "0");
    // one thread a cell: a native BLAS must not thread itself on an executor either
    for (String name : List.of("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")) {
      forced.put("spark.executorEnv." + name, "1");
    }
    // the sweep has its own progress line
    forced.put("spark.ui.showConsoleProgress", "false");
    // Spark's page shows names of settings and properties, and the value of none
    forced.put("spark.redaction.regex", "(?s).*");
    return forced;
  }

  /** What is better than Spark's default here; a user's value wins. */
  private static Map<String, String> defaults(SparkConf conf) {
    String master = conf.get("spark.master");
    Map<String, String> defaults = new LinkedHashMap<>();
    // under spark-submit the program's own logging settings come too late
    defaults.put("spark.log.level", "WARN");
    // cells have no preferred place, so waiting for one wastes time
    defaults.put("spark.locality.wait", "0s");
    // a broadcast data set of some hundred megabytes goes through one Kryo buffer
    defaults.put("spark.kryoserializer.buffer.max", "1g");
    // whoever may look at Spark's page ends nothing there
    defaults.put("spark.ui.killEnabled", "false");
    boolean here = isLocal(master) || isLocalCluster(master);
    boolean yarn = master.equals("yarn");
    if (here) {
      defaults.put("spark.authenticate.secret", Utils.createSecret(new SparkConf(false)));
    }
    // Other users reach the ports, too. On YARN Spark itself makes a secret for each application
    // and hands it out; a shuffle service there has settings of its own, which ours must not break.
    if (here || (yarn && !conf.getBoolean("spark.shuffle.service.enabled", false))) {
      defaults.put("spark.authenticate", "true");
      defaults.put("spark.network.crypto.enabled", "true");
      defaults.put("spark.network.crypto.saslFallback", "false");
      defaults.put("spark.network.crypto.cipher", "AES/GCM/NoPadding");
    }
    if (isLocal(master)) {
      // a laptop's sweep opens no port to the network; see LoopbackConf for the pages
      defaults.put("spark.ui.enabled", "false");
      defaults.put("spark.driver.host", "127.0.0.1");
      defaults.put("spark.driver.bindAddress", "127.0.0.1");
    } else {
      // one bad host must not use up the attempts of innocent cells
      defaults.put("spark.excludeOnFailure.enabled", "true");
      // a cell that kills executors until none may have it is known at once, not in two minutes
      defaults.put("spark.scheduler.excludeOnFailure.unschedulableTaskSetTimeout", "5s");
      // but for the job alone: cells that kill executors say nothing of the host for the next ones
      defaults.put("spark.excludeOnFailure.application.enabled", "false");
      if (yarn) {
        // it gives up after a few lost executors, of which a sweep of days has as many
        defaults.put("spark.executor.failuresValidityInterval", "1h");
      }
      String jar = applicationJar();
      if (jar != null) {
        defaults.put("spark.jars", jar);
      }
    }
    return defaults;
  }

  /**
   * The configuration of a sweep.
   *
   * @param master such as {@code local[2]} or {@code spark://host:7077}; null takes what
   *     spark-submit has set, or {@code local[*]}
   * @param user settings from the command line
   * @throws neurosweep.core.UserError if one of them is among those that must not be changed
   */
  static SparkConf conf(String name, String master, Map<String, String> user) {
    refuseForced(user);
    SparkConf conf = new LoopbackConf().setAppName("neurosweep " + name);
    if (master != null) {
      conf.setMaster(master);
    }
    user.forEach(conf::set);
    conf.setIfMissing("spark.master", "local[*]");
    if (!isLocal(conf.get("spark.master"))) {
      properties().forEach(conf::setIfMissing);
    }
    defaults(conf).forEach(conf::setIfMissing);
    forced().forEach(conf::set);
    return conf;
  }

  private static void refuseForced(Map<String, String> user) {
    Problems problems = new Problems();
    forced()
        .forEach(
            (name, value) -> {
              if (user.containsKey(name) && !user.get(name).equals(value)) {
                problems.add(
                    "--conf " + name,
                    "is " + user.get(name) + ", must be " + value + "; leave it out");
              }
            });
    problems.throwIfAny();
  }

  /**
   * What {@code SPARK_CONF_DIR} holds, where a cluster's secret is: spark-submit has read it, a
   * plain start has not.
   */
  private static Map<String, String> properties() {
    String directory = System.getenv("SPARK_CONF_DIR");
    Path file = directory == null ? null : Path.of(directory, "spark-defaults.conf");
    if (file == null || !Files.isReadable(file)) {
      return Map.of();
    }
    Map<String, String> read =
        CollectionConverters.asJava(Utils.getPropertiesFromFile(file.toString()));
    Map<String, String> properties = new LinkedHashMap<>(read);
    properties.keySet().removeIf(name -> !name.startsWith("spark."));
    return properties;
  }

  /**
   * Settings as they may be shown: those that Spark knows, takes for no secret and whose value is a
   * number, a size, a time or another short word; of all others the name alone.
   */
  static Map<String, String> shown(Map<String, String> settings) {
    Map<String, String> shown = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> shown.put(name, isHarmless(name, value) ? value : "(value not shown)"));
    return shown;
  }

  private static boolean isHarmless(String name, String value) {
    Regex secrets = package$.MODULE$.SECRET_REDACTION_PATTERN().defaultValue().get();
    return ConfigEntry.findEntry(name) != null
        && PLAIN.matcher(value).matches()
        && secrets.findFirstIn(name).isEmpty();
  }

  private static boolean isLocalCluster(String master) {
    return master.startsWith("local-cluster[");
  }

  /** Whether cells run in this process. */
  static boolean isLocal(String master) {
    return master.equals("local") || master.startsWith("local[");
  }

  /** The jar that this class came from, if it came from one: what executors need. */
  private static String applicationJar() {
    try {
      URI source = SparkSettings.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return source.getPath().endsWith(".jar") ? Path.of(source).toString() : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
