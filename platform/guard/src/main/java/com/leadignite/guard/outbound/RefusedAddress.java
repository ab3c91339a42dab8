package com.leadignite.guard.outbound;

/** A call that is not made because of where its address leads. */
public final class RefusedAddress extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedAddress(String why) {
    super(why);
  }
}
