package com.leadignite.webhook.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.webhook.signature.Verdict.Genuine;
import com.leadignite.webhook.signature.Verdict.Refused;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body may cost, whoever sends it. */
@Tag("B39")
final class BodyCostsTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_764_000_000L);
  private static final String URL = "https://api.example.com/webhooks/v1/in/7b1c7c3e";
  private static final Secret TOKEN = Secret.issued("8f742231b10e8888abcd99ef0f0585a5");

  /** Of a mebibyte: its texts, its tokens and a set of its names, and no more. */
  private static final long MOST_BYTES = 100L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Long names three levels deep, and as many members below them as there is room for. */
  private static byte[] nested(int nameLength) {
    String name = "n".repeat(nameLength);
    String open = ("{\"" + name + "\":").repeat(3) + "{";
    StringBuilder json = new StringBuilder(1 << 20).append(open);
    for (int i = 0; json.length() < (1 << 20) - 50; i++) {
      json.append(i == 0 ? "\"" : ",\"").append(Integer.toString(i, 36)).append("\":1");
    }
    return json.append("}".repeat(4)).toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What the work takes, the second time: the first loads classes. */
  private static long allocated(Runnable work) {
    work.run();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static SignedRequest request(Map<String, String> headers, byte[] body) {
    Map<String, List<String>> fields = new HashMap<>();
    headers.forEach((name, value) -> fields.put(name, List.of(value)));
    return new SignedRequest("POST", URL, fields, body);
  }

  @ParameterizedTest
  @ValueSource(ints = {900, 49_000})
  void aBodyTakesAsMuchMemoryAsItIsLongWhateverItsNamesAre(int nameLength) {
    byte[] body = nested(nameLength);

    long bytes = allocated(() -> JsonPaths.of("type", "data.id").in(body));

    assertTrue(bytes < MOST_BYTES, nameLength + ": " + bytes);
  }

  @Test
  void nothingIsReadOfABodyThatNobodySigned() {
    byte[] body = nested(900);
    SignatureScheme vapi =
        new Vapi.Settings(VapiMethod.HMAC, null, null, null, null, null, null, null, null, null)
            .scheme();
    String time = Long.toString(NOW.getEpochSecond());
    SignedRequest request = request(Map.of("x-timestamp", time, "x-signature", "00"), body);

    long bytes =
        allocated(() ->
            assertInstanceOf(
                Refused.class,
                vapi.verify(request, List.of(Secret.of("It's a Secret to Everybody")), NOW)));

    assertTrue(bytes < 1 << 20, () -> "allocated " + bytes);
  }

  @ParameterizedTest
  @MethodSource("com.leadignite.webhook.signature.SchemesTest#cases")
  void asLittleIsReadOfAWebhookOfAnyKind(SchemesTest.Case each) {
    byte[] body = nested(900);
    Map<String, String> headers =
        new HashMap<>(
            each.scheme()
                .sign(new Sample(URL, "test-1", NOW), each.secret())
                .orElseThrow()
                .headers());
    SignedRequest request = request(headers, body);

    long bytes =
        allocated(() -> {
          each.scheme().verify(request, List.of(each.secret()), NOW);
          each.scheme().eventType(request);
        });

    assertTrue(bytes < 2 * MOST_BYTES, each.name() + ": " + bytes);
  }

  @Test
  void aMemberWhoseNameHasADotIsNotTheOneThatThePathNames() {
    JsonPaths asked = JsonPaths.of("data.id", "data.deep.er", "type");
    String literal = "{\"data.id\":\"a\",\"data\":{\"deep.er\":\"b\"},\"type\":\"t\"}";
    String meant =
        "{\"data\":{\"id\":\"a\",\"deep\":{\"er\":7,\"x\":{}}},\"data.id\":\"c\",\"x\":[{}]}";

    JsonBody none = asked.in(literal.getBytes(StandardCharsets.UTF_8));
    JsonBody both = asked.in(meant.getBytes(StandardCharsets.UTF_8));

    assertEquals(Optional.empty(), none.text("data.id"));
    assertEquals(Optional.empty(), none.text("data.deep.er"));
    assertEquals(Optional.of("t"), none.text("type"));
    assertEquals(Optional.of("a:7"), both.texts("data.id", "data.deep.er"));
    assertThrows(IllegalArgumentException.class, () -> both.text("data"));
    assertThrows(IllegalArgumentException.class, () -> both.text("other"));
  }

  @Test
  void aBodyThatEndsEarlyHasNoMembers() {
    for (String text :
        List.of(
            "{\"type\":\"t\"",
            "{\"type\":\"t\",\"a\":{",
            "{\"type\":\"t\"}{}",
            "[{\"type\":\"t\"},1]")) {
      assertEquals(
          Optional.empty(),
          JsonPaths.of("type").in(text.getBytes(StandardCharsets.UTF_8)).text("type"),
          text);
    }
  }

  @Test
  void aFormsTextsMayBeAsLongAsABody() {
    String cyrillic = "ж".repeat(1000);
    String text =
        "a=" + "x".repeat(100_000) + "&b=" + URLEncoder.encode(cyrillic, StandardCharsets.UTF_8);

    Form form = Form.read(text).orElseThrow();

    assertEquals(Optional.of("x".repeat(100_000)), form.one("a"));
    assertEquals(Optional.of(cyrillic), form.one("b"));
    assertEquals(Optional.empty(), Form.read("a=" + "%41".repeat(100_000) + "%4"));
    assertEquals(Optional.empty(), Form.read("a".repeat(100_000) + "\"=1"));
  }

  @Test
  void aLongMessageOfTwiliosIsGenuine() {
    String message = URLEncoder.encode("ж".repeat(1000), StandardCharsets.UTF_8);
    String body = "Body=" + message + "&Long=" + "x".repeat(100_000) + "&MessageSid=SM1";
    String signed = URL + Twilio.joined(Form.read(body).orElseThrow());
    SignedRequest request =
        request(
            Map.of(
                "content-type",
                "application/x-www-form-urlencoded",
                "x-twilio-signature",
                Twilio.code(TOKEN.key(), signed)),
            body.getBytes(StandardCharsets.UTF_8));

    Verdict verdict = new Twilio("").verify(request, List.of(TOKEN), NOW);

    assertEquals("SM1", assertInstanceOf(Genuine.class, verdict).deliveryId());
  }
}
