package com.leadignite.auth.password;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/** What {@link SodiumBinding} is in a native image. */
@TargetClass(SodiumBinding.class)
final class SodiumBindingInImage {

  private SodiumBindingInImage() {}

  @Substitute
  static Sodium of(byte[] library) {
    return SodiumInImage.load(library);
  }
}
