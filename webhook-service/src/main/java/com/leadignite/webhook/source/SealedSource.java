package com.leadignite.webhook.source;

import java.util.List;
import java.util.Optional;

/**
 * A source that was found, with its secrets as they are stored.
 *
 * @param source empty if this version cannot read it
 * @param secrets one or more that have not expired
 */
record SealedSource(Optional<Source> source, List<SealedSecret> secrets) {

  SealedSource {
    secrets = List.copyOf(secrets);
  }
}
