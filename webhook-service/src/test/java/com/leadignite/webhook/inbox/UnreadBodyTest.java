package com.leadignite.webhook.inbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender that knows no source cannot make the service hold a body. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
@Tag("B40")
class UnreadBodyTest {

  @TestHTTPResource URI root;

  @ParameterizedTest
  @ValueSource(ints = {0, 500_000})
  void aWebhookForNoSourceIsRefusedBeforeItsBodyIsRead(int sent) throws IOException {
    String id = UUID.randomUUID().toString();

    // The second time the answer is remembered.
    assertTrue(answer(id, sent).contains(" 404 "));
    assertTrue(answer(id, sent).contains(" 404 "));
  }

  @Test
  void soIsOneWhoseSourceIsNoId() throws IOException {
    assertTrue(answer("dialer", 0).contains(" 404 "));
  }

  /** The first line of the answer, to a body that never ends. */
  private String answer(String source, int sent) throws IOException {
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(60_000);
      String request =
          "POST /webhooks/v1/in/"
              + source
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 1000000\r\n\r\n"
              + "x".repeat(sent);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return String.valueOf(
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine());
    }
  }
}
