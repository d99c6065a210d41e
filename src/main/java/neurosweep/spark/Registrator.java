package neurosweep.spark;

import com.esotericsoftware.kryo.Kryo;
import java.util.ArrayList;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.data.Matrix;
import neurosweep.data.RawData;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Program;
import org.apache.spark.serializer.KryoRegistrator;

/** The classes that travel: cells and data sets out, results back. */
public final class Registrator implements KryoRegistrator {

  @Override
  public void registerClasses(Kryo kryo) {
    // before the classes are registered, or they would get the field serializer
    kryo.addDefaultSerializer(Record.class, RecordSerializer.class);
    kryo.register(Cell.class, new CellSerializer());
    kryo.register(Values.class);
    kryo.register(CellResult.class);
    kryo.register(CellResult[].class);
    kryo.register(Origin.class);
    kryo.register(Measurements.class);
    kryo.register(Outcome.Finished.class);
    kryo.register(Outcome.Diverged.class);
    kryo.register(Outcome.Failed.class);
    kryo.register(Outcome.TimedOut.class);
    kryo.register(DataRequest.class);
    kryo.register(RawData.class);
    kryo.register(RawData.Part.class);
    kryo.register(Matrix.class);
    kryo.register(Program.class);
    kryo.register(Shipment.class);
    kryo.register(ArrayList.class);
    kryo.register(TreeMap.class);
    kryo.register(double[][].class);
  }
}
