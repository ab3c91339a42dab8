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
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"console", "file"})
  void theSharedDefaultsPutTheFilterOnEachHandler(String handler) {
    assertEquals(
        "redaction",
        ConfigProvider.getConfig().getValue("quarkus.log." + handler + ".filter", String.class));
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
