package com.leadignite.webhook.signature;

import com.leadignite.guard.hash.Sha256;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's third version: method, address, body and time are signed. A webhook is a list of
 * events; a retry has another time and counts its attempts in the body, and is known by what its
 * events are about.
 *
 * @param url the address as it is entered at HubSpot, without a query; empty for the platform's
 * @param window how far the timestamp may be from the current time
 */
record HubSpot(String url, Window window) implements SignatureScheme {

  private static final String SIGNATURE = "x-hubspot-signature-v3";
  private static final String TIMESTAMP = "x-hubspot-request-timestamp";
  private static final List<String> EVENT =
      List.of(
          "portalId", "subscriptionId", "subscriptionType", "eventId", "objectId", "occurredAt");

  /** Characters that HubSpot signs decoded. */
  private static final Pattern DECODED =
      Pattern.compile("%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", Pattern.CASE_INSENSITIVE);

  private static final JsonPaths ASKED =
      JsonPaths.of(Stream.concat(EVENT.stream(), Stream.of("type")).toArray(String[]::new));

  /** The settings. */
  @RegisterForReflection
  @Schema(description = "How a hubspot_v3 source signs")
  public record Settings(
      @Nullable
          @jakarta.validation.constraints.Pattern(regexp = SignedUrl.FORM, message = SignedUrl.RULE)
          @Schema(
              description = SignedUrl.DESCRIPTION,
              examples = "https://hooks.example.com/hubspot")
          String url,
      @Nullable
          @Range(min = 1, max = Window.MAX_SECONDS)
          @Schema(
              description = "How far the timestamp may differ from our clock.",
              examples = "300")
          Integer toleranceSeconds)
      implements SchemeSettings {

    @Override
    public HubSpot scheme() {
      return new HubSpot(url == null ? "" : url, Window.of(toleranceSeconds, Window.USUAL_SECONDS));
    }
  }

  @Override
  public Settings settings() {
    return new Settings(url.isEmpty() ? null : url, window.seconds());
  }

  @Override
  public List<String> storedHeaders() {
    return List.of(TIMESTAMP);
  }

  @Override
  public Verdict verify(SignedRequest request, List<Secret> secrets, Instant now) {
    return RefusedRequest.or(() -> {
      String sent = Fields.one(request, SIGNATURE);
      String timestamp = Window.digits(Fields.one(request, TIMESTAMP));
      byte[][] signed =
          signed(request.method(), SignedUrl.of(url, request), request.body(), timestamp);
      Hmacs.require(secrets, List.of(sent), secret -> code(secret, signed));
      window.requireMillis(timestamp, now);
      return Deliveries.bySignedId(id(ASKED.in(request.body())), signed);
    });
  }

  private static byte[][] signed(String method, String url, byte[] body, String timestamp) {
    String decoded =
        DECODED
            .matcher(url)
            .replaceAll(found ->
                java.util.regex.Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    return new byte[][] {Hmacs.ascii(method + decoded), body, Hmacs.ascii(timestamp)};
  }

  private static String code(Secret secret, byte[]... signed) {
    return Base64.getEncoder().encodeToString(Hmacs.SHA256.of(secret.key(), signed));
  }

  /** What the events are about, hashed; empty unless each has an id and a moment. */
  private static Optional<String> id(JsonBody body) {
    List<Map<String, String>> events = body.items();
    if (events.isEmpty()
        || events.stream()
            .anyMatch(event -> !event.containsKey("eventId") || !event.containsKey("occurredAt"))) {
      return Optional.empty();
    }
    String about =
        events.stream()
            .flatMap(event -> EVENT.stream().map(name -> event.getOrDefault(name, "")))
            .collect(Collectors.joining("\n"));
    return Optional.of("events-" + Sha256.hex(about));
  }

  @Override
  public Optional<Sample.Signed> sign(Sample sample, Secret secret) {
    byte[] body = sample.json();
    String timestamp = Long.toString(sample.now().toEpochMilli());
    String target = url.isEmpty() ? sample.url() : url;
    return Optional.of(
        sample.signed(
            body,
            TIMESTAMP,
            timestamp,
            SIGNATURE,
            code(secret, signed("POST", target, body, timestamp))));
  }

  @Override
  public Optional<String> eventType(SignedRequest request) {
    List<Map<String, String>> events = ASKED.in(request.body()).items();
    Set<String> types =
        events.stream()
            .flatMap(event ->
                Stream.ofNullable(event.getOrDefault("subscriptionType", event.get("type"))))
            .collect(Collectors.toSet());
    return types.size() == 1 ? types.stream().findFirst() : Optional.empty();
  }
}
