package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import neurosweep.core.Cell;
import neurosweep.core.Values;
import neurosweep.math.Backend;
import neurosweep.math.BackendPin;
import neurosweep.math.BlasChoice;
import org.junit.jupiter.api.Test;

class CellExecutionTest {

  /** An executor whose library takes another kernel is a machine that lacks the backend. */
  @Test
  void aMachineWithAnotherKernelRunsNoCell() {
    Backend here = Backend.catalog().get("native");
    assumeTrue(here.unavailable().isEmpty(), "no native BLAS here: " + here.unavailable());
    BackendPin pin = new BackendPin("native", BlasChoice.DEFAULT, here.library(), "Alien");
    CellExecution execution = new CellExecution(pin, Double.POSITIVE_INFINITY, null);
    Cell cell = new Cell("any", 1, Values.NONE, 1, "");

    HostFault fault =
        assertThrows(HostFault.class, () -> execution.run(cell, null, 1, () -> false));

    assertTrue(fault.getMessage().contains(" cannot run cells: backend native is "), "" + fault);
    assertTrue(fault.getMessage().contains("kernel Alien"), "" + fault);
  }
}
