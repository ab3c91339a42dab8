package com.leadignite.guard.migration;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;

/** What migrations a version has, in few characters. */
final class MigrationDigest {

  private static final String ALL = "";
  private static final String SQL = ".sql";

  private MigrationDigest() {}

  /**
   * SHA-256, in hexadecimal, over the names and contents of all SQL migrations that Flyway finds;
   * the platform has no others.
   */
  static String of(Configuration flyway) {
    List<LoadableResource> migrations =
        flyway.getResourceProvider().getResources(ALL, new String[] {SQL}).stream()
            .sorted(Comparator.comparing(LoadableResource::getFilename))
            .toList();
    MessageDigest digest = sha256();
    for (LoadableResource migration : migrations) {
      add(digest, migration.getFilename());
      add(digest, content(migration));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The length first, so that no two lists of texts are the same bytes. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private static String content(LoadableResource migration) {
    try (Reader in = migration.read()) {
      StringWriter text = new StringWriter();
      in.transferTo(text);
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(migration.getFilename() + " cannot be read", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
