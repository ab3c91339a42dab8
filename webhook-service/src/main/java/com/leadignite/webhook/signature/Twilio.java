package com.leadignite.webhook.signature;

import com.leadignite.guard.hash.Sha256;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Twilio: the address is signed together with the form's parameters, or with the hash of the body
 * that stands in the address. HMAC-SHA1 is what Twilio has; forging it would take its key.
 *
 * @param url the address as it is entered at Twilio, without a query; empty for the platform's
 */
record Twilio(String url) implements SignatureScheme {

  private static final String SIGNATURE = "x-twilio-signature";
  private static final String TOKEN = "i-twilio-idempotency-token";
  private static final String BODY_HASH = "bodySHA256";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final JsonPaths ASKED = JsonPaths.of("type");

  /** The settings. */
  @RegisterForReflection
  @Schema(description = "How a twilio source signs")
  public record Settings(
      @Nullable
          @jakarta.validation.constraints.Pattern(regexp = SignedUrl.FORM, message = SignedUrl.RULE)
          @Schema(
              description = SignedUrl.DESCRIPTION,
              examples = "https://hooks.example.com/twilio")
          String url)
      implements SchemeSettings {

    @Override
    public Twilio scheme() {
      return new Twilio(url == null ? "" : url);
    }
  }

  @Override
  public Settings settings() {
    return new Settings(url.isEmpty() ? null : url);
  }

  @Override
  public List<String> storedHeaders() {
    return List.of(TOKEN);
  }

  @Override
  public Optional<Answer> accepted() {
    return Optional.of(
        new Answer("text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>"));
  }

  @Override
  public Verdict verify(SignedRequest request, List<Secret> secrets, Instant now) {
    return RefusedRequest.or(() -> {
      List<String> sent = List.of(Fields.one(request, SIGNATURE));
      String parameters = parameters(request);
      List<String> texts =
          SignedUrl.spellings(url, request).stream().map(each -> each + parameters).toList();
      // All are tried before the refusal: only which of them is right is the sender's choice.
      String genuine =
          texts.stream()
              .filter(text -> isSigned(text, secrets, sent))
              .findFirst()
              .orElseThrow(() -> new RefusedRequest(Refusal.SIGNATURE_WRONG));
      return Deliveries.byContent(id(request), Hmacs.ascii(genuine), hashed(request));
    });
  }

  private static boolean isSigned(String text, List<Secret> secrets, List<String> sent) {
    boolean genuine = false;
    for (Secret secret : secrets) {
      genuine |=
          MessageDigest.isEqual(
              Hmacs.ascii(code(secret.key(), text)), Hmacs.ascii(sent.getFirst()));
    }
    return genuine;
  }

  /** The code of an address with its parameters behind it. */
  static String code(byte[] token, String text) {
    return Base64.getEncoder().encodeToString(Hmacs.SHA1.of(token, Hmacs.ascii(text)));
  }

  /** The names and values of the form as they are signed; nothing if the body's hash is. */
  private static String parameters(SignedRequest request) {
    if (hash(request).isPresent()) {
      byte[] expected = Hmacs.ascii(Sha256.hex(request.body()));
      if (!MessageDigest.isEqual(expected, Hmacs.ascii(hash(request).orElseThrow()))) {
        throw new RefusedRequest(Refusal.SIGNATURE_WRONG);
      }
      return "";
    }
    // A body that is no form is not signed at all: the signature would be the address's alone.
    String type = Objects.toString(request.header("content-type"), "").toLowerCase(Locale.ROOT);
    if (!type.equals(FORM) && !type.startsWith(FORM + ";")) {
      throw new RefusedRequest(Refusal.SIGNATURE_MALFORMED);
    }
    return form(request)
        .map(Twilio::joined)
        .orElseThrow(() -> new RefusedRequest(Refusal.SIGNATURE_MALFORMED));
  }

  private static Optional<Form> form(SignedRequest request) {
    return Form.read(new String(request.body(), StandardCharsets.ISO_8859_1));
  }

  /** All names and values, sorted, each value of a name once. */
  static String joined(Form form) {
    SortedMap<String, SortedSet<String>> values = new TreeMap<>();
    form.parameters()
        .forEach(
            each -> values.computeIfAbsent(each.name(), name -> new TreeSet<>()).add(each.value()));
    StringBuilder joined = new StringBuilder();
    values.forEach((name, all) -> all.forEach(value -> joined.append(name).append(value)));
    return joined.toString();
  }

  private static Optional<String> hash(SignedRequest request) {
    return Form.read(request.query()).flatMap(query -> query.one(BODY_HASH));
  }

  private static byte[] hashed(SignedRequest request) {
    return hash(request).map(found -> request.body()).orElse(new byte[0]);
  }

  private static @Nullable String id(SignedRequest request) {
    String token = Fields.unsignedId(request, TOKEN);
    return token != null || hash(request).isPresent()
        ? token
        : form(request)
            .flatMap(form -> form.one("MessageSid").or(() -> form.one("CallSid")))
            .filter(Fields::isId)
            .orElse(null);
  }

  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    String body = "EventType=" + Sample.TYPE + "&MessageSid=" + sample.id();
    String signed = (url.isEmpty() ? sample.url() : url) + joined(Form.read(body).orElseThrow());
    return Optional.of(
        Sample.Signed.of(
            FORM, Hmacs.ascii(body), SIGNATURE, code(secret.key(), signed), TOKEN, sample.id()));
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    return hash(request).isPresent()
        ? ASKED.in(request.body()).text("type")
        : form(request)
            .flatMap(form ->
                form.one("EventType")
                    .or(() -> form.one("MessageStatus"))
                    .or(() -> form.one("CallStatus")));
  }
}
