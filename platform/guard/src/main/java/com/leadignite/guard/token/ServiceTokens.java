package com.leadignite.guard.token;

import io.smallrye.mutiny.Uni;

/** The token with which this service calls others. */
public interface ServiceTokens {

  /** A token that is good for at least another minute; fails if none is available. */
  Uni<String> current();
}
