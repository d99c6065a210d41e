package neurosweep.exchange;

import java.util.Locale;
import java.util.Set;

/**
 * In whose words a table of trials is: the mapping of {@link ExportStyle}, backwards, and what the
 * tools write beside it.
 */
public enum ImportStyle {
  /** {@code Study.trials_dataframe()} of Optuna. */
  OPTUNA {
    @Override
    Role role(String column) {
      if (column.startsWith("params_")) {
        return Role.knob(column.substring("params_".length()));
      }
      if (column.startsWith("user_attrs_")) {
        return Role.own(column.substring("user_attrs_".length()));
      }
      return switch (column) {
        case "state" -> new Role(Role.Kind.STATE, column);
        case "duration" -> new Role(Role.Kind.SECONDS, column);
        case "datetime_start" -> new Role(Role.Kind.BEGIN, column);
        case "datetime_complete" -> new Role(Role.Kind.END, column);
        default ->
            column.equals("value") || column.startsWith("values_")
                ? new Role(Role.Kind.NUMBER, column)
                : Role.nothing(column);
      };
    }
  },

  /** {@code ResultGrid.get_dataframe()} of Ray Tune. */
  RAY {
    @Override
    Role role(String column) {
      if (column.startsWith("config/")) {
        return Role.knob(column.substring("config/".length()));
      }
      return switch (column) {
        case "done" -> new Role(Role.Kind.DONE, column);
        case "time_total_s" -> new Role(Role.Kind.SECONDS, column);
        case "hostname" -> new Role(Role.Kind.HOST, column);
        default -> OF_RAY.contains(column) ? Role.nothing(column) : Role.own(column);
      };
    }
  },

  /** The table of runs of Weights &amp; Biases, in which knobs and measurements look alike. */
  WANDB {
    @Override
    Role role(String column) {
      String name = column.toLowerCase(Locale.ROOT);
      return switch (name) {
        case "state" -> new Role(Role.Kind.STATE, column);
        case "runtime", "_runtime" -> new Role(Role.Kind.SECONDS, column);
        case "hostname" -> new Role(Role.Kind.HOST, column);
        default -> OF_WANDB.contains(name) ? Role.nothing(column) : Role.own(column);
      };
    }

    @Override
    boolean tellsKnobs() {
      return false;
    }
  },

  /** {@code mlflow.search_runs()}. */
  MLFLOW {
    @Override
    Role role(String column) {
      if (column.startsWith("params.")) {
        return Role.knob(column.substring("params.".length()));
      }
      if (column.startsWith("metrics.")) {
        return Role.own(column.substring("metrics.".length()));
      }
      if (column.startsWith("tags.")) {
        Role own = Role.own(column.substring("tags.".length()));
        return own.kind() == Role.Kind.NUMBER ? Role.nothing(own.name()) : own;
      }
      return switch (column) {
        case "status" -> new Role(Role.Kind.STATE, column);
        case "start_time" -> new Role(Role.Kind.BEGIN, column);
        case "end_time" -> new Role(Role.Kind.END, column);
        default -> Role.nothing(column);
      };
    }
  },

  /** Any table with a row a trial. */
  CSV {
    @Override
    Role role(String column) {
      return Role.own(column);
    }

    @Override
    boolean tellsKnobs() {
      return false;
    }
  };

  private static final Set<String> OF_RAY =
      Set.of(
          "trial_id",
          "timestamp",
          "date",
          "pid",
          "node_ip",
          "experiment_id",
          "experiment_tag",
          "checkpoint_dir_name",
          "logdir",
          "should_checkpoint",
          "iterations_since_restore",
          "time_since_restore",
          "time_this_iter_s",
          "timesteps_since_restore",
          "timesteps_total",
          "episodes_total",
          "warmup_time");

  private static final Set<String> OF_WANDB =
      Set.of(
          "name",
          "id",
          "notes",
          "user",
          "username",
          "tags",
          "created",
          "updated",
          "end time",
          "sweep",
          "group",
          "job type",
          "github",
          "commit",
          "_timestamp",
          "_step",
          "_wandb",
          "_wandb.runtime");

  /** What a column is. */
  abstract Role role(String column);

  /** Whether the tool's own names tell what was varied. */
  boolean tellsKnobs() {
    return true;
  }
}
