package neurosweep.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import neurosweep.core.UserError;
import neurosweep.serve.LiveServer;
import neurosweep.store.SweepDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a sweep in a browser while it runs. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a sweep in a browser of this machine while it runs: progress, running cells, tables,"
          + " figures, failures. Reads only, from another shell as well.",
      "Prints an address with a token, which whoever opens the page must have, and answers on"
          + " 127.0.0.1 until Ctrl-C (exit code 130). The sweep need not have begun.",
      "Example: neurosweep serve out/quickstart --port 8080"
    })
final class ServeCommand implements Callable<Integer> {
  private static final int MOST_PORT = 65_535;

  @Spec private CommandSpec command;
  @Mixin private DirectoryOptions directory;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "port on 127.0.0.1 (default: a free one)")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > MOST_PORT) {
      throw new UserError("--port is " + port + ", must be from 0 to 65535; 0 takes a free one");
    }
    SweepDirectory sweep = directory.place();
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    AtomicInteger signal = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(1);
    try (LiveServer server = LiveServer.start(sweep, port)) {
      Interruption.bind(
          data -> {
            signal.set(data.getNumber());
            ended.countDown();
          });
      if (!sweep.exists()) {
        err.println("there is no sweep at " + sweep.root() + " yet; the page waits for it");
      }
      out.println(server.address());
      out.flush();
      err.println("Ctrl-C ends it");
      err.flush();
      ended.await();
    }
    return Interruption.SIGNALLED + signal.get();
  }
}
