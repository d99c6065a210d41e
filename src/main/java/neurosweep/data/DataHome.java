package neurosweep.data;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Where data files are found: a directory on any Hadoop file system.
 *
 * @param directory the data directory, one sub-directory a set
 * @param configuration Hadoop's settings
 */
public record DataHome(Path directory, Configuration configuration) {}
