package com.leadignite.webhook.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.webhook.signature.Verdict.Genuine;
import com.leadignite.webhook.signature.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every scheme whose sender shares a secret with us. */
@Tag("B43")
final class SchemesTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_764_000_000L);
  private static final String URL = "https://api.example.com/webhooks/v1/in/7b1c7c3e";
  private static final List<String> TOPICS = List.of("x-shopify-topic", "x-github-event");
  private static final Secret HEX = Secret.issued("8f742231b10e8888abcd99ef0f0585a5");
  private static final Secret TEXT = Secret.of("It's a Secret to Everybody");
  private static final Secret STANDARD = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  /**
   * A scheme and a secret of its kind.
   *
   * @param signsTime whether an old request is refused
   */
  record Case(String name, SignatureScheme scheme, Secret secret, boolean signsTime) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static Vapi.Settings vapi(VapiMethod method, boolean base64) {
    return new Vapi.Settings(
        method, null, null, null, null, null, null, null, base64 ? true : null, null);
  }

  static List<Case> cases() {
    Vapi.Settings withId =
        new Vapi.Settings(
            VapiMethod.HMAC,
            "x-sig",
            "x-time",
            "x-message",
            Hmacs.SHA512,
            Encoding.BASE64,
            "v1=",
            "{id}.{timestamp}.{body}",
            null,
            60);
    return List.of(
        new Case(
            "generic",
            new GenericHmac.Settings(null, null, null, null, null, null, null).scheme(),
            TEXT,
            true),
        new Case("standard", new StandardWebhooks.Settings(null).scheme(), STANDARD, true),
        new Case("svix", new Svix.Settings(null).scheme(), STANDARD, true),
        new Case(
            "stripe",
            new Stripe.Settings(null).scheme(),
            Secret.of("whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH"),
            true),
        new Case("github", new GitHub.Settings().scheme(), TEXT, false),
        new Case("slack", new Slack.Settings(null).scheme(), HEX, true),
        new Case("shopify", new Shopify.Settings().scheme(), HEX, false),
        new Case("twilio", new Twilio.Settings(null).scheme(), HEX, false),
        new Case(
            "twilio elsewhere",
            new Twilio.Settings("https://other.example/hook").scheme(),
            HEX,
            false),
        new Case("vapi secret", vapi(VapiMethod.SECRET, false).scheme(), TEXT, false),
        new Case("vapi bearer", vapi(VapiMethod.BEARER, false).scheme(), TEXT, false),
        new Case("vapi hmac", vapi(VapiMethod.HMAC, false).scheme(), TEXT, true),
        new Case(
            "vapi hmac base64",
            vapi(VapiMethod.HMAC, true).scheme(),
            Secret.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            true),
        new Case("vapi hmac id", withId.scheme(), TEXT, true),
        new Case("vapi sample", vapi(VapiMethod.SAMPLE, false).scheme(), TEXT, false),
        new Case(
            "elevenlabs",
            new ElevenLabs.Settings(null).scheme(),
            Secret.of("wsec_0123456789abcdef0123456789abcdef"),
            true),
        new Case("calendly", new Calendly.Settings(null).scheme(), TEXT, true),
        new Case(
            "hubspot",
            new HubSpot.Settings(null, null).scheme(),
            Secret.of("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"),
            true),
        new Case("typeform", new Typeform.Settings().scheme(), TEXT, false),
        new Case("meta", new Meta.Settings("lead-ignite-dialer").scheme(), HEX, false),
        new Case(
            "zoom",
            new Zoom.Settings(null).scheme(),
            Secret.issued("vwPdp2WtTU6CnQbA-x1_9Z"),
            true));
  }

  static Stream<Case> timed() {
    return cases().stream().filter(Case::signsTime);
  }

  private static Map<String, List<String>> fields(Map<String, String> headers) {
    Map<String, List<String>> fields = new HashMap<>();
    headers.forEach((name, value) -> fields.put(name, List.of(value)));
    return fields;
  }

  private static Sample.Signed signed(Case each) {
    return each.scheme().sign(new Sample(URL, "test-1", NOW), each.secret()).orElseThrow();
  }

  private static Verdict verify(Case each, Map<String, List<String>> headers, byte[] body) {
    return each.scheme()
        .verify(new SignedRequest("POST", URL, headers, body), List.of(each.secret()), NOW);
  }

  private static Genuine genuine(Case each, Sample.Signed signed) {
    return assertInstanceOf(
        Genuine.class, verify(each, fields(signed.headers()), signed.body()), each.name());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void believesWhatTheHolderOfTheSecretSigned(Case each) {
    Sample.Signed signed = signed(each);

    Genuine genuine = genuine(each, signed);

    assertTrue(Fields.isId(genuine.deliveryId()), genuine::toString);
    assertEquals(64, genuine.signedContent().length());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysThatASampleIsOne(Case each) {
    Sample.Signed signed = signed(each);
    var request = new SignedRequest("POST", URL, fields(signed.headers()), signed.body());

    assertEquals(Sample.TYPE, each.scheme().eventType(request).orElseThrow());
  }

  /** A secret in a field proves who sends, and nothing about the body: VAPI has no more. */
  @ParameterizedTest
  @MethodSource("cases")
  void refusesABodyOfWhichAnyByteWasChanged(Case each) {
    if (each.scheme() instanceof Vapi vapi
        && (vapi.method() == VapiMethod.SECRET || vapi.method() == VapiMethod.BEARER)) {
      return;
    }
    Sample.Signed signed = signed(each);
    for (int at = 0; at < signed.body().length; at++) {
      for (int flip : new int[] {1, 0x20, 0x80}) {
        byte[] changed = signed.body().clone();
        changed[at] ^= (byte) flip;

        assertInstanceOf(
            Refused.class,
            verify(each, fields(signed.headers()), changed),
            each.name() + " at " + at + ": " + new String(changed, StandardCharsets.ISO_8859_1));
      }
    }
  }

  /** A field that is not signed may change, but not what the delivery is known by. */
  @ParameterizedTest
  @MethodSource("cases")
  void refusesAFieldOfWhichAnyCharacterWasChangedOrKnowsItForTheSameDelivery(Case each) {
    Sample.Signed signed = signed(each);
    Genuine before = genuine(each, signed);
    int refused = 0;
    for (Map.Entry<String, String> field : signed.headers().entrySet()) {
      String value = field.getValue();
      for (int at = 0; at < value.length(); at++) {
        for (int flip : new int[] {1, 2, 0x20}) {
          char other = (char) (value.charAt(at) ^ flip);
          var changed = fields(signed.headers());
          changed.put(
              field.getKey(), List.of(value.substring(0, at) + other + value.substring(at + 1)));

          switch (verify(each, changed, signed.body())) {
            case Refused _ -> refused++;
            case Genuine after -> {
              // The topic is not signed: what is sent again under another is another delivery.
              if (!TOPICS.contains(field.getKey())) {
                assertEquals(before.signedContent(), after.signedContent(), field::toString);
              }
              assertEquals(before.idIsSigned(), after.idIsSigned(), field::toString);
              assertTrue(
                  !before.idIsSigned() || before.deliveryId().equals(after.deliveryId()),
                  field::toString);
            }
            case Verdict.Handshake shake -> throw new AssertionError(shake);
          }
        }
      }
    }
    assertTrue(refused > 50, each.name() + " refused " + refused);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refusesWhatIsMissingOrRepeated(Case each) {
    Sample.Signed signed = signed(each);
    for (String name : signed.headers().keySet()) {
      var without = fields(signed.headers());
      without.remove(name);
      var twice = fields(signed.headers());
      twice.put(name, List.of(signed.headers().get(name), signed.headers().get(name)));
      var joined = fields(signed.headers());
      joined.put(name, List.of(signed.headers().get(name) + ", " + signed.headers().get(name)));
      boolean isNeeded = verify(each, without, signed.body()) instanceof Refused;

      if (isNeeded) {
        assertInstanceOf(Refused.class, verify(each, twice, signed.body()), name);
        assertInstanceOf(Refused.class, verify(each, joined, signed.body()), name);
      }
    }
    assertInstanceOf(Refused.class, verify(each, Map.of(), signed.body()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refusesEverythingWithoutASecretAndWithAnotherOne(Case each) {
    Sample.Signed signed = signed(each);
    var request = new SignedRequest("POST", URL, fields(signed.headers()), signed.body());
    String text = each.secret().text();
    char turned = text.charAt(10) == 'a' ? 'b' : 'a';
    Secret other = Secret.issued(text.substring(0, 10) + turned + text.substring(11));

    assertEquals(
        new Refused(Refusal.SIGNATURE_WRONG), each.scheme().verify(request, List.of(), NOW));
    if (!other.isSameAs(each.secret())) {
      assertEquals(
          new Refused(Refusal.SIGNATURE_WRONG), each.scheme().verify(request, List.of(other), NOW));
      assertInstanceOf(
          Genuine.class, each.scheme().verify(request, List.of(other, each.secret()), NOW));
    }
  }

  @ParameterizedTest
  @MethodSource("timed")
  void refusesATimeOutsideTheWindowOnEitherSide(Case each) {
    Sample.Signed signed = signed(each);
    var request = new SignedRequest("POST", URL, fields(signed.headers()), signed.body());

    for (int minutes : new int[] {-31, 31, 60 * 24, -60 * 24, 60 * 24 * 365 * 5}) {
      assertEquals(
          new Refused(Refusal.TIMESTAMP_OUTSIDE_WINDOW),
          each.scheme()
              .verify(request, List.of(each.secret()), NOW.plus(Duration.ofMinutes(minutes))),
          each.name() + " " + minutes);
    }
  }

  // standardwebhooks.com, the test vectors of its libraries.
  @Test
  void believesTheExamplesOfStandardWebhooks() {
    assertInstanceOf(
        Genuine.class,
        standard(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    assertInstanceOf(
        Genuine.class,
        standard(
            "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=",
            "v1,AAAA v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="));
  }

  private static Verdict standard(String key, String signature) {
    return standard(key, signature, "{\"test\": 2432232314}");
  }

  private static Verdict standard(String key, String signature, String body) {
    var headers =
        Map.of(
            "Webhook-Id", List.of("msg_p5jXN8AQM9LWM0D4loKWxJek"),
            "Webhook-Timestamp", List.of("1614265330"),
            "Webhook-Signature", List.of(signature));
    return new StandardWebhooks.Settings(null)
        .scheme()
        .verify(
            new SignedRequest("POST", URL, headers, body.getBytes(StandardCharsets.UTF_8)),
            List.of(KeyForm.STANDARD.read(key)),
            Instant.ofEpochSecond(1_614_265_330L));
  }

  /** An HMAC under the public key, which everybody knows, is no signature. */
  @Test
  void takesNoCodeUnderAPublicKeyAndNoSignatureUnderASharedOne() throws Exception {
    String key = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";
    byte[] point = Base64.getDecoder().decode(key.substring(5));
    String signed = "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}";
    String code =
        Base64.getEncoder()
            .encodeToString(Hmacs.SHA256.of(point, signed.getBytes(StandardCharsets.UTF_8)));

    assertInstanceOf(Refused.class, standard(key, "v1," + code));
    assertInstanceOf(Refused.class, standard(key, "v1a," + code));
    assertInstanceOf(
        Refused.class,
        standard(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
  }

  @Test
  void refusesAnEd25519SignatureOfWhichAnyCharacterWasChanged() {
    String right =
        "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";
    String key = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";
    for (int at = 0; at < right.length(); at++) {
      char other = (char) (right.charAt(at) ^ 1);

      assertInstanceOf(
          Refused.class,
          standard(key, right.substring(0, at) + other + right.substring(at + 1)),
          "at " + at);
    }
    assertInstanceOf(Refused.class, standard(key, right, "{\"test\": 2432232315}"));
    // The same bytes, with bits set that base64 has left over.
    assertInstanceOf(Refused.class, standard(key, right.replace("Ag==", "Ah==")));
  }

  // docs.slack.dev, "Verifying requests from Slack".
  @Test
  void believesTheExampleOfSlack() {
    String body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    var headers =
        Map.of(
            "X-Slack-Request-Timestamp", List.of("1531420618"),
            "X-Slack-Signature",
                List.of("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"));

    Verdict verdict =
        new Slack.Settings(null)
            .scheme()
            .verify(
                new SignedRequest("POST", URL, headers, body.getBytes(StandardCharsets.UTF_8)),
                List.of(Secret.of("8f742231b10e8888abcd99yyyzzz85a5")),
                Instant.ofEpochSecond(1_531_420_618L));

    assertInstanceOf(Genuine.class, verdict);
  }

  // GitHub's documentation of X-Hub-Signature-256.
  @Test
  void believesTheExampleOfGitHub() {
    var headers =
        Map.of(
            "X-Hub-Signature-256",
            List.of("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));
    byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);

    Verdict verdict =
        new GitHub.Settings()
            .scheme()
            .verify(new SignedRequest("POST", URL, headers, body), List.of(TEXT), NOW);

    assertEquals(false, assertInstanceOf(Genuine.class, verdict).idIsSigned());
  }

  // Twilio's documentation of X-Twilio-Signature; its token is too short for a source.
  @Test
  void computesTheExampleOfTwilio() {
    String form =
        "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309"
            + "&To=%2B18005551212";
    String signed =
        "https://mycompany.com/myapp.php?foo=1&bar=2"
            + Twilio.joined(Form.read(form).orElseThrow());

    assertEquals(
        "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        Twilio.code("12345".getBytes(StandardCharsets.UTF_8), signed));
  }

  private static KeyPair newKey(String algorithm) throws Exception {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  private static String sign(String algorithm, KeyPair key, String body) throws Exception {
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key.getPrivate());
    signer.update(body.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signer.sign());
  }

  private static String text(KeyPair key) {
    return Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
  }

  private static Verdict ghl(
      GoHighLevel scheme, KeyPair key, String header, String signature, String body) {
    return scheme.verify(
        new SignedRequest(
            "POST", URL, Map.of(header, List.of(signature)), body.getBytes(StandardCharsets.UTF_8)),
        List.of(KeyForm.GOHIGHLEVEL.read(text(key))),
        NOW);
  }

  private static final String GHL =
      "{\"type\":\"ContactCreate\",\"locationId\":\"loc1\",\"webhookId\":\"w-1\",\"timestamp\":\""
          + NOW
          + "\"}";

  private static GoHighLevel.Settings ghlSettings(String location, String legacy) {
    return new GoHighLevel.Settings(null, location, null, location == null, legacy);
  }

  @Test
  void believesGoHighLevelByItsEd25519Key() throws Exception {
    KeyPair key = newKey("Ed25519");
    GoHighLevel scheme = ghlSettings("loc1", null).scheme();
    String signature = sign("Ed25519", key, GHL);

    Verdict verdict = ghl(scheme, key, "X-GHL-Signature", signature, GHL);

    var genuine = assertInstanceOf(Genuine.class, verdict);
    assertEquals("w-1", genuine.deliveryId());
    assertTrue(genuine.idIsSigned());
    for (int at = 0; at < GHL.length(); at++) {
      String changed = GHL.substring(0, at) + (char) (GHL.charAt(at) ^ 1) + GHL.substring(at + 1);
      assertEquals(
          new Refused(Refusal.SIGNATURE_WRONG),
          ghl(scheme, key, "X-GHL-Signature", signature, changed));
    }
    assertEquals(
        new Refused(Refusal.SIGNATURE_WRONG),
        ghl(scheme, newKey("Ed25519"), "X-GHL-Signature", signature, GHL));
  }

  @Test
  void takesNoWebhookOfAnotherCustomerOfGoHighLevels() throws Exception {
    KeyPair key = newKey("Ed25519");
    String signature = sign("Ed25519", key, GHL);

    assertEquals(
        new Refused(Refusal.ACCOUNT_WRONG),
        ghl(ghlSettings("loc2", null).scheme(), key, "X-GHL-Signature", signature, GHL));
    assertInstanceOf(
        Genuine.class,
        ghl(ghlSettings(null, null).scheme(), key, "X-GHL-Signature", signature, GHL));
  }

  @Test
  void refusesAGoHighLevelBodyThatIsOldOrHasNoTime() throws Exception {
    KeyPair key = newKey("Ed25519");
    GoHighLevel scheme = ghlSettings(null, null).scheme();
    String old = GHL.replace(NOW.toString(), NOW.minusSeconds(4801).toString());
    String none = GHL.replace("timestamp", "other");
    String twice = GHL.replace("{", "{\"timestamp\":\"" + NOW + "\",");

    assertEquals(
        new Refused(Refusal.TIMESTAMP_OUTSIDE_WINDOW),
        ghl(scheme, key, "X-GHL-Signature", sign("Ed25519", key, old), old));
    for (String body : List.of(none, twice, "{", "[]", "")) {
      assertEquals(
          new Refused(Refusal.TIMESTAMP_MALFORMED),
          ghl(scheme, key, "X-GHL-Signature", sign("Ed25519", key, body), body));
    }
  }

  /** A retry is the first attempt's body: ten minutes apart, six of them, with some delay. */
  @Test
  void takesARetryOfGoHighLevelsThatHasTheTimeOfItsFirstAttempt() throws Exception {
    KeyPair key = newKey("Ed25519");
    GoHighLevel scheme = ghlSettings("loc1", null).scheme();
    String retried = GHL.replace(NOW.toString(), NOW.minus(Duration.ofMinutes(70)).toString());
    String ahead = GHL.replace(NOW.toString(), NOW.plusSeconds(301).toString());
    String strict = GHL.replace(NOW.toString(), NOW.minusSeconds(61).toString());
    var minute = new GoHighLevel.Settings(60, "loc1", null, null, null);

    assertInstanceOf(
        Genuine.class, ghl(scheme, key, "X-GHL-Signature", sign("Ed25519", key, retried), retried));
    assertEquals(
        new Refused(Refusal.TIMESTAMP_OUTSIDE_WINDOW),
        ghl(scheme, key, "X-GHL-Signature", sign("Ed25519", key, ahead), ahead));
    assertEquals(
        new Refused(Refusal.TIMESTAMP_OUTSIDE_WINDOW),
        ghl(minute.scheme(), key, "X-GHL-Signature", sign("Ed25519", key, strict), strict));
    assertEquals(4800, scheme.settings().toleranceSeconds());
    assertThrows(
        IllegalArgumentException.class,
        () -> new GoHighLevel.Settings(7201, "loc1", null, null, null).scheme());
  }

  @Test
  void aSourceOfGoHighLevelsSaysWhoseWebhooksItTakes() throws Exception {
    KeyPair key = newKey("Ed25519");
    GoHighLevel nobodys = new GoHighLevel.Settings(null, null, null, false, null).scheme();

    assertEquals(
        new Refused(Refusal.ACCOUNT_WRONG),
        ghl(nobodys, key, "X-GHL-Signature", sign("Ed25519", key, GHL), GHL));
    assertTrue(nobodys.objection().isPresent());
    assertTrue(ghlSettings(null, null).scheme().objection().isEmpty());
    assertTrue(ghlSettings("loc1", null).scheme().objection().isEmpty());
  }

  /** One order is sent as it is under {@code orders/create} and {@code orders/paid}. */
  @Test
  void knowsOneBodyUnderTwoTopicsForTwoDeliveries() {
    for (Case each : cases()) {
      Sample.Signed signed = signed(each);
      for (String field : TOPICS) {
        if (signed.headers().containsKey(field)) {
          String before = genuine(each, signed).signedContent();

          assertNotEquals(before, under(each, signed, field, "orders/paid"));
          assertEquals(before, under(each, signed, field, Sample.TYPE.toUpperCase(Locale.ROOT)));
          assertEquals(
              under(each, signed, field, "a".repeat(65)), under(each, signed, field, "no topic"));
        }
      }
    }
  }

  private static String under(Case each, Sample.Signed signed, String field, String topic) {
    Map<String, List<String>> headers = fields(signed.headers());
    headers.put(field, List.of(topic));
    return assertInstanceOf(Genuine.class, verify(each, headers, signed.body())).signedContent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"User-Agent", "content-type", "host", "cookie", "Authorization"})
  void readsNoFieldOfAnotherMeaningAsVapis(String name) {
    for (VapiMethod method : VapiMethod.values()) {
      boolean isUsual =
          name.equals("Authorization")
              && (method == VapiMethod.SECRET || method == VapiMethod.BEARER);
      Vapi.Settings settings = vapiNamed(method, name, null);
      if (isUsual) {
        assertEquals(List.of(), settings.scheme().storedHeaders());
      } else {
        assertThrows(IllegalArgumentException.class, settings::scheme, method::wireName);
      }
    }
    assertThrows(
        IllegalArgumentException.class, vapiNamed(VapiMethod.HMAC, null, name)::scheme, name);
  }

  private static Vapi.Settings vapiNamed(VapiMethod method, String header, String idHeader) {
    return new Vapi.Settings(method, header, null, idHeader, null, null, null, null, null, null);
  }

  @Test
  void believesTheLegacySignatureOnlyIfItIsTurnedOn() throws Exception {
    KeyPair rsa = newKey("RSA");
    KeyPair key = newKey("Ed25519");
    String legacy = sign("SHA256withRSA", rsa, GHL);
    GoHighLevel on =
        ghlSettings(
                null, "-----BEGIN PUBLIC KEY-----\n" + text(rsa) + "\n-----END PUBLIC KEY-----\n")
            .scheme();

    assertInstanceOf(Genuine.class, ghl(on, key, "X-WH-Signature", legacy, GHL));
    assertEquals(
        new Refused(Refusal.HEADER_MISSING),
        ghl(ghlSettings(null, null).scheme(), key, "X-WH-Signature", legacy, GHL));
    assertEquals(
        new Refused(Refusal.SIGNATURE_WRONG),
        ghl(on, key, "X-WH-Signature", sign("SHA256withRSA", newKey("RSA"), GHL), GHL));
    // The better one counts once it is there.
    var both = Map.of("X-WH-Signature", List.of(legacy), "X-GHL-Signature", List.of("AAAA"));
    assertEquals(
        new Refused(Refusal.SIGNATURE_WRONG),
        on.verify(
            new SignedRequest("POST", URL, both, GHL.getBytes(StandardCharsets.UTF_8)),
            List.of(Secret.of(text(key))),
            NOW));
  }

  @Test
  void theKeyThatGoHighLevelPublishesIsOne() {
    Secret published = KeyForm.GOHIGHLEVEL.read(KeyForm.GOHIGHLEVEL.published().orElseThrow());

    assertTrue(KeyForm.GOHIGHLEVEL.isPublished(published));
    assertEquals(false, KeyForm.CHOSEN.isPublished(published));
  }

  @Test
  void knowsAnEventAgainHoweverOftenItIsSignedAnew() {
    Map<String, String> stripe = new HashMap<>();
    List<Genuine> seen = new ArrayList<>();
    SignatureScheme scheme = new Stripe.Settings(null).scheme();
    Secret secret = Secret.of("whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH");
    for (int second : new int[] {0, 7}) {
      var sample = new Sample(URL, "evt_1", NOW);
      var signed = scheme.sign(sample, secret).orElseThrow();
      String time = Long.toString(NOW.getEpochSecond() + second);
      stripe.put(
          "stripe-signature",
          "t="
              + time
              + ",v1="
              + Encoding.HEX.encode(
                  Hmacs.SHA256.of(secret.key(), Hmacs.ascii(time + "."), signed.body()))
              + ",v0=ignored");
      seen.add(
          assertInstanceOf(
              Genuine.class,
              scheme.verify(
                  new SignedRequest("POST", URL, fields(stripe), signed.body()),
                  List.of(secret),
                  NOW)));
    }

    assertEquals("evt_1", seen.getFirst().deliveryId());
    assertEquals("evt_1", seen.getLast().deliveryId());
    assertTrue(seen.getFirst().idIsSigned() && seen.getLast().idIsSigned());
  }

  @Test
  void refusesTwoTimesAndMoreThanAHandfulOfSignatures() {
    SignatureScheme scheme = new Stripe.Settings(null).scheme();
    Secret secret = Secret.of("whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH");
    Sample.Signed signed = scheme.sign(new Sample(URL, "evt_1", NOW), secret).orElseThrow();
    String right = signed.headers().get("stripe-signature");
    String code = right.substring(right.indexOf("v1="));

    assertEquals(
        new Refused(Refusal.TIMESTAMP_MALFORMED),
        stripe(scheme, secret, right + ",t=" + NOW.getEpochSecond(), signed));
    assertEquals(new Refused(Refusal.TIMESTAMP_MALFORMED), stripe(scheme, secret, code, signed));
    assertEquals(
        new Refused(Refusal.TIMESTAMP_MALFORMED), stripe(scheme, secret, "t=abc," + code, signed));
    assertEquals(
        new Refused(Refusal.SIGNATURE_MALFORMED),
        stripe(scheme, secret, right.replace("v1=", "v0="), signed));
    assertEquals(
        new Refused(Refusal.SIGNATURES_TOO_MANY),
        stripe(scheme, secret, right + ",v1=a,v1=b,v1=c,v1=d", signed));
    assertInstanceOf(Genuine.class, stripe(scheme, secret, right + ",v1=a,v1=b", signed));
  }

  private static Verdict stripe(
      SignatureScheme scheme, Secret secret, String field, Sample.Signed signed) {
    return scheme.verify(
        new SignedRequest("POST", URL, Map.of("stripe-signature", List.of(field)), signed.body()),
        List.of(secret),
        NOW);
  }
}
