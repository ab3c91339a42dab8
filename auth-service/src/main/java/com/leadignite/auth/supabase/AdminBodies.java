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
      @Nullable Map<String, Object> userMetadata,
      @Nullable Map<String, Object> appMetadata,
      @Nullable String banDuration,
      @Nullable String role) {

    @Override
    public String toString() {
      return "AdminUserBody";
    }
  }

  /** How to delete an account. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record DeletionBody(@Nullable Boolean shouldSoftDelete) {}
}
