package neurosweep.spark;

import org.apache.spark.SparkConf;

/**
 * Settings under which Spark's pages of a local run are served to this machine alone. No setting
 * says so: Spark takes their address from the environment, through this method, and listens on
 * every one where it finds none.
 */
final class LoopbackConf extends SparkConf {
  private static final long serialVersionUID = 1L;

  /** Settings of the system's properties. */
  LoopbackConf() {
    super(true);
  }

  @Override
  public String getenv(String name) {
    String value = super.getenv(name);
    boolean open = value == null && name.equals("SPARK_LOCAL_IP");
    return open && SparkSettings.isLocal(get("spark.master", "")) ? "127.0.0.1" : value;
  }

  /** Spark works on a copy, which has to be one of these. */
  @Override
  public SparkConf clone() {
    LoopbackConf copy = new LoopbackConf();
    for (scala.Tuple2<String, String> setting : getAll()) {
      copy.set(setting._1(), setting._2());
    }
    return copy;
  }
}
