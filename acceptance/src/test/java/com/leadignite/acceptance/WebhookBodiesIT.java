package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.leadignite.acceptance.KeptConnection.Reply;
import com.leadignite.stack.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are no ordinary ones: a clear refusal, or stored byte for byte. */
class WebhookBodiesIT {

  private static final int CAP = 1 << 20;

  private static Person admin;
  private static Source source;
  private static URI service;

  @BeforeAll
  static void anOrganizationWithASourceOfWebhooks() throws Exception {
    service = Platform.ownOnly().stack().url(Service.WEBHOOK);
    admin = Person.signUp(Client.ofThePlatform());
    source = Source.create(Client.ofThePlatform(), admin);
  }

  private static String head(String id, byte[] body, String framing) {
    long time = Instant.now().getEpochSecond();
    return "POST "
        + source.path()
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nWebhook-Id: "
        + id
        + "\r\nWebhook-Timestamp: "
        + time
        + "\r\nWebhook-Signature: "
        + sign(id + "." + time + ".", body)
        + "\r\n"
        + framing
        + "\r\n";
  }

  private static String sign(String head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(source.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(head.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String length(byte[] body) {
    return "Content-Length: " + body.length + "\r\n";
  }

  /** Sends in parts; a server that refuses may close before it has read all of them. */
  private static Reply send(byte[]... parts) throws IOException {
    try (KeptConnection connection = new KeptConnection(service, LocalAddress.another())) {
      try {
        for (byte[] part : parts) {
          connection.write(part);
        }
      } catch (SocketException e) {
        // Refused in between.
      }
      return connection.read();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] chunked(byte[] body, int size) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int at = 0; at < body.length; at += size) {
      int end = Math.min(body.length, at + size);
      all.writeBytes(ascii(Integer.toHexString(end - at) + "\r\n"));
      all.writeBytes(Arrays.copyOfRange(body, at, end));
      all.writeBytes(ascii("\r\n"));
    }
    all.writeBytes(ascii("0\r\n\r\n"));
    return all.toByteArray();
  }

  private static void assertStored(byte[] body, Reply reply) throws Exception {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    String id = Client.JSON.readTree(reply.body()).path("id").asText();
    JsonNode item =
        Client.ofThePlatform().get("/webhooks/v1/inbox/" + id).as(admin).send().expect(200).json();
    byte[] stored =
        item.path("body_encoding").asText().equals("utf8")
            ? item.path("body").asText().getBytes(StandardCharsets.UTF_8)
            : Base64.getDecoder().decode(item.path("body").asText());
    assertThat(stored).isEqualTo(body);
    assertThat(item.path("size").asInt()).isEqualTo(body.length);
  }

  private static void assertRefused(int status, Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).contains("\"type\":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "20", // a blank
        "00", // NUL
        "0d0a", // an end of a line
        "7b2261223a317d", // JSON
        "efbbbf7b2261223a317d", // JSON behind a byte order mark
        "feff007b", // UTF-16
        "c328", // no UTF-8: half a character
        "eda080", // a surrogate
        "f4908080", // beyond Unicode
        "7b2261223a317d7b2261223a327d", // two of them
        "1f8b0800", // gzip that is not said to be
      })
  void areStoredByteForByte(String hex) throws Exception {
    byte[] body = HexFormat.of().parseHex(hex);

    assertStored(body, send(ascii(head(id(), body, length(body))), body));
    assertStored(
        body, send(ascii(head(id(), body, "Transfer-Encoding: chunked\r\n")), chunked(body, 3)));
  }

  private static String id() {
    return "body-" + UUID.randomUUID();
  }

  @Test
  void areTakenUpToTheCapWithALengthOrWithout() throws Exception {
    byte[] full = new byte[CAP];
    Arrays.fill(full, (byte) 0xff);
    byte[] over = new byte[CAP + 1];

    assertStored(full, send(ascii(head(id(), full, length(full))), full));
    assertStored(
        full,
        send(ascii(head(id(), full, "Transfer-Encoding: chunked\r\n")), chunked(full, 60_000)));
    assertRefused(413, send(ascii(head(id(), over, length(over)))));
    assertRefused(
        413,
        send(ascii(head(id(), over, "Transfer-Encoding: chunked\r\n")), chunked(over, 60_000)));
  }

  @Test
  void areReadHoweverSlowlyTheyComeWhileOthersAreServed() throws Exception {
    byte[] body = ascii("{\"slow\":true}");
    try (KeptConnection slow = new KeptConnection(service, LocalAddress.another())) {
      slow.write(ascii(head(id(), body, length(body))));
      for (byte one : body) {
        slow.write(new byte[] {one});
        assertStored(body, send(ascii(head(id(), body, length(body))), body));
      }

      assertStored(body, slow.read());
    }
  }

  @Test
  void areNotUnpacked() throws Exception {
    byte[] body = {0x1f, (byte) 0x8b, 8, 0};

    assertRefused(
        415, send(ascii(head(id(), body, length(body) + "Content-Encoding: gzip\r\n")), body));
  }

  @Test
  void haveNoTenThousandHeaderFieldsInFront() throws Exception {
    byte[] body = ascii("{}");
    StringBuilder fields = new StringBuilder(length(body));
    for (int i = 0; i < 10_000; i++) {
      fields.append("x-").append(i).append(": 1\r\n");
    }

    assertThat(send(ascii(head(id(), body, fields.toString())), body).status()).isIn(400, 431);
    assertStored(body, send(ascii(head(id(), body, length(body))), body));
  }

  @Test
  void thatNeverEndHoldNobodyUp() throws Exception {
    byte[] body = ascii("{\"n\":1}");
    try (KeptConnection first = new KeptConnection(service, LocalAddress.another())) {
      first.write(ascii(head(id(), body, "Content-Length: " + CAP + "\r\n")));

      assertThat(source.deliver(Client.of(service), id(), "{}").succeeded()).isTrue();
    }
  }
}
