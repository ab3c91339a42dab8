package com.leadignite.embedded;

/** Whether what a server answered with success has to survive a crash. */
public enum Durability {
  /** Written through to the disk, as in production. */
  KEPT,
  /** Never flushed to the disk: several times faster, for tests that throw the data away. */
  THROWN_AWAY
}
