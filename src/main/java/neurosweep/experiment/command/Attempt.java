package neurosweep.experiment.command;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.ListText;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Names;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.experiment.Context;
import neurosweep.experiment.TrainingEnd;
import neurosweep.math.random.Streams;

/**
 * One start of a cell's program, to its end or to whatever ends it before.
 *
 * @param values all knobs of the cell, defaults included
 * @param lines nothing read yet
 */
record Attempt(Definition definition, Values values, MetricLines lines, Context context) {
  /** Libraries take all cores unless they are told, and a cell has one. */
  private static final List<String> THREADS =
      List.of(
          "OMP_NUM_THREADS",
          "OPENBLAS_NUM_THREADS",
          "MKL_NUM_THREADS",
          "VECLIB_MAXIMUM_THREADS",
          "NUMEXPR_NUM_THREADS");

  /** Of a program that a signal has ended, as shells and Java tell it. */
  private static final int SIGNALLED = 128;

  /** Starts the program and follows it. */
  Outcome run(Cell cell) {
    List<String> command = new Template(ListText.split(Command.RUN.of(values))).filled(names(cell));
    try (RunningProgram program = started(command, cell)) {
      Outcome outcome;
      try {
        outcome = follow(program);
      } finally {
        context.spend(program.processorSeconds());
      }
      program.end(); // before its files are taken
      if (outcome.state().isResult()) {
        List<String> outputs = ListText.split(Command.OUTPUTS.of(values));
        new Outputs(outputs).keep(context.workplace(cell), context);
      }
      return outcome;
    } catch (IOException e) {
      return new Outcome.Failed(
          Measurements.NONE, command.get(0) + " cannot be started: " + why(e), "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.TimedOut(lines.measurements(new TreeMap<>()), 0);
    }
  }

  /** Without the working directory, which is another one in each attempt, and names the user. */
  private static String why(IOException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }

  private RunningProgram started(List<String> command, Cell cell) throws IOException {
    return new RunningProgram(command, context.workplace(cell), environment(cell));
  }

  private Outcome follow(RunningProgram program) throws InterruptedException {
    Metric<Double> objective = definition.objective();
    long patience = Command.PATIENCE.of(values);
    while (!program.isOver()) {
      String line = program.next();
      if (line != null && !lines.read(line, objective, Command.MIN_DELTA.of(values))) {
        program.keep(line);
      }
      if (!lines.fault().isEmpty()) {
        return failed(program, lines.fault());
      }
      if (!lines.divergence().isEmpty()) {
        return new Outcome.Diverged(lines.measurements(end("diverged")), lines.divergence());
      }
      if (patience > 0 && lines.idle() >= patience) {
        return impatient(program, patience);
      }
      if (context.expired()) {
        return new Outcome.TimedOut(lines.measurements(new TreeMap<>()), 0);
      }
    }
    if (program.exitCode() != 0) {
      String said = program.lastError();
      int signal = program.exitCode() - SIGNALLED;
      String code =
          "exit code " + program.exitCode() + (signal > 0 ? ", ended by signal " + signal : "");
      return failed(program, said.isEmpty() ? code : code + ": " + said);
    }
    Optional<String> missing = lines.missing();
    if (missing.isPresent()) {
      return failed(program, missing.get());
    }
    return new Outcome.Finished(lines.measurements(end(TrainingEnd.COMPLETED)));
  }

  private Outcome impatient(RunningProgram program, long patience) {
    Optional<String> missing = lines.missing();
    return missing.isPresent()
        ? failed(program, "patience: " + missing.get() + "; with patience every step needs all")
        : new Outcome.Finished(
            lines.measurements(end("patience: no better for " + patience + " steps")));
  }

  /** The verdict on a program that has ended so. */
  private static SortedMap<String, Object> end(String reason) {
    boolean diverged = reason.equals("diverged");
    SortedMap<String, Object> end = new TreeMap<>();
    end.put(TrainingEnd.STOP_REASON.name(), reason);
    end.put(Command.DIVERGED.name(), diverged);
    end.put(TrainingEnd.STABLE.name(), !diverged);
    return end;
  }

  private Outcome failed(RunningProgram program, String cause) {
    return new Outcome.Failed(
        lines.measurements(new TreeMap<>()), Names.line(cause), program.tail());
  }

  /** What names in braces stand for. */
  private Map<String, String> names(Cell cell) {
    Map<String, String> names = new HashMap<>();
    for (Param<?> knob : definition.knobs()) {
      names.put(knob.name(), String.valueOf(knob.of(values)));
    }
    names.put(Command.SEED, Long.toString(cell.seed()));
    names.put(Streams.SWEEP_SEED.name(), Streams.SWEEP_SEED.of(values).toString());
    names.put(Command.CELL, cell.id());
    return names;
  }

  /** What libraries would otherwise take from the machine, or from chance. */
  private static Map<String, String> environment(Cell cell) {
    Map<String, String> environment = new LinkedHashMap<>();
    THREADS.forEach(name -> environment.put(name, "1"));
    environment.put("PYTHONHASHSEED", "0");
    environment.put("PYTHONUNBUFFERED", "1");
    environment.put("NEUROSWEEP_CELL", cell.id());
    environment.put("NEUROSWEEP_SEED", Long.toString(cell.seed()));
    return environment;
  }
}
