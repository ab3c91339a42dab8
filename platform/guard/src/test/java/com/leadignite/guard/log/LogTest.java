package com.leadignite.guard.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.testing.Servers;
import com.leadignite.guard.testing.Wire;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.logmanager.LogContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@Tag("B32")
class LogTest {

  private static final Path LOG = Path.of("target", "guard-test.log");

  @TestHTTPResource URI base;

  @Test
  void noSecretOfAMessageItsParametersOrItsExceptionReachesTheLog() throws IOException {
    String mark = "mark-" + System.nanoTime();

    Logger.getLogger(LogTest.class)
        .errorf(
            new IllegalStateException("refresh_token=s3cr3t-a", new IOException("pwd: s3cr3t-b")),
            "%s password=%s for %s",
            mark,
            "s3cr3t-c",
            "ann@mail.example");

    String line = line(mark);
    assertFalse(line.contains("s3cr3t"), line);
    assertFalse(line.contains("ann@"), line);
    assertTrue(line.contains("java.lang.IllegalStateException: refresh_token=[secret]"), line);
  }

  @Test
  void anUnexpectedFailureIsLoggedWithItsRequestIdAndItsStackButWithoutItsSecrets()
      throws IOException {
    Wire.Answer answer = Wire.to(base.getPort()).get("/edge/v1/broken");

    String line = line(answer.header("x-request-id"));
    assertTrue(line.contains("java.lang.IllegalStateException"), line);
    assertTrue(line.contains("EdgeResource"), line);
    assertFalse(line.contains("hunter2"), line);
    assertFalse(line.contains("ann@"), line);
  }

  @Test
  void everyHandlerOfTheSharedDefaultsRedacts() {
    long redacting =
        Stream.of(LogContext.getLogContext().getLogger("").getHandlers())
            .flatMap(LogTest::withNested)
            .filter(handler -> handler.getFilter() instanceof RedactionFilter)
            .count();

    assertEquals(2, redacting, "console and file");
  }

  private static Stream<Handler> withNested(Handler handler) {
    return handler instanceof org.jboss.logmanager.ExtHandler outer
        ? Stream.concat(
            Stream.of(handler), Stream.of(outer.getHandlers()).flatMap(LogTest::withNested))
        : Stream.of(handler);
  }

  private static String line(String mark) throws IOException {
    try (Stream<String> lines = Files.lines(LOG)) {
      return lines
          .filter(line -> line.contains(mark))
          .reduce((first, second) -> first + "\n" + second)
          .orElseThrow();
    }
  }
}
