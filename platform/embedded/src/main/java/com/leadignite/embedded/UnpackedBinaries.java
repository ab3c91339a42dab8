package com.leadignite.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Server binaries on the class path, unpacked once per user into the cache folder. */
final class UnpackedBinaries {

  private UnpackedBinaries() {}

  /** Whether the class path carries the resource. */
  static boolean has(String resource) {
    return UnpackedBinaries.class.getResource("/" + resource) != null;
  }

  /** The folder that a {@code .txz} resource is unpacked in. */
  static Path archive(String resource) {
    return unpacked(resource, UnpackedBinaries::untar);
  }

  /** The folder that holds a resource as an executable file of the same name. */
  static Path executable(String resource) {
    return unpacked(
        resource,
        (in, folder) -> {
          Path file = folder.resolve(resource);
          Files.copy(in, file);
          allow(file, "rwxr-xr-x");
        });
  }

  private static Path unpacked(String resource, Unpacking unpacking) {
    Path cache = Platform.cache();
    try {
      // Named by content: another version on the class path gets a folder of its own.
      Path folder = cache.resolve(resource + "-" + digest(resource));
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(cache);
        Path work = Files.createTempDirectory(cache, "unpacking-");
        allow(work, "rwxr-xr-x");
        try (InputStream in = open(resource)) {
          unpacking.unpack(in, work);
        }
        publish(work, folder);
      }
      return folder;
    } catch (IOException e) {
      throw new EmbeddedException(
          "The server binaries cannot be unpacked into "
              + cache
              + " ("
              + e
              + "); name another folder with -Dleadignite.embedded.cache=<folder>.",
          e);
    }
  }

  // One rename, so that nobody sees half of it; the loser of a race uses the winner's.
  private static void publish(Path work, Path folder) throws IOException {
    try {
      Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      deleteTree(work);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static void untar(InputStream in, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("an entry points outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          allow(target, "rwxr-xr-x");
          continue;
        }
        Path parent = target.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target);
          allow(target, (entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x");
        }
      }
    }
  }

  // Explicit, because a strict umask would hide the files from the user PostgreSQL runs as.
  private static void allow(Path path, String permissions) throws IOException {
    if (!Platform.isWindows()) {
      Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
      Files.setPosixFilePermissions(path, set);
    }
  }

  private static String digest(String resource) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(open(resource), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = UnpackedBinaries.class.getResourceAsStream("/" + resource);
    if (in == null) {
      throw new EmbeddedException(
          "There are no server binaries for " + Platform.name() + " (" + resource + ").");
    }
    return in;
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private interface Unpacking {
    void unpack(InputStream in, Path folder) throws IOException;
  }
}
