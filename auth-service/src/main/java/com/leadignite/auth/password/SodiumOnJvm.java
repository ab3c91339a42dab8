package com.leadignite.auth.password;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/** libsodium through {@code java.lang.foreign}. */
@SuppressWarnings("restricted") // Binding C functions is what this class is for.
final class SodiumOnJvm implements Sodium {

  private static final int ARGON2ID13 = 2;

  private final MethodHandle pwhash;

  private SodiumOnJvm(MethodHandle pwhash) {
    this.pwhash = pwhash;
  }

  static Sodium load(byte[] library) {
    try {
      Path file = Files.createTempFile("libsodium", ".library");
      try {
        Files.write(file, library);
        SymbolLookup symbols = SymbolLookup.libraryLookup(file, Arena.global());
        int ready =
            (int) bind(symbols, "sodium_init", FunctionDescriptor.of(JAVA_INT)).invokeExact();
        if (ready < 0) {
          throw new UnsatisfiedLinkError("sodium_init failed");
        }
        return new SodiumOnJvm(
            bind(
                symbols,
                "crypto_pwhash",
                FunctionDescriptor.of(
                    JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG,
                    JAVA_INT)));
      } finally {
        Files.delete(file);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw (Error) new UnsatisfiedLinkError(e.getMessage()).initCause(e);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle bind(SymbolLookup symbols, String name, FunctionDescriptor form) {
    return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), form);
  }

  @Override
  public int argon2id(byte[] out, byte[] password, byte[] salt, long iterations, long memoryBytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(out.length);
      MemorySegment secret = arena.allocate(Math.max(1, password.length));
      MemorySegment.copy(password, 0, secret, JAVA_BYTE, 0, password.length);
      int code =
          (int)
              pwhash.invokeExact(
                  result,
                  (long) out.length,
                  secret,
                  (long) password.length,
                  arena.allocateFrom(JAVA_BYTE, salt),
                  iterations,
                  memoryBytes,
                  ARGON2ID13);
      secret.fill((byte) 0);
      MemorySegment.copy(result, JAVA_BYTE, 0, out, 0, out.length);
      return code;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
