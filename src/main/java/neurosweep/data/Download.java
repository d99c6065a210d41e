package neurosweep.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * One transfer of one address into a partial file. What the partial file holds already is asked to
 * be left out; a server that sends everything all the same makes it start again.
 */
final class Download {
  /** Slower lines do not exist; a server that lets bytes drip would never end. */
  private static final long LEAST_BYTES_A_SECOND = 500;

  private final HttpClient client;
  private final Duration patience;
  private final Path part;
  private final long most;

  /**
   * Names the transfer.
   *
   * @param patience longest time without a byte
   * @param part the partial file, new or not
   * @param most bytes after which the transfer is given up
   */
  Download(HttpClient client, Duration patience, Path part, long most) {
    this.client = client;
    this.patience = patience;
    this.part = part;
    this.most = most;
  }

  /** A transfer that did not succeed, in words for one line. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean unreachable;

    Failure(String reason, boolean unreachable) {
      super(reason);
      this.unreachable = unreachable;
    }

    /** Whether there was no connection, so that other files of this server will fail too. */
    boolean unreachable() {
      return unreachable;
    }
  }

  /**
   * Completes the partial file. After a failure it keeps what has arrived.
   *
   * @param progress gets the size of the partial file whenever it grows
   * @throws Failure if the server, the network or the disk fails
   */
  void run(URI address, LongConsumer progress) throws InterruptedException, Failure {
    try {
      if (!attempt(address, progress)) { // the server's file does not continue what is there
        Files.deleteIfExists(part);
        if (!attempt(address, progress)) {
          throw new Failure("the server sends a range that was not asked for", false);
        }
      }
      if (Files.size(part) == 0) {
        throw new Failure("the body is empty", false);
      }
    } catch (IOException e) {
      throw failure(e);
    } finally {
      deleteIfEmpty();
    }
  }

  private void deleteIfEmpty() throws Failure {
    try {
      if (Files.exists(part) && Files.size(part) == 0) {
        Files.delete(part);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** False if the answer does not fit the partial file. */
  private boolean attempt(URI address, LongConsumer progress)
      throws IOException, InterruptedException, Failure {
    long present = Files.exists(part) ? Files.size(part) : 0;
    if (present > most) {
      Files.delete(part);
      present = 0;
    }
    long offset = present;
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience).GET();
    if (present > 0) {
      request.header("Range", "bytes=" + present + "-");
    }
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      AtomicLong written = new AtomicLong(offset);
      CompletableFuture<HttpResponse<Void>> answer =
          client.sendAsync(
              request.build(),
              info -> {
                if (!isBody(info.statusCode(), info.headers(), offset)) {
                  return HttpResponse.BodySubscribers.discarding();
                }
                long from = info.statusCode() == 206 ? offset : 0;
                begin(file, from);
                written.set(from);
                return HttpResponse.BodySubscribers.ofByteArrayConsumer(
                    bytes -> append(file, bytes, written, progress));
              });
      HttpResponse<Void> response = await(answer, written);
      file.force(true);
      int status = response.statusCode();
      if (status >= 300 && status < 400) {
        String where = response.headers().firstValue("Location").orElse("nowhere");
        throw new Failure("HTTP " + status + " to " + where + ", which is not followed", false);
      }
      if (status != 200 && status != 206 && status != 416) {
        throw new Failure("HTTP " + status, false);
      }
      return isBody(status, response.headers(), offset);
    }
  }

  /** Whether the body is the file from its beginning or from where we are. */
  private static boolean isBody(int status, HttpHeaders headers, long present) {
    String range = headers.firstValue("Content-Range").orElse("");
    return status == 200 || (status == 206 && range.startsWith("bytes " + present + "-"));
  }

  private static void begin(FileChannel file, long from) {
    try {
      file.truncate(from).position(from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void append(
      FileChannel file, Optional<byte[]> bytes, AtomicLong written, LongConsumer progress) {
    if (bytes.isEmpty()) {
      return;
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes.get());
      long size = written.addAndGet(buffer.remaining());
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      progress.accept(size);
      if (size > most) {
        throw new IOException("sent more than the " + most + " bytes that the file can have");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits as long as enough bytes arrive; HttpClient's own timeout ends with the headers. */
  private HttpResponse<Void> await(CompletableFuture<HttpResponse<Void>> answer, AtomicLong written)
      throws IOException, InterruptedException, Failure {
    long before = -1;
    long least = Math.max(1, patience.toMillis() * LEAST_BYTES_A_SECOND / 1000);
    while (true) {
      try {
        return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long arrived = written.get() - before;
        if (before >= 0 && arrived < least) {
          answer.cancel(true);
          String what = arrived == 0 ? "nothing" : "no more than " + arrived + " bytes";
          throw new Failure(what + " arrived for " + seconds(), false);
        }
        before = written.get();
      } catch (ExecutionException e) {
        throw failure(e.getCause());
      } catch (InterruptedException e) {
        answer.cancel(true);
        throw e;
      }
    }
  }

  private Failure failure(Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException) {
      return new Failure("no connection within " + seconds(), true);
    }
    if (cause instanceof HttpTimeoutException) {
      return new Failure("no answer within " + seconds(), true);
    }
    if (cause instanceof ConnectException) {
      for (Throwable c = cause; c != null; c = c.getCause()) {
        if (c instanceof UnresolvedAddressException) {
          return new Failure("unknown host", true);
        }
      }
      return new Failure("connection refused", true);
    }
    if (cause instanceof UncheckedIOException wrapper) {
      return failure(wrapper.getCause());
    }
    String message = cause.getMessage();
    return new Failure(message == null ? cause.getClass().getSimpleName() : message, false);
  }

  private String seconds() {
    return patience.toMillis() / 1000.0 + " s";
  }
}
