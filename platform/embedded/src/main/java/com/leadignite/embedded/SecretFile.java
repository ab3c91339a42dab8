package com.leadignite.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Files and folders that only their owner may read, and passwords to put into them. */
public final class SecretFile {

  private static final int PASSWORD_BYTES = 24;

  private SecretFile() {}

  /** A new password of 192 random bits, in base64url so that it needs no escaping anywhere. */
  public static String newPassword(SecureRandom random) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Reads the password kept in a file, or keeps a new one there. */
  public static String readOrCreate(Path file, SecureRandom random) {
    try {
      if (Files.exists(file)) {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
      }
      String password = newPassword(random);
      write(file, password);
      return password;
    } catch (IOException e) {
      throw new UncheckedIOException("The password file " + file + " cannot be used", e);
    }
  }

  /** Replaces a file's content; from its first byte on nobody but its owner can read it. */
  public static void write(Path file, String content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    Files.createFile(next, ownerOnly(file, "rw-------"));
    Files.writeString(next, content, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** Creates a folder, and those above it, that nobody but its owner can enter. */
  public static void createFolder(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, ownerOnly(folder, "rwx------"));
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
