package com.leadignite.auth.supabase;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bodies that Supabase's clients send to administer accounts; what is not listed is not read.
 * None of them prints.
 */
final class AdminBodies {

  private AdminBodies() {}

  /** An account to make, or what to change of one. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record AdminUserBody(
      @Nullable String email,
      @Nullable String phone,
      @Nullable String password,
      @Nullable Boolean emailConfirm,
      @Nullable Boolean phoneConfirm,
      @Nullable Map<String, Object> userMetadata,
      @Nullable Map<String, Object> appMetadata,
      @Nullable String banDuration,
      @Nullable String role) {

    @Override
    public String toString() {
      return "AdminUserBody";
    }
  }

  /** Whom to invite. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record InviteBody(
      @Nullable String email,
      @Nullable Map<String, Object> data,
      @Nullable String codeChallenge,
      @Nullable String codeChallengeMethod) {

    @Override
    public String toString() {
      return "InviteBody";
    }
  }

  /** Which link to make, and for whom. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record LinkBody(
      @Nullable String type,
      @Nullable String email,
      @Nullable String newEmail,
      @Nullable String password,
      @Nullable Map<String, Object> data,
      @Nullable String redirectTo) {

    @Override
    public String toString() {
      return "LinkBody";
    }
  }

  /** How to delete an account. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record DeletionBody(@Nullable Boolean shouldSoftDelete) {}
}
