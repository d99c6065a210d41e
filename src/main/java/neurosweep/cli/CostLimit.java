package neurosweep.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.core.UserError;
import neurosweep.search.Search;
import neurosweep.spec.SweepSpec;
import neurosweep.sweep.Manifest;
import neurosweep.sweep.Pricing;
import picocli.CommandLine.Option;

/** What a sweep may cost: options of {@code plan} and {@code run}. */
final class CostLimit {
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(\\d{1,9}(?:\\.\\d{1,9})?)[ -]?(?:core[ -]?)?(h|hours?|min|minutes?|s|seconds?)");
  private static final String SAMPLES = "samples";
  private static final String OVERRIDE = "search." + SAMPLES + "=";

  /** More draws than anybody asks for; a budget that holds them all is none. */
  private static final int MOST_SAMPLES = 100_000;

  @Option(
      names = "--budget",
      paramLabel = "AMOUNT",
      description =
          "core-hours that the cells of this run may take, such as '2 core-hours' or 30min: a search without"
              + " samples gets as many as are predicted to fit, and the run stops once it is spent")
  private String budget;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "as --budget, what all cores of this machine have until then, such as 18:00 or"
              + " 2027-01-31T08:00; the run stops then")
  private String until;

  private String outcome = "";
  private LocalDateTime end;

  private final Clock clock = Clock.system(ZoneId.systemDefault());

  /** Processor seconds that the cells may take; infinite without a limit. */
  double coreSeconds(int cores) {
    double limit = Double.POSITIVE_INFINITY;
    if (budget != null) {
      limit = amount();
    }
    return until == null ? limit : Math.min(limit, secondsLeft() * cores);
  }

  /** Seconds by the clock until the run has to stop; infinite without a limit. */
  double secondsLeft() {
    if (until == null) {
      return Double.POSITIVE_INFINITY;
    }
    LocalDateTime now = LocalDateTime.now(clock);
    if (end == null) {
      end = end(now); // once: a time of day that passes meanwhile is not tomorrow's
    }
    return Math.max(0, Duration.between(now, end).toMillis() / 1000.0);
  }

  private LocalDateTime end(LocalDateTime now) {
    try {
      if (until.indexOf('T') >= 0) {
        LocalDateTime given = LocalDateTime.parse(until);
        if (!given.isAfter(now)) {
          throw new UserError("--until is " + until + ", which is past; give a time to come");
        }
        return given;
      }
      LocalDateTime today = now.with(LocalTime.parse(until));
      return today.isAfter(now) ? today : today.plusDays(1);
    } catch (DateTimeParseException e) {
      throw new UserError(
          "--until is " + until + ", must be a time such as 18:00 or 2027-01-31T08:00", e);
    }
  }

  private double amount() {
    Matcher matcher = AMOUNT.matcher(budget.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
      throw new UserError(
          "--budget is " + budget + ", must be an amount above 0 such as '2 core-hours' or 30min");
    }
    double unit =
        matcher.group(2).startsWith("h") ? 3600 : matcher.group(2).startsWith("m") ? 60 : 1;
    return Double.parseDouble(matcher.group(1)) * unit;
  }

  /**
   * Gives a job whose search draws as many samples as fit, or refuses one that does not.
   *
   * @param begun the sweep that it goes on with: it keeps the number that it began with
   * @param pricing the price of the job with some overrides more, and what of it is to be trained
   * @param cores that a limit of time allows for
   */
  void fit(
      JobOptions job,
      SweepSpec spec,
      Optional<Manifest> begun,
      int cores,
      Function<SweepSpec, Pricing.Total> pricing) {
    double limit = coreSeconds(cores);
    boolean draws =
        !spec.grid().drawn().isEmpty()
            && spec.search().values().get(SAMPLES) == null
            && Search.CATALOG.get(spec.search().method()).params().stream()
                .anyMatch(param -> param.name().equals(SAMPLES));
    if (draws) {
      Optional<String> before =
          begun.stream()
              .flatMap(manifest -> manifest.overrides().stream())
              .filter(override -> override.startsWith(OVERRIDE))
              .findFirst();
      if (before.isPresent()) {
        job.override(before.get());
      } else if (Double.isFinite(limit)) {
        int samples = most(count -> seconds(job, pricing, count), limit);
        job.override(OVERRIDE + samples);
        outcome = "of " + hours(limit) + " core-hours: search.samples=" + samples + " fit";
      }
    } else if (Double.isFinite(limit) && begun.isEmpty()) {
      outcome = "of " + hours(limit) + " core-hours: the cells fit";
      double seconds = pricing.apply(spec).cells().seconds();
      if (Double.isNaN(seconds)) {
        outcome = "of " + hours(limit) + " core-hours: what cells take is not known";
      }
      if (seconds > limit) {
        throw new UserError(tooDear(seconds, limit) + "; " + remedy(job, spec, pricing, limit));
      }
    }
  }

  /** What a limit came to, in words; empty without one. */
  String outcome() {
    return outcome;
  }

  private static String hours(double seconds) {
    return String.format(Locale.ROOT, "%.3g", seconds / 3600);
  }

  private static double seconds(
      JobOptions job, Function<SweepSpec, Pricing.Total> pricing, int samples) {
    return pricing.apply(job.spec(List.of(OVERRIDE + samples))).cells().seconds();
  }

  private String tooDear(double seconds, double limit) {
    return String.format(
        Locale.ROOT,
        "the cells take about %.3g core-hours, more than the %.3g of %s",
        seconds / 3600,
        limit / 3600,
        budget == null ? "--until " + until : "--budget");
  }

  /** What a search of the same configurations would take, if there is one. */
  private static String remedy(
      JobOptions job, SweepSpec spec, Function<SweepSpec, Pricing.Total> pricing, double limit) {
    String fewer = "take fewer values, seeds or samples, or allow more";
    if (!spec.search().isGrid()) {
      return fewer;
    }
    try {
      double halving = pricing.apply(job.spec(List.of("search=halving"))).cells().seconds();
      return halving <= limit
          ? String.format(Locale.ROOT, "search=halving takes about %.3g; or ", halving / 3600)
              + fewer
          : fewer;
    } catch (UserError e) { // an experiment without a budget
      return fewer;
    }
  }

  /** The most samples whose price is within the limit. */
  private int most(Function<Integer, Double> price, double limit) {
    double one = price.apply(1);
    if (Double.isNaN(one)) {
      throw new UserError(
          "nothing tells what cells take before one has ended, so that no number of samples can be"
              + " found; give search.samples");
    }
    if (one > limit) {
      throw new UserError(tooDear(one, limit) + " even with one sample; allow more");
    }
    int fits = 1;
    int tooMany = 2;
    while (tooMany <= MOST_SAMPLES && price.apply(tooMany) <= limit) {
      fits = tooMany;
      tooMany *= 2;
    }
    if (tooMany > MOST_SAMPLES) {
      throw new UserError(
          "the budget holds more than " + MOST_SAMPLES / 2 + " samples; give search.samples");
    }
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) / 2;
      if (price.apply(middle) <= limit) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return fits;
  }
}
