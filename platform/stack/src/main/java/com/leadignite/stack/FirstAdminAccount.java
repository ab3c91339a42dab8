package com.leadignite.stack;

import com.leadignite.embedded.SecretFile;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has auth-service create the first administrator on the first start with a data folder. The
 * password goes there through the environment, and to the person through the terminal; it is
 * written to no file.
 */
final class FirstAdminAccount {

  private static final int LIMIT_MILLIS = 10_000;

  private final Path marker;
  private final @Nullable FirstAdmin wanted;

  private FirstAdminAccount(Path marker, @Nullable FirstAdmin wanted) {
    this.marker = marker;
    this.wanted = wanted;
  }

  static FirstAdminAccount of(Path marker, String email, SecureRandom random) {
    return new FirstAdminAccount(
        marker,
        Files.exists(marker) ? null : new FirstAdmin(email, SecretFile.newPassword(random)));
  }

  /** Environment variables for auth-service; none once there is an administrator. */
  Map<String, String> environment() {
    return wanted == null
        ? Map.of()
        : Map.of(
            "LEADIGNITE_AUTH_FIRST_ADMIN_EMAIL", wanted.email(),
            "LEADIGNITE_AUTH_FIRST_ADMIN_PASSWORD", wanted.password());
  }

  /**
   * The administrator if this start made one, which is found out by signing in: in a database of
   * somebody's own there may have been accounts before, and then none is made.
   */
  Optional<FirstAdmin> confirm(URI auth) {
    if (wanted == null) {
      return Optional.empty();
    }
    try {
      if (!canSignIn(auth, wanted)) {
        return Optional.empty();
      }
      Files.writeString(marker, wanted.email() + "\n");
      return Optional.of(wanted);
    } catch (IOException e) {
      throw new StackException("The first administrator cannot be confirmed: " + e + ".", e);
    }
  }

  /** The address that an earlier start made the administrator with. */
  Optional<String> earlier() {
    try {
      return wanted == null ? Optional.of(Files.readString(marker).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new StackException("The file " + marker + " cannot be read: " + e + ".", e);
    }
  }

  private static boolean canSignIn(URI auth, FirstAdmin admin) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            auth.resolve("/auth/v1/token?grant_type=password").toURL().openConnection();
    connection.setConnectTimeout(LIMIT_MILLIS);
    connection.setReadTimeout(LIMIT_MILLIS);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("content-type", "application/json");
    connection.setDoOutput(true);
    try {
      byte[] body =
          new JsonObject()
              .put("email", admin.email())
              .put("password", admin.password())
              .encode()
              .getBytes(StandardCharsets.UTF_8);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } finally {
      connection.disconnect();
    }
  }
}
