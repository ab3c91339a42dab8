package com.leadignite.auth.sms;

import com.leadignite.auth.sms.SmsConfig.TwilioConfig;
import com.leadignite.guard.outbound.OutboundAnswer;
import com.leadignite.guard.outbound.OutboundCall;
import com.leadignite.guard.outbound.OutboundHttp;
import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Delivers texts by Twilio's Messages API: a form with {@code To}, {@code Body} and the sender,
 * HTTP Basic, and errors as JSON with a {@code code} of Twilio's own. The API has no key that would
 * make a repeated request one text: one whose answer was lost is sent twice.
 */
final class Twilio implements SmsProvider {

  private static final String MESSAGING_SERVICE = "MG";
  private static final int UNAUTHENTICATED = 20003;

  /** Of the account and not of the text: an operator corrects what is wrong, or it passes. */
  private static final Set<Integer> PASSING =
      Set.of(UNAUTHENTICATED, 20005, 20429, 14107, 30001, 30002, 63038);

  private final OutboundHttp http;
  private final URI messages;
  private final String authorization;
  private final String from;

  Twilio(OutboundHttp http, TwilioConfig config) {
    String account = required(config.accountSid(), "account-sid");
    String token = required(config.authToken().map(Secret::get), "auth-token");
    this.http = http;
    this.messages =
        URI.create(config.url() + "/2010-04-01/Accounts/" + encoded(account) + "/Messages.json");
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((account + ":" + token).getBytes(StandardCharsets.UTF_8));
    this.from = required(config.from(), "from");
  }

  @Override
  public Uni<Void> send(Sms sms) {
    String sender = from.startsWith(MESSAGING_SERVICE) ? "MessagingServiceSid" : "From";
    String body =
        "To="
            + encoded(sms.to().value())
            + "&"
            + sender
            + "="
            + encoded(from)
            + "&Body="
            + encoded(sms.text());
    Map<String, String> headers =
        Map.of(
            "Authorization", authorization,
            "Content-Type", "application/x-www-form-urlencoded",
            "Accept", "application/json");
    return http.send(new OutboundCall(messages, headers, body, false))
        .invoke(Twilio::check)
        .replaceWithVoid();
  }

  /** Throws what is wrong with an answer. */
  private static void check(OutboundAnswer answer) {
    JsonObject said = json(answer.body());
    if (answer.status() / 100 == 2) {
      // Accepted is not delivered; what is known to have failed already is not accepted.
      Integer error = number(said, "error_code");
      if (error != null) {
        throw new SmsFailure("twilio error " + error, !PASSING.contains(error));
      }
      return;
    }
    Integer code = number(said, "code");
    boolean refused = answer.status() / 100 == 4 && answer.status() != 429;
    boolean passing =
        answer.status() == 401
            || answer.status() == 403
            || answer.status() == 408
            || (code != null && PASSING.contains(code));
    throw new SmsFailure(
        code == null ? "twilio status " + answer.status() : "twilio error " + code,
        refused && !passing);
  }

  private static JsonObject json(String body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException e) {
      // A proxy's page: the status says all there is to know.
      return new JsonObject();
    }
  }

  private static @org.jspecify.annotations.Nullable Integer number(JsonObject json, String name) {
    return json.getValue(name) instanceof Number number ? number.intValue() : null;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String required(Optional<String> value, String name) {
    return value
        .filter(set -> !set.isEmpty())
        .orElseThrow(() ->
            new IllegalArgumentException("leadignite.auth.sms.twilio." + name + " is not set"));
  }
}
