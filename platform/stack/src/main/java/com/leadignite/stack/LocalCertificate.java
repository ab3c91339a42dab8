package com.leadignite.stack;

import com.leadignite.embedded.SecretFile;
import com.leadignite.stack.door.Certificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for {@code localhost} that nobody else has: made by the JDK's keytool, kept in the
 * data folder as two PEM files, and replaced before it expires.
 */
final class LocalCertificate {

  private static final String NAMES = "SAN=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1";
  private static final String ALIAS = "front-door";
  private static final int DAYS = 365;
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  private final Path folder;
  private final Clock clock;

  LocalCertificate(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** The certificate, for browsers and clients that should trust it. */
  Path file() {
    return folder.resolve("localhost.crt");
  }

  /** Its private key, for a front end's development server next to the platform. */
  Path keyFile() {
    return folder.resolve("localhost.key");
  }

  /**
   * Reads it, after making one if there is none or it will expire soon.
   *
   * @throws StackException in one sentence if that is not possible
   */
  Certificate open() {
    try {
      SecretFile.createFolder(folder);
      if (!isGood()) {
        make();
      }
      return new Certificate(Files.readString(file()), Files.readString(keyFile()));
    } catch (IOException | GeneralSecurityException e) {
      throw new StackException("The certificate in " + folder + " cannot be used: " + e + ".", e);
    }
  }

  private boolean isGood() throws IOException, GeneralSecurityException {
    if (!Files.exists(file()) || !Files.exists(keyFile())) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file())) {
      X509Certificate found =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return found.getNotAfter().toInstant().isAfter(clock.instant().plus(RENEWED_BEFORE));
    }
  }

  private void make() throws IOException, GeneralSecurityException {
    Path store = folder.resolve("new.p12");
    String password = SecretFile.newPassword(new SecureRandom());
    Files.deleteIfExists(store);
    try {
      keytool(store, password);
      KeyStore made = KeyStore.getInstance(store.toFile(), password.toCharArray());
      byte[] key = made.getKey(ALIAS, password.toCharArray()).getEncoded();
      SecretFile.write(keyFile(), pem("PRIVATE KEY", key));
      SecretFile.write(file(), pem("CERTIFICATE", made.getCertificate(ALIAS).getEncoded()));
    } finally {
      Files.deleteIfExists(store);
    }
  }

  /** The JDK makes certificates by this program only. */
  private static void keytool(Path store, String password) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                NAMES,
                "-ext",
                "EKU=serverAuth",
                "-validity",
                Integer.toString(DAYS),
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                "STORE_PASSWORD"));
    builder.environment().put("STORE_PASSWORD", password);
    Process keytool = builder.redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool says " + said.strip());
      }
    } catch (InterruptedException e) {
      keytool.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String pem(String type, byte[] content) {
    byte[] lineEnd = {'\n'};
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, lineEnd).encodeToString(content)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
