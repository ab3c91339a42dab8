package com.leadignite.guard.token;

import io.smallrye.mutiny.Uni;

/** The token this service shows when it calls another one. */
public interface ServiceTokens {

  /** A token that is good for at least another minute; fails if none can be had. */
  Uni<String> current();
}
