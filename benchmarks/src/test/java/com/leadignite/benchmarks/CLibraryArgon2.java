package com.leadignite.benchmarks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Argon2id by C libraries with the parameters of auth-service (19456 KiB, two passes, one lane),
 * called by one thread over and over: what the service is held to. A call from Java costs less than
 * a microsecond, a hash some ten thousand of them.
 */
@SuppressWarnings("restricted") // Binding C functions is what this class is for.
final class CLibraryArgon2 {

  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int SODIUM_ARGON2ID13 = 2;
  private static final String SODIUM = "/linux64/libsodium.so";
  private static final String SODIUM_ON_ARM = "/arm64/libsodium.so";
  private static final String REFERENCE = "libargon2.so.1";

  /** One hash; 0 if it was made. */
  private interface Hash {
    int compute(MemorySegment out, MemorySegment password, MemorySegment salt) throws Throwable;
  }

  private final String name;
  private final Hash hash;

  private CLibraryArgon2(String name, Hash hash) {
    this.name = name;
    this.hash = hash;
  }

  /** The libsodium that auth-service has packed, and the reference library if it is installed. */
  static List<CLibraryArgon2> all() throws IOException {
    List<CLibraryArgon2> found = new ArrayList<>(List.of(libsodium()));
    try {
      found.add(libargon2());
    } catch (IllegalArgumentException e) {
      System.out.println(REFERENCE + " is not installed, and not compared with");
    }
    return found;
  }

  /** The libsodium that auth-service has packed. */
  static CLibraryArgon2 libsodium() throws IOException {
    String resource = System.getProperty("os.arch").equals("aarch64") ? SODIUM_ON_ARM : SODIUM;
    Path file = Files.createTempFile("libsodium", ".so");
    try (InputStream in = CLibraryArgon2.class.getResourceAsStream(resource)) {
      Files.write(file, in.readAllBytes());
      SymbolLookup library = SymbolLookup.libraryLookup(file, Arena.global());
      chooseForThisProcessor(library);
      MethodHandle pwhash =
          bind(
              library,
              "crypto_pwhash",
              FunctionDescriptor.of(
                  JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG,
                  JAVA_INT));
      return new CLibraryArgon2(
          "libsodium, as packed",
          (out, password, salt) ->
              (int)
                  pwhash.invokeExact(
                      out,
                      out.byteSize(),
                      password,
                      password.byteSize(),
                      salt,
                      (long) PASSES,
                      MEMORY_KIB * 1024L,
                      SODIUM_ARGON2ID13));
    } finally {
      Files.delete(file);
    }
  }

  private static void chooseForThisProcessor(SymbolLookup libsodium) {
    try {
      int ready =
          (int) bind(libsodium, "sodium_init", FunctionDescriptor.of(JAVA_INT)).invokeExact();
      if (ready < 0) {
        throw new IllegalStateException("sodium_init failed");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static CLibraryArgon2 libargon2() {
    MethodHandle raw =
        bind(
            SymbolLookup.libraryLookup(REFERENCE, Arena.global()),
            "argon2id_hash_raw",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG,
                ADDRESS, JAVA_LONG));
    return new CLibraryArgon2(
        "libargon2 of this system",
        (out, password, salt) ->
            (int)
                raw.invokeExact(
                    PASSES,
                    MEMORY_KIB,
                    1,
                    password,
                    password.byteSize(),
                    salt,
                    salt.byteSize(),
                    out,
                    out.byteSize()));
  }

  private static MethodHandle bind(SymbolLookup library, String name, FunctionDescriptor form) {
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), form);
  }

  String name() {
    return name;
  }

  /** Hashes once; the processor time that it took, in nanoseconds. */
  long nanosOfOne() {
    var threads = ManagementFactory.getThreadMXBean();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(HASH_BYTES);
      MemorySegment password = arena.allocateFrom("a password of usual length");
      MemorySegment salt = arena.allocate(SALT_BYTES);
      long before = threads.getCurrentThreadCpuTime();
      if (hash.compute(out, password, salt) != 0) {
        throw new IllegalStateException(name + " does not hash");
      }
      return threads.getCurrentThreadCpuTime() - before;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
