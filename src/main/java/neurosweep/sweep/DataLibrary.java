package neurosweep.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.data.Matrix;
import neurosweep.data.Preparation;
import neurosweep.data.RawData;
import neurosweep.data.RawDigest;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Program;

/**
 * The data sets of a process, each raw set loaded once and each preparation of it made once, and
 * the programs of others that cells start.
 */
public final class DataLibrary {

  private static final double BYTES_OF_INDEX = 4;

  /** Pooled pictures are 16-bit sums, or 32-bit averages; other prepared sets are views. */
  private static final double BYTES_OF_SUM = 2;

  private static final double BYTES_OF_AVERAGE = 4;

  private record Raw(RawData data, String digest) {}

  private record Prepared(DataRequest request, Values preparation) {}

  private final Function<DataRequest, RawData> loader;
  private final Function<List<String>, Program> programs;
  private final Map<List<String>, Program> loaded = new HashMap<>();
  private final Map<DataRequest, Raw> raw = new HashMap<>();
  private final Map<Prepared, Dataset> prepared = new HashMap<>();

  /**
   * A library.
   *
   * @param loader reads a raw set, from files or from what was sent along
   * @param programs reads the files of a program, from where the job is or from what was sent along
   */
  public DataLibrary(
      Function<DataRequest, RawData> loader, Function<List<String>, Program> programs) {
    this.loader = loader;
    this.programs = programs;
  }

  /** A library without programs. */
  public DataLibrary(Function<DataRequest, RawData> loader) {
    this(
        loader,
        asked -> {
          throw new IllegalStateException("no program was expected, not " + asked);
        });
  }

  /**
   * The program of these files.
   *
   * @throws neurosweep.core.UserError if one cannot be read
   */
  public synchronized Program program(List<String> asked) {
    Program found = loaded.get(asked);
    if (found == null) {
      found = programs.apply(asked);
      loaded.put(List.copyOf(asked), found);
    }
    return found;
  }

  /** The raw set. */
  public synchronized RawData raw(DataRequest request) {
    return entry(request).data;
  }

  /** SHA-256 of the raw set's content. */
  public synchronized String digest(DataRequest request) {
    return entry(request).digest;
  }

  private Raw entry(DataRequest request) {
    Raw found = raw.get(request);
    if (found == null) {
      RawData data = loader.apply(request);
      found = new Raw(data, RawDigest.of(data));
      raw.put(request, found);
    }
    return found;
  }

  /**
   * The set as a cell asks for it.
   *
   * @throws neurosweep.core.UserError if the cell's knobs do not fit the set
   */
  public synchronized Dataset dataset(DataRequest request, Values values) {
    Prepared key = new Prepared(request, values.canonical(Preparation.params()));
    Dataset found = prepared.get(key);
    if (found == null) {
      Raw source = entry(request);
      found = Preparation.prepare(source.data, source.digest, values);
      prepared.put(key, found);
    }
    return found;
  }

  /** Memory of everything loaded and prepared so far, in bytes. */
  public synchronized double bytes() {
    double total = 0;
    for (Raw entry : raw.values()) {
      total += bytes(entry.data.train()) + bytes(entry.data.test());
      for (Matrix matrix : entry.data.matrices().values()) {
        total += 8.0 * matrix.values().length;
      }
    }
    for (Map.Entry<Prepared, Dataset> entry : prepared.entrySet()) {
      Dataset set = entry.getValue();
      RawData source = raw.get(entry.getKey().request).data;
      boolean pooled = set.features() < source.rows() * source.columns();
      double examples = set.train().size() + set.validation().size() + set.test().size();
      total += examples * (BYTES_OF_INDEX + (pooled ? pooledBytes(source) * set.features() : 0));
    }
    return total;
  }

  private static double pooledBytes(RawData source) {
    return source.train().bytes() == null ? BYTES_OF_AVERAGE : BYTES_OF_SUM;
  }

  private static double bytes(RawData.Part part) {
    double features = part.bytes() == null ? 4.0 * part.reals().length : part.bytes().length;
    return features + BYTES_OF_INDEX * part.labels().length;
  }

  /** The digests of everything loaded so far, by source and knobs. */
  public synchronized Map<DataRequest, String> digests() {
    Map<DataRequest, String> digests = new HashMap<>();
    raw.forEach((request, entry) -> digests.put(request, entry.digest));
    return digests;
  }
}
