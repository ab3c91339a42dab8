package com.leadignite.stack.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.embedded.Ports;
import com.leadignite.embedded.mailbox.Mailbox;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MailboxPagesTest {

  private static final String MARKUP = "<script>alert(1)</script>";

  private final int port = Ports.free();
  private final Mailbox mailbox = Mailbox.start(Ports.free(), Clock.systemUTC());
  private final FrontDoor door =
      FrontDoor.open(
          List.of(InetAddress.getLoopbackAddress()), port, List.of(), List.of(), mailbox, Set.of());

  @BeforeEach
  void send() throws IOException {
    send("first@example.com", "Subject: one\nContent-Type: text/plain\n\nhello\n");
    send(
        "ada@example.com",
        "Subject: "
            + MARKUP
            + "\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>hi</p>"
            + MARKUP
            + "\n");
  }

  @AfterEach
  void stop() {
    door.close();
    mailbox.close();
  }

  @Test
  void answersProgramsInJson() throws Exception {
    JsonObject all = new JsonObject(get("/mailbox/mails").body());
    JsonObject newest = new JsonObject(get("/mailbox/newest?to=first@example.com").body());
    JsonObject one = new JsonObject(get("/mailbox/mails/2").body());

    assertEquals(2, all.getJsonArray("items").size());
    assertEquals(2, all.getJsonArray("items").getJsonObject(0).getLong("id"));
    assertEquals("hello", newest.getString("text").strip());
    assertEquals("ada@example.com", one.getString("to"));
    assertTrue(one.getString("html").contains(MARKUP));
    for (String none :
        List.of("/mailbox/newest?to=x@example.com", "/mailbox/mails/9", "/mailbox/x")) {
      assertEquals(404, get(none).statusCode());
    }
  }

  @Test
  @Tag("B37")
  void showsMarkupOfMailsAsTextAndTheirHtmlInASandboxAlone() throws Exception {
    HttpResponse<String> list = get("/mailbox");
    HttpResponse<String> one = get("/mailbox/2");
    HttpResponse<String> html = get("/mailbox/2.html");

    for (HttpResponse<String> page : List.of(list, one)) {
      assertFalse(page.body().contains(MARKUP), page.body());
      assertTrue(policy(page).contains("default-src 'none'"));
      assertFalse(policy(page).contains("script-src"));
    }
    assertTrue(one.body().contains("<iframe sandbox=\"allow-popups"), one.body());
    assertTrue(policy(html).startsWith("sandbox allow-popups"), policy(html));
    assertFalse(policy(html).contains("allow-scripts"));
    assertFalse(policy(html).contains("allow-same-origin"));
  }

  @Test
  void answersOnlyUnderTheNamesOfThisMachine() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader in = reader(socket)) {
      socket
          .getOutputStream()
          .write(
              "GET /mailbox/mails HTTP/1.1\r\nHost: evil.example\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      assertTrue(in.readLine().contains(" 404 "));
    }
  }

  @Test
  void isReadOnly() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri("/mailbox"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());

    assertEquals(405, answer.statusCode());
  }

  private static String policy(HttpResponse<String> page) {
    return page.headers().firstValue("content-security-policy").orElseThrow();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private void send(String to, String mail) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), mailbox.port());
        BufferedReader in = reader(socket)) {
      OutputStream out = socket.getOutputStream();
      in.readLine();
      for (String line :
          List.of(
              "HELO test",
              "MAIL FROM:<no-reply@example.com>",
              "RCPT TO:<" + to + ">",
              "DATA",
              mail.replace("\n", "\r\n") + ".",
              "QUIT")) {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        in.readLine();
      }
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }
}
