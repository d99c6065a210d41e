package neurosweep.store.parquet;

import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Puts the numbers of a list together, an outer list's after one another. */
final class NumberListConverter extends GroupConverter {
  private final ParquetClaims claims;
  private final String name;
  private final Consumer<NumberList> done;
  private final Level first;
  private double[] numbers = new double[16];
  private int size;
  private int rows;
  private int rowStart;
  private int width;

  NumberListConverter(GroupType field, ParquetClaims claims, Consumer<NumberList> done) {
    this.claims = claims;
    this.name = field.getName();
    this.done = done;
    this.first = new Level(field.getType(0), isNested(field));
  }

  private static boolean isNested(GroupType field) {
    Type inner = field;
    int repeated = 0;
    while (!inner.isPrimitive()) {
      repeated += inner.isRepetition(Type.Repetition.REPEATED) ? 1 : 0;
      inner = inner.asGroupType().getType(0);
    }
    return repeated == 2;
  }

  @Override
  public Converter getConverter(int fieldIndex) {
    return first;
  }

  @Override
  public void start() {
    size = 0;
    rows = 0;
    width = -1;
  }

  @Override
  public void end() {
    done.accept(
        new NumberList(Arrays.copyOf(numbers, size), width < 0 ? 1 : width == 0 ? 0 : rows));
  }

  private void add(double value) {
    claims.countNumber(name, size);
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = value;
  }

  private void endRow() {
    int length = size - rowStart;
    width = rows == 0 ? length : width == length ? width : 0;
    rows++;
  }

  /** A group between the column and its numbers. */
  private final class Level extends GroupConverter {
    private final boolean outer;
    private final boolean repeated;
    private final RowMaterializer.Row holder;
    private final Converter below;

    Level(Type field, boolean outer) {
      Type inside = field.asGroupType().getType(0);
      this.repeated = field.isRepetition(Type.Repetition.REPEATED);
      this.outer = outer && repeated;
      this.holder = inside.isPrimitive() ? new RowMaterializer.Row(inside) : null;
      this.below = holder == null ? new Level(inside, outer && !repeated) : holder.getConverter(0);
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return below;
    }

    @Override
    public void start() {
      if (outer) {
        rowStart = size;
      }
      if (holder != null) {
        holder.start();
      }
    }

    @Override
    public void end() {
      if (holder != null) {
        add(holder.number());
      }
      if (outer) {
        endRow();
      }
    }
  }
}
