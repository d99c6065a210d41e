package neurosweep.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import neurosweep.core.Names;
import neurosweep.core.PathText;
import neurosweep.core.UserError;
import neurosweep.store.IoFault;
import neurosweep.store.OpenFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The program. */
@Command(
    name = "neurosweep",
    description = "Sweeps of small training experiments, from a job file to tables.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example: neurosweep init my-sweep.yaml; neurosweep plan my-sweep.yaml; neurosweep run"
          + " my-sweep.yaml",
      "Exit codes: 0 every cell has a result (diverged is a result); 1 finished or stopped with"
          + " failed or missing cells; 2 usage or specification error, or the sweep is being"
          + " written by another process; 3 plan changed or builds would be mixed; 4 --check-claims, and a claim is not supported; 130 interrupted, 141 nobody"
          + " reads the output, 143 terminated. verify, explain and doctor: 1 other numbers."
    })
public final class Main {
  private static final int FAILED = 1;

  /** More problems than anybody reads are counted. */
  private static final int MOST_SHOWN = 100;

  /** Every command, in the order of the help. */
  static final List<Class<?>> COMMANDS =
      List.of(
          InitCommand.class,
          PlanCommand.class,
          RunCommand.class,
          StatusCommand.class,
          ServeCommand.class,
          ShowCommand.class,
          WeightsCommand.class,
          FailuresCommand.class,
          RetryCommand.class,
          ReportCommand.class,
          ExplainCommand.class,
          VerifyCommand.class,
          CompareCommand.class,
          ExportCommand.class,
          ImportCommand.class,
          RecomputeCommand.class,
          ListCommand.class,
          CompletionCommand.class,
          DoctorCommand.class,
          DataCommand.class,
          BenchCommand.class);

  private final List<String> sparkArguments;

  @Option(
      names = PluginOptions.NAME,
      paramLabel = "JAR",
      scope = ScopeType.INHERIT,
      description =
          "jar that brings rules, experiments or other members of families, on executors, too; may"
              + " be given several times")
  @SuppressWarnings("UnusedVariable") // for the help; PluginOptions loads them before
  private List<Path> plugins;

  private Main(List<String> sparkArguments) {
    this.sparkArguments = sparkArguments;
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // for libraries; our own code names its locale
    StandardOutput output = StandardOutput.ofProcess();
    PrintWriter out = new PrintWriter(output, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.setErr(PlainStream.of(System.err)); // for libraries and their logs
    int code = run(args, out, err);
    System.exit(output.ending(code, err));
  }

  /**
   * Runs a command.
   *
   * @param args a command and its arguments; what follows {@code --} is for Spark
   * @return the exit code
   */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    return run(args, Printer.on(out), Printer.on(err));
  }

  private static int run(String[] args, Printer out, Printer err) {
    int end = Arrays.asList(args).indexOf("--");
    String[] own = end < 0 ? args : Arrays.copyOf(args, end);
    List<String> spark = end < 0 ? List.of() : List.of(args).subList(end + 1, args.length);
    int code;
    try {
      PluginOptions.load(own);
      code = execute(own, spark, out, err);
    } catch (UserError e) {
      code = failure(e, err);
    } catch (ExceptionInInitializerError e) { // a family that has two members of a name
      code = e.getCause() instanceof UserError user ? failure(user, err) : unexpected(e, err);
    } catch (OutOfMemoryError e) {
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      err.println("error: the memory of " + megabytes + " MB is full; give Java more with -Xmx");
      code = UserError.USAGE;
    } catch (RuntimeException | Error e) { // picocli hands on exceptions of commands alone
      code = unexpected(e, err);
    }
    out.flush();
    err.flush();
    return code;
  }

  private static int execute(String[] own, List<String> spark, PrintWriter out, PrintWriter err) {
    CommandLine line =
        withCommands(new CommandLine(new Main(spark)), own)
            .setOut(out)
            .setErr(err)
            .setExpandAtFiles(false) // a word that begins with @ is no file to read words from
            .setUsageHelpWidth(100)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .registerConverter(Path.class, Main::path)
            .registerConverter(URI.class, Main::address)
            .setParameterExceptionHandler(Main::usage)
            .setExecutionExceptionHandler(Main::failure);
    return own.length == 0 ? line.execute("--help") : line.execute(own);
  }

  /**
   * Adds the command that is named, whose options alone are looked at then; all of them where help
   * or a suggestion may have to name any.
   */
  private static CommandLine withCommands(CommandLine line, String[] arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    List<Class<?>> named =
        COMMANDS.stream()
            .filter(type -> type.getAnnotation(Command.class).name().equals(first))
            .toList();
    boolean onlyVersion = Set.of("--version", "-V").contains(first) && arguments.length == 1;
    if (!onlyVersion) {
      (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
    }
    return line;
  }

  private static Path path(String text) {
    try {
      PathText.check("a path", text);
    } catch (UserError e) {
      throw new TypeConversionException(e.getMessage());
    }
    return Path.of(text);
  }

  private static URI address(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is not an address such as https://host/directory");
    }
  }

  /** Spark's own arguments, from behind {@code --}. */
  List<String> sparkArguments() {
    return sparkArguments;
  }

  private static int usage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("error: " + Names.line(e.getMessage().lines().findFirst().orElse("usage")));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return UserError.USAGE;
  }

  private static int failure(Exception e, CommandLine line, ParseResult parsed) {
    return e instanceof UserError user
        ? failure(user, line.getErr())
        : unexpected(e, line.getErr());
  }

  private static int failure(UserError fault, PrintWriter err) {
    List<String> problems = fault.problems();
    problems.stream().limit(MOST_SHOWN).forEach(problem -> err.println("error: " + problem));
    if (problems.size() > MOST_SHOWN) {
      err.println("error: and " + (problems.size() - MOST_SHOWN) + " more problems");
    }
    return fault.exitCode();
  }

  private static int unexpected(Throwable fault, PrintWriter err) {
    if (OpenFiles.exhaustedBy(fault)) {
      err.println(
          "error: this process may open no more files (Too many open files); "
              + IoFault.MORE_FILES);
      return FAILED;
    }
    err.println("error: this is a bug of neurosweep; please report it with what follows");
    fault.printStackTrace(err);
    return FAILED;
  }
}
