package com.leadignite.webhook.source;

import com.leadignite.webhook.signature.Secret;
import java.util.List;

/**
 * A source and the secrets that are valid now.
 *
 * @param secrets one, or two while a sender changes over
 */
public record ActiveSource(Source source, List<Secret> secrets) {

  public ActiveSource {
    secrets = List.copyOf(secrets);
  }
}
