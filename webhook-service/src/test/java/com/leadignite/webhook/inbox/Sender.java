package com.leadignite.webhook.inbox;

import com.leadignite.testkit.contract.HoldToContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends webhooks as somebody else's program does: without any of our code. */
final class Sender {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI address;
  private final String secret;
  private final boolean signsTheId;

  Sender(URI address, String secret, boolean signsTheId) {
    this.address = address;
    this.secret = secret;
    this.signsTheId = signsTheId;
  }

  String sign(String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String head = (signsTheId ? id + "." : "") + timestamp + ".";
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String id, Instant time, byte[] body) {
    String timestamp = Long.toString(time.getEpochSecond());
    return bare(BodyPublishers.ofByteArray(body))
        .header("webhook-id", id)
        .header("webhook-timestamp", timestamp)
        .header("webhook-signature", sign(id, timestamp, body));
  }

  HttpRequest.Builder bare(BodyPublisher body) {
    return HttpRequest.newBuilder(address).header("Content-Type", "application/json").POST(body);
  }

  HttpResponse<String> send(String id, byte[] body) {
    return send(request(id, Instant.now(), body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HoldToContract.check(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  CompletableFuture<HttpResponse<String>> sendLater(HttpRequest.Builder request) {
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString())
        .thenApply(HoldToContract::check);
  }
}
