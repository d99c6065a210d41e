package neurosweep.circuit.simulation;

/** Sees every step of a simulation; keeps what it needs and nothing that grows without bound. */
public interface Observer {

  /** Before a step: the state that it starts from. */
  default void before(Simulation now) {}

  /** After a step: the state that it ended in, and who fired in it. */
  default void after(Simulation now) {}
}
