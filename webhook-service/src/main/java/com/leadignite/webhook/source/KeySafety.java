package com.leadignite.webhook.source;

import com.leadignite.guard.seal.SealingKeys;
import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps keys that can be guessed, such as the published one of the tests, out of production. */
@Singleton
final class KeySafety implements SafetyCheck {

  private final SourceConfig config;

  @Inject
  KeySafety(SourceConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    return SealingKeys.findings(SecretSealer.PROPERTY, config.secretEncryptionKey().get());
  }
}
