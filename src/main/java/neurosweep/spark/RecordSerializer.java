package neurosweep.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records through their components and canonical constructor, which Kryo 4 cannot do by itself.
 * Unmodifiable views of maps and lists travel as plain copies; the constructors wrap them again.
 */
public final class RecordSerializer extends Serializer<Record> {

  @Override
  public void write(Kryo kryo, Output output, Record record) {
    try {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        kryo.writeClassAndObject(output, plain(accessor.invoke(record)));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot write a " + record.getClass(), e);
    }
  }

  private static Object plain(Object value) {
    if (value instanceof SortedMap<?, ?> map) {
      return new TreeMap<>(map);
    }
    return value instanceof List<?> list ? new ArrayList<>(list) : value;
  }

  @Override
  public Record read(Kryo kryo, Input input, Class<Record> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = kryo.readClassAndObject(input);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("cannot read a " + type, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read a " + type, e);
    }
  }
}
