package com.leadignite.guard.access;

/**
 * A bean of this type is notified of refused requests. Called on the event loop while the answer is
 * made: it must not block, and what it throws is only logged.
 */
public interface DenialListener {

  /** A request was refused with 401 or 403, or with 404 by an endpoint. */
  void denied(Denial denial);
}
