package com.leadignite.benchmarks;

import com.leadignite.stack.Service;
import com.leadignite.stack.StackOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Makes accounts of any state, as a program that may administer users does. */
final class AdminClient implements AutoCloseable {

  /** The wrong passwords that lock an account, of which this is the default, and one more. */
  private static final int LOCKING = 6;

  private static final String CLIENT = "benchmark";
  private static final String SECRET = UUID.randomUUID().toString();

  private final JsonClient client;
  private final String token;

  AdminClient(URI platform) throws IOException, InterruptedException {
    client = new JsonClient(platform);
    token = client.serviceToken(CLIENT, SECRET);
  }

  /** A platform that knows this client. */
  static StackOptions admitted(StackOptions options) {
    String settings = "leadignite.auth.clients.\"" + CLIENT + "\".";
    return options
        .with(Service.AUTH, settings + "secret-sha256", sha256(SECRET))
        .with(Service.AUTH, settings + "scopes", "users:admin");
  }

  void create(JsonObject user) throws IOException, InterruptedException {
    client.post("/auth/v1/admin/users", token, user.encode());
  }

  /** Guesses until the account is locked. */
  void lock(String email) throws InterruptedException {
    String guess =
        new JsonObject().put("email", email).put("password", AccountState.newPassword()).encode();
    for (int i = 0; i < LOCKING; i++) {
      try {
        client.post("/auth/v1/token?grant_type=password", "", guess);
        throw new IllegalStateException("a guess was right");
      } catch (IOException refused) {
        // As it should be.
      }
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
