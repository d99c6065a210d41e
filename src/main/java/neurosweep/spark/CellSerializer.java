package neurosweep.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import neurosweep.core.Cell;
import neurosweep.core.Values;

/** A cell by what it is made from. */
final class CellSerializer extends Serializer<Cell> {

  @Override
  public void write(Kryo kryo, Output output, Cell cell) {
    output.writeString(cell.experiment());
    output.writeInt(cell.version());
    kryo.writeObject(output, cell.values());
    output.writeLong(cell.seed());
    output.writeString(cell.dataDigest());
  }

  @Override
  public Cell read(Kryo kryo, Input input, Class<Cell> type) {
    String experiment = input.readString();
    int version = input.readInt();
    Values values = kryo.readObject(input, Values.class);
    long seed = input.readLong();
    return new Cell(experiment, version, values, seed, input.readString());
  }
}
