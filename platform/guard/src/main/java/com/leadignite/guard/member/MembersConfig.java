package com.leadignite.guard.member;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where to ask who is a member. */
@ConfigMapping(prefix = "leadignite.members")
public interface MembersConfig {

  /** The base path of auth-service, as {@code http://auth-service:8081/auth/v1}. */
  Optional<String> url();
}
