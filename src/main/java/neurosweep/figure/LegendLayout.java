package neurosweep.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * A legend above the panels: on one line where it fits, otherwise in columns.
 *
 * @param entries in the order of the keys
 * @param height of all of them in points
 */
record LegendLayout(List<Entry> entries, double height) {
  private static final double ROW = 10;

  /** Higher ones cut long names to set them in columns. */
  private static final double MOST_HEIGHT = 6 * ROW + 2;

  private static final double SPACE = 10;
  private static final double TEXT = Key.SAMPLE + 2;

  /**
   * A key with its place.
   *
   * @param key what it explains
   * @param words its label, cut to its room
   * @param x left edge within the legend
   * @param y middle of its row within the legend
   */
  record Entry(Key key, Words words, double x, double y) {}

  static LegendLayout of(List<Key> keys, double room) {
    if (keys.isEmpty()) {
      return new LegendLayout(List.of(), 0);
    }
    LegendLayout whole = of(keys, room, room - TEXT);
    return whole.height <= MOST_HEIGHT ? whole : of(keys, room, 0.45 * room - TEXT);
  }

  private static LegendLayout of(List<Key> keys, double room, double longest) {
    List<Words> labels =
        keys.stream().map(key -> Words.of(key.label()).within(longest, Layout.SMALL)).toList();
    double all = 0;
    double widest = 0;
    for (Words label : labels) {
      double width = TEXT + label.width(Layout.SMALL) + SPACE;
      all += width;
      widest = Math.max(widest, width);
    }
    int columns = all - SPACE <= room ? keys.size() : (int) Math.max(1, (room + SPACE) / widest);
    List<Entry> entries = new ArrayList<>();
    double x = 0;
    for (int i = 0; i < keys.size(); i++) {
      boolean flows = columns == keys.size();
      double left = flows ? x : i % columns * widest;
      entries.add(
          new Entry(keys.get(i), labels.get(i), left, (flows ? 0 : i / columns) * ROW + ROW / 2));
      x += TEXT + labels.get(i).width(Layout.SMALL) + SPACE;
    }
    int rows = (keys.size() + columns - 1) / columns;
    return new LegendLayout(entries, rows * ROW + 2);
  }

  void draw(Surface surface, double left, double top) {
    for (Entry entry : entries) {
      double y = top + entry.y();
      entry.key().draw(surface, left + entry.x(), y);
      double base = y + Layout.SMALL * Typeface.CAPITAL / 2;
      Label.Spot spot = new Label.Spot(left + entry.x() + TEXT, base, Label.Anchor.START, false);
      surface.write(new Label(entry.words(), spot, Layout.SMALL, Ink.BLACK));
    }
  }
}
