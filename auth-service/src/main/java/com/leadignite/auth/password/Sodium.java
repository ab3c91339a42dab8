package com.leadignite.auth.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * libsodium's {@code crypto_pwhash}. Bound by the foreign-function interface on a JVM and by C
 * calls in a native image, where that interface needs more than every builder of images has.
 */
interface Sodium {

  /** libsodium takes salts of this length and no other. */
  int SALT_BYTES = 16;

  /**
   * Computes Argon2id with one lane into {@code out}.
   *
   * @param salt {@link #SALT_BYTES} long
   * @param iterations passes over the memory
   * @param memoryBytes bytes of memory
   * @return 0, or -1 if there was no memory
   */
  int argon2id(byte[] out, byte[] password, byte[] salt, long iterations, long memoryBytes);

  /**
   * Loads the library for this system out of our own resources.
   *
   * @throws UnsatisfiedLinkError if there is none, or it does not load
   */
  static Sodium load() {
    return SodiumBinding.of(
        libraryFor(System.getProperty("os.name"), System.getProperty("os.arch")));
  }

  private static byte[] libraryFor(String system, String processor) {
    String folder =
        switch (system.toLowerCase(Locale.ROOT).split(" ", 2)[0] + "/" + processor) {
          case "linux/amd64" -> "linux64";
          case "linux/aarch64" -> "arm64";
          case "mac/x86_64" -> "mac";
          case "mac/aarch64" -> "mac_arm";
          default ->
              throw new UnsatisfiedLinkError("no library for " + system + " on " + processor);
        };
    String name = folder.startsWith("mac") ? "libsodium.dylib" : "libsodium.so";
    try (InputStream in = Sodium.class.getResourceAsStream("/" + folder + "/" + name)) {
      if (in == null) {
        throw new UnsatisfiedLinkError("the library was not packed with this program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
