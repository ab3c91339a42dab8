package com.leadignite.webhook.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.leadignite.webhook.signature.Verdict.Genuine;
import com.leadignite.webhook.signature.Verdict.Handshake;
import com.leadignite.webhook.signature.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers ask of an address before they send to it, and special answers. */
final class HandshakesTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_764_000_000L);
  private static final Secret SLACK = Secret.issued("8f742231b10e8888abcd99ef0f0585a5");
  private static final Secret ZOOM = Secret.issued("vwPdp2WtTU6CnQbA-x1_9Z");
  private static final String URL = "https://api.example.com/webhooks/v1/in/1";

  private static Verdict timed(
      SignatureScheme scheme, String prefix, String timestamp, Secret secret, String body) {
    String signature =
        "v0="
            + Encoding.HEX.encode(
                Hmacs.SHA256.of(
                    secret.key(), ("v0:1764000000:" + body).getBytes(StandardCharsets.UTF_8)));
    return scheme.verify(
        new SignedRequest(
            "POST",
            URL,
            Map.of(prefix + "-signature", List.of(signature), timestamp, List.of("1764000000")),
            body.getBytes(StandardCharsets.UTF_8)),
        List.of(secret),
        NOW);
  }

  private static Verdict slack(Secret secret, String body) {
    return timed(
        new Slack.Settings(null).scheme(), "x-slack", "x-slack-request-timestamp", secret, body);
  }

  private static Verdict zoom(String body) {
    return timed(new Zoom.Settings(null).scheme(), "x-zm", "x-zm-request-timestamp", ZOOM, body);
  }

  @Test
  void givesSlackItsChallengeBack() {
    String body =
        "{\"token\":\"Jhj5dZrVaK7ZwHHjRyZWjbDl\",\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\",\"type\":\"url_verification\"}";

    assertEquals(
        new Handshake(
            new Answer("text/plain", "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P")),
        slack(SLACK, body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"challenge\":\"<script>\",\"type\":\"url_verification\"}",
        "{\"challenge\":\"\",\"type\":\"url_verification\"}",
        "{\"challenge\":{\"a\":1},\"type\":\"url_verification\"}",
        "{\"challenge\":\"abc\",\"type\":\"event_callback\"}",
        "{\"challenge\":\"abc\",\"challenge\":\"abc\",\"type\":\"url_verification\"}",
        "[{\"challenge\":\"abc\"},{\"type\":\"url_verification\"}]",
      })
  void echoesNothingElse(String body) {
    assertInstanceOf(Genuine.class, slack(SLACK, body));
  }

  @Test
  void echoesNothingToAStranger() {
    String body = "{\"challenge\":\"abc\",\"type\":\"url_verification\"}";
    String empty = "x-slack-request-timestamp";

    assertEquals(
        new Refused(Refusal.HEADER_MISSING),
        new Slack.Settings(null)
            .scheme()
            .verify(
                new SignedRequest(
                    "POST",
                    URL,
                    Map.of(empty, List.of("1764000000")),
                    body.getBytes(StandardCharsets.UTF_8)),
                List.of(SLACK),
                NOW));
  }

  @Test
  void provesToZoomThatItKnowsTheSecret() {
    String body =
        "{\"payload\":{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\"},\"event_ts\":1654503849680,\"event\":\"endpoint.url_validation\"}";
    String code =
        Encoding.HEX.encode(
            Hmacs.SHA256.of(ZOOM.key(), "qgg8vlvZRS6UYooatFL8Aw".getBytes(StandardCharsets.UTF_8)));

    assertEquals(
        new Handshake(
            new Answer(
                "application/json",
                "{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\",\"encryptedToken\":\"" + code + "\"}")),
        zoom(body));
  }

  /** What it signed for this asker could be sent as the signature of a webhook. */
  @Test
  void signsNothingForZoomThatAWebhookCouldBe() {
    String forged = "v0:1764000000:{}";

    assertInstanceOf(
        Genuine.class,
        zoom(
            "{\"payload\":{\"plainToken\":\""
                + forged
                + "\"},\"event_ts\":1,\"event\":\"endpoint.url_validation\"}"));
  }

  private static final String TOKEN = "lead-ignite-dialer";

  private static Optional<Answer> meta(String query) {
    return new Meta.Settings(TOKEN)
        .scheme()
        .challenge(new SignedRequest("GET", URL + query, Map.of(), new byte[0]));
  }

  @Test
  void answersMetasChallenge() {
    assertEquals(
        Optional.of(new Answer("text/plain", "1158201444")),
        meta("?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + TOKEN));
  }

  static Stream<Arguments> notMetas() {
    return Stream.of(
            "",
            "?",
            "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=lead-ignite-dialeR",
            "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=",
            "?hub.mode=subscribe&hub.challenge=1",
            "?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=" + TOKEN,
            "?hub.challenge=1&hub.verify_token=" + TOKEN,
            "?hub.mode=subscribe&hub.verify_token=" + TOKEN,
            "?hub.mode=subscribe&hub.challenge=%3Cb%3E&hub.verify_token=" + TOKEN,
            "?hub.mode=subscribe&hub.challenge=" + "1".repeat(129) + "&hub.verify_token=" + TOKEN,
            "?hub.mode=subscribe&hub.challenge=1&hub.challenge=2&hub.verify_token=" + TOKEN,
            "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=x&hub.verify_token=" + TOKEN,
            "?hub.mode=subscribe&hub.challenge=1&%zz=1&hub.verify_token=" + TOKEN)
        .map(query -> arguments(query));
  }

  @ParameterizedTest
  @MethodSource("notMetas")
  void answersNoOther(String query) {
    assertEquals(Optional.empty(), meta(query));
  }

  @Test
  void answersTwilioWithAnEmptyDocument() {
    assertEquals(
        Optional.of(
            new Answer("text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>")),
        new Twilio.Settings(null).scheme().accepted());
  }

  private static Verdict twilio(String url, String type, String body, String signed) {
    return new Twilio.Settings(null)
        .scheme()
        .verify(
            new SignedRequest(
                "POST",
                url,
                Map.of(
                    "content-type",
                    List.of(type),
                    "x-twilio-signature",
                    List.of(Twilio.code(SLACK.key(), signed))),
                body.getBytes(StandardCharsets.UTF_8)),
            List.of(SLACK),
            NOW);
  }

  @Test
  void takesTwiliosJsonByTheHashInTheAddress() {
    String body = "{\"a\":1}";
    String url = URL + "?bodySHA256=" + com.leadignite.guard.hash.Sha256.hex(body);

    assertInstanceOf(Genuine.class, twilio(url, "application/json", body, url));
    assertInstanceOf(Refused.class, twilio(url, "application/json", "{\"a\":2}", url));
    assertInstanceOf(Refused.class, twilio(URL, "application/json", body, URL));
    assertInstanceOf(Refused.class, twilio(URL, "text/x-www-form-urlencoded", "a=1", URL + "a1"));
  }

  @Test
  void triesTwiliosAddressWithAndWithoutItsPort() {
    String body = "a=1&b=2&a=0&a=1";
    String port = "https://api.example.com:443/webhooks/v1/in/1";

    for (String received : List.of(URL, port)) {
      for (String signed : List.of(URL, port)) {
        assertInstanceOf(
            Genuine.class,
            twilio(received, "application/x-www-form-urlencoded", body, signed + "a0a1b2"));
      }
    }
    assertInstanceOf(
        Refused.class,
        twilio(URL, "application/x-www-form-urlencoded", body, "https://other.example/a0a1b2"));
  }
}
