package com.leadignite.auth.password;

import org.graalvm.nativeimage.PinnedObject;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunctionPointer;
import org.graalvm.nativeimage.c.function.InvokeCFunctionPointer;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CTypeConversion;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/**
 * libsodium in a native image on Linux: loaded from a file in memory, so that the executable needs
 * no folder that it can write to.
 */
final class SodiumInImage implements Sodium {

  private static final int RTLD_NOW = 2;
  private static final int MFD_CLOEXEC = 1;
  private static final int ARGON2ID13 = 2;

  private final PwHash pwhash;

  private SodiumInImage(PwHash pwhash) {
    this.pwhash = pwhash;
  }

  static Sodium load(byte[] library) {
    int file = fileInMemory(library);
    PointerBase handle;
    try (CTypeConversion.CCharPointerHolder path =
        CTypeConversion.toCString("/proc/self/fd/" + file)) {
      handle = dlopen(path.get(), RTLD_NOW);
    }
    close(file);
    if (handle.isNull()) {
      throw new UnsatisfiedLinkError(CTypeConversion.toJavaString(dlerror()));
    }
    Init init = (Init) symbol(handle, "sodium_init");
    if (init.call() < 0) {
      throw new UnsatisfiedLinkError("sodium_init failed");
    }
    return new SodiumInImage((PwHash) symbol(handle, "crypto_pwhash"));
  }

  private static int fileInMemory(byte[] content) {
    int file;
    try (CTypeConversion.CCharPointerHolder name = CTypeConversion.toCString("libsodium")) {
      file = memfdCreate(name.get(), MFD_CLOEXEC);
    }
    if (file < 0) {
      throw new UnsatisfiedLinkError("no file in memory to be had");
    }
    try (PinnedObject bytes = PinnedObject.create(content)) {
      int written = 0;
      while (written < content.length) {
        long more =
            write(
                file,
                bytes.addressOfArrayElement(written),
                WordFactory.unsigned(content.length - written));
        if (more <= 0) {
          close(file);
          throw new UnsatisfiedLinkError("the file in memory cannot be written");
        }
        written += (int) more;
      }
    }
    return file;
  }

  private static PointerBase symbol(PointerBase handle, String name) {
    try (CTypeConversion.CCharPointerHolder symbol = CTypeConversion.toCString(name)) {
      PointerBase address = dlsym(handle, symbol.get());
      if (address.isNull()) {
        throw new UnsatisfiedLinkError("libsodium has no " + name);
      }
      return address;
    }
  }

  @Override
  public int argon2id(byte[] out, byte[] password, byte[] salt, long iterations, long memoryBytes) {
    try (PinnedObject result = PinnedObject.create(out);
        PinnedObject secret = PinnedObject.create(password.length == 0 ? new byte[1] : password);
        PinnedObject seasoning = PinnedObject.create(salt)) {
      return pwhash.call(
          result.addressOfArrayElement(0),
          out.length,
          secret.addressOfArrayElement(0),
          password.length,
          seasoning.addressOfArrayElement(0),
          iterations,
          WordFactory.unsigned(memoryBytes),
          ARGON2ID13);
    }
  }

  @CFunction("dlopen")
  private static native PointerBase dlopen(CCharPointer path, int flags);

  @CFunction("dlsym")
  private static native PointerBase dlsym(PointerBase handle, CCharPointer name);

  @CFunction("dlerror")
  private static native CCharPointer dlerror();

  @CFunction("memfd_create")
  private static native int memfdCreate(CCharPointer name, int flags);

  @CFunction("write")
  private static native long write(int file, PointerBase bytes, UnsignedWord length);

  @CFunction("close")
  private static native int close(int file);

  /** {@code int sodium_init(void)}. */
  private interface Init extends CFunctionPointer {
    @InvokeCFunctionPointer
    int call();
  }

  /** {@code int crypto_pwhash(out, outlen, passwd, passwdlen, salt, opslimit, memlimit, alg)}. */
  private interface PwHash extends CFunctionPointer {
    @InvokeCFunctionPointer
    int call(
        PointerBase out,
        long outLength,
        PointerBase password,
        long passwordLength,
        PointerBase salt,
        long iterations,
        UnsignedWord memoryBytes,
        int algorithm);
  }
}
