package neurosweep.data;

/** Pictures as the raw bytes they came in; a view. */
final class ByteExamples implements Examples {
  private final Selection selection;
  private final int features;
  private final GreyTable table;

  ByteExamples(Selection selection, int features, GreyTable table) {
    this.selection = selection;
    this.features = features;
    this.table = table;
  }

  static GreyTable.Moments moments(Selection selection, int features) {
    byte[] bytes = selection.part().bytes();
    long sum = 0;
    long squares = 0;
    for (int i = 0; i < selection.size(); i++) {
      int from = selection.row(i) * features;
      for (int j = from; j < from + features; j++) {
        long level = bytes[j] & 0xff;
        sum += level;
        squares += level * level;
      }
    }
    return new GreyTable.Moments((long) selection.size() * features, sum, squares);
  }

  @Override
  public int size() {
    return selection.size();
  }

  @Override
  public int features() {
    return features;
  }

  @Override
  public int label(int index) {
    return selection.label(index);
  }

  @Override
  public void widen(int index, double[] out, int offset) {
    byte[] bytes = selection.part().bytes();
    double[] values = table.doubles();
    int from = selection.row(index) * features;
    for (int j = 0; j < features; j++) {
      out[offset + j] = values[bytes[from + j] & 0xff];
    }
  }

  @Override
  public void widen(int index, float[] out, int offset) {
    byte[] bytes = selection.part().bytes();
    float[] values = table.floats();
    int from = selection.row(index) * features;
    for (int j = 0; j < features; j++) {
      out[offset + j] = values[bytes[from + j] & 0xff];
    }
  }
}
