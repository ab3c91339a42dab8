package com.leadignite.stack;

import com.leadignite.embedded.SchemaRoles;
import com.leadignite.embedded.SecretFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The secrets that this installation generated for itself, kept in a file of the owner's. */
final class Secrets {

  private static final int KEY_BYTES = 32;

  private final Map<String, String> values = new TreeMap<>();
  private final SecureRandom random;

  private Secrets(SecureRandom random) {
    this.random = random;
  }

  /** Reads the file, and adds to it what is missing. */
  static Secrets open(Path file, SecureRandom random) {
    Secrets secrets = new Secrets(random);
    try {
      secrets.read(file);
      int before = secrets.values.size();
      for (Service service : Service.values()) {
        secrets.roles(service);
        secrets.clientSecret(service);
        secrets.key(service);
        secrets.cursorKey(service);
      }
      if (secrets.values.size() > before) {
        secrets.write(file);
      }
      return secrets;
    } catch (IOException | IllegalArgumentException e) {
      throw new StackException(
          "The file " + file + " cannot be used (" + e + "); -Dstack.fresh begins anew.", e);
    }
  }

  /** The two database roles of a service. */
  SchemaRoles roles(Service service) {
    return new SchemaRoles(
        service.schema(),
        values.computeIfAbsent(service.schema() + "_owner.password", name -> newPassword()),
        values.computeIfAbsent(service.schema() + "_app.password", name -> newPassword()));
  }

  /** What a service shows to get a token of its own. */
  String clientSecret(Service service) {
    return values.computeIfAbsent(service.module() + ".client-secret", name -> newPassword());
  }

  /** SHA-256 of the client secret, in hexadecimal. */
  String clientSecretDigest(Service service) {
    try {
      byte[] secret = clientSecret(service).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The key that a service stores its secrets under: 32 bytes in base64. */
  String key(Service service) {
    return values.computeIfAbsent(service.module() + ".key", name -> newKey());
  }

  /** The key that a service signs the cursors of its lists with: 32 bytes in base64. */
  String cursorKey(Service service) {
    return values.computeIfAbsent(service.module() + ".cursor-key", name -> newKey());
  }

  private String newKey() {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  private String newPassword() {
    return SecretFile.newPassword(random);
  }

  private void read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name, "")));
  }

  private void write(Path file) throws IOException {
    SecretFile.write(file, PropertiesText.of(values));
  }
}
