package com.leadignite.guard.openapi;

/** One of the forms that a member may have; see {@link Variants}. */
public interface Variant {

  /** The record of this form. */
  Class<? extends Record> type();
}
