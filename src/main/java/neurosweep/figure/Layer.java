package neurosweep.figure;

/** Marks of one kind in a panel: curves, points, cells. */
public interface Layer {
  /** Draws them. */
  void draw(Frame frame);
}
