package com.leadignite.auth.password;

/** How C functions are called: as on a JVM, unless {@link SodiumBindingInImage} takes its place. */
final class SodiumBinding {

  private SodiumBinding() {}

  static Sodium of(byte[] library) {
    return SodiumOnJvm.load(library);
  }
}
