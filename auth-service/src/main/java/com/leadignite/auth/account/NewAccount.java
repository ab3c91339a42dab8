package com.leadignite.auth.account;

import com.leadignite.auth.identity.Identity;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account to create. Does not print personal data.
 *
 * @param id chosen by the caller
 * @param tenantId its organization
 * @param role its role there
 * @param address what it is found by
 * @param phc the hash of its password, or null if it has none yet
 * @param confirmed whether its address counts as confirmed
 * @param metadata what the person says of themselves
 * @param identity the way in which they sign in
 */
public record NewAccount(
    UserId id,
    TenantId tenantId,
    Role role,
    Address address,
    @Nullable String phc,
    boolean confirmed,
    Map<String, Object> metadata,
    Identity identity) {

  @Override
  public String toString() {
    return "NewAccount[id=" + id + "]";
  }
}
