package com.leadignite.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** People with a password, who sign in in turns. */
final class SignInAccounts {

  private final List<Buffer> credentials;
  private int next;

  private SignInAccounts(List<Buffer> credentials) {
    this.credentials = List.copyOf(credentials);
  }

  static SignInAccounts create(URI platform, int count) throws IOException, InterruptedException {
    List<Buffer> credentials = new ArrayList<>();
    try (JsonClient client = new JsonClient(platform)) {
      for (int i = 0; i < count; i++) {
        String body =
            new JsonObject()
                .put("email", "bench-" + UUID.randomUUID() + "@example.org")
                .put("password", UUID.randomUUID().toString())
                .encode();
        client.post("/auth/v1/signup", "", body);
        credentials.add(Buffer.buffer(body));
      }
    }
    return new SignInAccounts(credentials);
  }

  /** Signs the next one in by the password grant; right if a session is the answer. */
  Supplier<Future<Boolean>> question(Http http, URI authService) {
    URI token = authService.resolve("/auth/v1/token?grant_type=password");
    return () ->
        http.post(token, credentials.get(next++ % credentials.size()))
            .map(body -> body.toJsonObject().containsKey("access_token"));
  }
}
