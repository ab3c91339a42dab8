package com.leadignite.webhook.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.webhook.signature.Verdict.Genuine;
import com.leadignite.webhook.signature.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GenericHmacTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_764_000_000L);
  private static final String KEY = "correct horse battery staple";
  private static final Secret SECRET = Secret.of(KEY);
  private static final String URL = "https://api.example.com/webhooks/v1/in/1";
  private static final byte[] BODY = "{\"event\":\"call.ended\"}".getBytes(StandardCharsets.UTF_8);
  private static final GenericHmac SCHEME = scheme("{id}.{timestamp}.{body}");

  private final Map<String, List<String>> headers = new HashMap<>();

  private static GenericHmac scheme(String format) {
    return new GenericHmac(
        "x-signature",
        "x-timestamp",
        "x-id",
        Encoding.HEX,
        "",
        SignedFormat.of(format),
        Duration.ofMinutes(5));
  }

  /** Signs as a sender does, without any of our code. */
  private static String hmac(String key, byte[]... signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      for (byte[] part : signed) {
        mac.update(part);
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private GenericHmacTest signed(String id, String timestamp, byte[] body) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return header("x-id", id)
        .header("x-timestamp", timestamp)
        .header("x-signature", hmac(KEY, head, body));
  }

  private GenericHmacTest header(String name, String... values) {
    headers.put(name, List.of(values));
    return this;
  }

  private Verdict verdict(byte[] body) {
    return SCHEME.verify(new SignedRequest("POST", URL, headers, body), List.of(SECRET), NOW);
  }

  private void assertRefused(Refusal refusal, byte[] body) {
    assertEquals(new Refused(refusal), verdict(body));
  }

  @Test
  void believesWhatTheHolderOfTheSecretSigned() {
    signed("m-1", "1764000000", BODY);

    var genuine = assertInstanceOf(Genuine.class, verdict(BODY));

    assertEquals("m-1", genuine.deliveryId());
    assertEquals(true, genuine.idIsSigned());
  }

  // github.com's documentation of X-Hub-Signature-256.
  @Test
  void computesTheSignatureOfGitHubsExample() {
    byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);

    byte[] signature =
        Secret.of("It's a Secret to Everybody")
            .hmacSha256()
            .of(SignedFormat.of("{body}").signed("", "", body));

    assertEquals(
        "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        HexFormat.of().formatHex(signature));
  }

  // standardwebhooks.com, the test vector of its libraries.
  @Test
  void believesTheExampleOfStandardWebhooks() {
    var scheme =
        new GenericHmac(
            "webhook-signature",
            "webhook-timestamp",
            "webhook-id",
            Encoding.BASE64,
            "v1,",
            SignedFormat.of("{id}.{timestamp}.{body}"),
            Duration.ofMinutes(5));
    var request =
        new SignedRequest(
            "POST",
            URL,
            Map.of(
                "Webhook-Id", List.of("msg_p5jXN8AQM9LWM0D4loKWxJek"),
                "Webhook-Timestamp", List.of("1614265330"),
                "Webhook-Signature",
                    List.of("v1a,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")),
            "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
    var secret = Secret.of(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    Verdict verdict =
        scheme.verify(request, List.of(secret), Instant.ofEpochSecond(1_614_265_330L));

    assertInstanceOf(Genuine.class, verdict);
  }

  @Test
  void refusesABodyOfWhichAnyBitWasTurned() {
    signed("m-1", "1764000000", BODY);
    for (int bit = 0; bit < BODY.length * 8; bit++) {
      byte[] turned = BODY.clone();
      turned[bit / 8] ^= (byte) (1 << (bit % 8));

      assertRefused(Refusal.SIGNATURE_WRONG, turned);
    }
  }

  @Test
  void refusesABodyThatLostOrGainedAByte() {
    signed("m-1", "1764000000", BODY);

    assertRefused(Refusal.SIGNATURE_WRONG, Arrays.copyOf(BODY, BODY.length - 1));
    assertRefused(Refusal.SIGNATURE_WRONG, Arrays.copyOf(BODY, BODY.length + 1));
    assertRefused(Refusal.SIGNATURE_WRONG, new byte[0]);
  }

  @Test
  void refusesASignatureOfWhichAnyDigitWasChanged() {
    String good = hmac(KEY, "m-1.1764000000.".getBytes(StandardCharsets.UTF_8), BODY);
    signed("m-1", "1764000000", BODY);
    for (int i = 0; i < good.length(); i++) {
      char other = good.charAt(i) == '0' ? '1' : '0';
      header("x-signature", good.substring(0, i) + other + good.substring(i + 1));

      assertRefused(Refusal.SIGNATURE_WRONG, BODY);
    }
  }

  @Test
  void believesGeneratedRequestsAndNoneOfAnotherKey() {
    var random = new Random(4231);
    for (int i = 0; i < 500; i++) {
      byte[] body = new byte[random.nextInt(2000)];
      random.nextBytes(body);
      String id = "d" + Long.toHexString(random.nextLong());
      String timestamp = Long.toString(NOW.getEpochSecond() + random.nextInt(-300, 301));
      signed(id, timestamp, body);
      var request = new SignedRequest("POST", URL, headers, body);

      Verdict right = SCHEME.verify(request, List.of(SECRET), NOW);
      Verdict wrong = SCHEME.verify(request, List.of(Secret.of(KEY + "r")), NOW);

      assertInstanceOf(Genuine.class, right);
      assertEquals(new Refused(Refusal.SIGNATURE_WRONG), wrong);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, -299, 0, 299, 300})
  void believesATimestampWithinTheWindow(long skew) {
    signed("m-1", Long.toString(NOW.getEpochSecond() + skew), BODY);

    assertInstanceOf(Genuine.class, verdict(BODY));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1_764_000_000L, -301, 301, 86_400, 400_000_000L})
  void refusesATimestampOutsideTheWindowOnEitherSide(long skew) {
    signed("m-1", Long.toString(NOW.getEpochSecond() + skew), BODY);

    assertRefused(Refusal.TIMESTAMP_OUTSIDE_WINDOW, BODY);
  }

  @Test
  void revealsTheWindowOnlyToHoldersOfTheSecret() {
    signed("m-1", "1", BODY).header("x-signature", "0".repeat(64));

    assertRefused(Refusal.SIGNATURE_WRONG, BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1764000000000", "1764000000000000", "1764000000000000000"})
  void saysThatATimestampIsNotInSecondsOnlyToHoldersOfTheSecret(String timestamp) {
    signed("m-1", timestamp, BODY);
    assertRefused(Refusal.TIMESTAMP_NOT_IN_SECONDS, BODY);

    header("x-signature", "0".repeat(64));
    assertRefused(Refusal.SIGNATURE_WRONG, BODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "t=abc",
        "-1764000000",
        "+1764000000",
        " 1764000000",
        "1764000000 ",
        "1764000000.0",
        "1.764e9",
        "0x69243e00",
        "١٧٦٤٠٠٠٠٠٠",
        "17640000000000000000",
        "NaN",
      })
  void refusesATimestampThatIsNotAllDigits(String timestamp) {
    signed("m-1", timestamp, BODY);

    assertRefused(Refusal.TIMESTAMP_MALFORMED, BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-signature", "x-timestamp", "x-id"})
  void refusesAMissingHeader(String name) {
    signed("m-1", "1764000000", BODY);
    headers.remove(name);

    assertRefused(Refusal.HEADER_MISSING, BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-signature", "x-timestamp", "x-id"})
  void refusesARepeatedHeaderEvenOfTheSameValue(String name) {
    signed("m-1", "1764000000", BODY);
    String value = headers.get(name).getFirst();
    header(name, value, value);

    assertRefused(Refusal.HEADER_REPEATED, BODY);
  }

  @Test
  void refusesAHeaderThatIsRepeatedInAnotherCase() {
    signed("m-1", "1764000000", BODY).header("X-Timestamp", "1764000000");

    assertRefused(Refusal.HEADER_REPEATED, BODY);
  }

  @Test
  void refusesMoreThanAHandfulOfSignaturesEvenIfOneIsRight() {
    signed("m-1", "1764000000", BODY);
    String good = headers.get("x-signature").getFirst();
    String wrong = "0".repeat(64);
    header("x-signature", String.join(" ", wrong, wrong, wrong, wrong, good));
    assertInstanceOf(Genuine.class, verdict(BODY));
    header("x-signature", String.join(" ", good, wrong, wrong, wrong, wrong, wrong));

    assertRefused(Refusal.SIGNATURES_TOO_MANY, BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "abc", "zz", "00", "sha256="})
  void refusesWhatIsNoSignature(String signature) {
    signed("m-1", "1764000000", BODY).header("x-signature", signature);

    assertRefused(Refusal.SIGNATURE_MALFORMED, BODY);
  }

  @Test
  void refusesEverythingWithoutASecret() {
    signed("m-1", "1764000000", BODY);

    Verdict verdict = SCHEME.verify(new SignedRequest("POST", URL, headers, BODY), List.of(), NOW);

    assertEquals(new Refused(Refusal.SIGNATURE_WRONG), verdict);
  }

  @Test
  void believesEitherSecretWhileASenderChangesOver() {
    signed("m-1", "1764000000", BODY);
    var request = new SignedRequest("POST", URL, headers, BODY);
    var other = Secret.of("another secret of good length");

    assertInstanceOf(Genuine.class, SCHEME.verify(request, List.of(other, SECRET), NOW));
    assertInstanceOf(Genuine.class, SCHEME.verify(request, List.of(SECRET, other), NOW));
  }

  // The signed bytes are "a.1764000000.1764000000.x" in both readings.
  @Test
  void refusesAnIdThatLendsCharactersToItsNeighbour() {
    signed("a", "1764000000", "1764000000.x".getBytes(StandardCharsets.UTF_8));
    header("x-id", "a.1764000000");

    assertRefused(Refusal.ID_MALFORMED, "x".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "é", "a\u0000"})
  void refusesAnIdThatNobodySends(String id) {
    signed(id, "1764000000", BODY);

    assertRefused(Refusal.ID_MALFORMED, BODY);
  }

  @Test
  void deduplicatesContentUnderAnotherIdIfTheIdIsNotSigned() {
    GenericHmac unsignedId = scheme("{timestamp}.{body}");
    header("x-timestamp", "1764000000");
    header("x-signature", hmac(KEY, "1764000000.".getBytes(StandardCharsets.UTF_8), BODY));

    var first = unsignedId.verify(requestWithId("a"), List.of(SECRET), NOW);
    var replay = unsignedId.verify(requestWithId("b"), List.of(SECRET), NOW);

    assertEquals(false, ((Genuine) first).idIsSigned());
    assertEquals(((Genuine) first).signedContent(), ((Genuine) replay).signedContent());
    assertNotEquals(((Genuine) first).deliveryId(), ((Genuine) replay).deliveryId());
    assertEquals(false, ((Genuine) replay).idIsSigned());
  }

  private SignedRequest requestWithId(String id) {
    header("x-id", id);
    return new SignedRequest("POST", URL, headers, BODY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{timestamp} | must have {body}",
        "{id}{timestamp}.{body} | needs a literal between placeholders, and each of them once",
        "{body}.{body}.{timestamp} | needs a literal between placeholders, and each of them once",
        "{timestamp}0.{body} | needs something other than a digit next to {timestamp}",
        "{url}.{body} | has characters or placeholders that are not known",
        "{body | has characters or placeholders that are not known",
        "v0 {body} | has characters or placeholders that are not known",
      })
  void refusesAFormatThatCouldBeReadInTwoWays(String format, String message) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> SignedFormat.of(format));

    assertEquals(message, refusal.getMessage());
  }

  @Test
  void refusesAFormatThatDoesNotSignTheTimestamp() {
    assertThrows(IllegalArgumentException.class, () -> scheme("{id}.{body}"));
  }

  @Test
  void refusesSecretsThatAreTooShortOrTooLongAndPrintsNone() {
    assertThrows(IllegalArgumentException.class, () -> Secret.of(""));
    assertThrows(IllegalArgumentException.class, () -> Secret.of("x".repeat(23)));
    assertThrows(IllegalArgumentException.class, () -> Secret.of("x".repeat(257)));
    assertEquals("Secret[…]", Secret.of("x".repeat(24)).toString());
  }
}
