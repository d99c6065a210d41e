package neurosweep.cli;

import java.io.PrintWriter;
import java.util.Locale;
import neurosweep.data.DataHome;
import neurosweep.data.Inventory;

/** What data are present, in words. */
final class InventoryText {
  private InventoryText() {}

  static void print(PrintWriter out, DataHome home) {
    out.println("data directory " + home.directory());
    for (Inventory.SetState set : Inventory.of(home).sets()) {
      boolean elsewhere = !set.directory().getParent().equals(home.directory());
      out.printf(
          "%-14s %s%s, licence %s%n",
          set.set().name(),
          set.complete() ? "present" : "not present",
          elsewhere ? " in " + set.directory().toUri().getPath() : "",
          set.set().licence());
      if (!set.complete() && set.files().stream().allMatch(file -> file.bytes() == 0)) {
        continue;
      }
      for (Inventory.FileState file : set.files()) {
        out.printf(
            Locale.ROOT,
            "  %-32s %,12d bytes  %s%n",
            file.name(),
            file.bytes(),
            file.state().name().toLowerCase(Locale.ROOT));
      }
    }
  }
}
