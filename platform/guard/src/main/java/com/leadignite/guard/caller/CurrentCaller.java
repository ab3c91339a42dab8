package com.leadignite.guard.caller;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/**
 * The caller of the current request. Set once, by the guard's authentication; set twice or read
 * before that is a defect and throws.
 */
@RequestScoped
public class CurrentCaller {

  private @Nullable Caller caller;

  /** The caller, on an endpoint that demands one. */
  public Caller get() {
    if (caller == null) {
      throw new IllegalStateException("no caller: the endpoint is public or was not guarded");
    }
    return caller;
  }

  /** The caller, on an endpoint that only people may call. */
  public Caller.Person person() {
    if (get() instanceof Caller.Person person) {
      return person;
    }
    throw new IllegalStateException("the caller is not a person: declare @Access(SIGNED_IN)");
  }

  /** Whether a credential was shown and accepted. */
  public boolean isKnown() {
    return caller != null;
  }

  /** For the guard alone: tells who is calling. */
  public void set(Caller verified) {
    if (caller != null) {
      throw new IllegalStateException("the caller was set before");
    }
    caller = verified;
  }
}
