package com.leadignite.auth.signin;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.organization.OrganizationName;
import com.leadignite.auth.problem.AuthProblem;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom an account is to be made for.
 *
 * @param address their address
 * @param data what they say of themselves
 * @param invitation the token of the invitation they accept, or null
 */
record NewPerson(Address address, Map<String, Object> data, @Nullable String invitation) {

  private static final String INVITATION_TOKEN = "invitation_token";

  static NewPerson of(Address address, Map<String, Object> data) {
    Map<String, Object> kept = new HashMap<>(data);
    // Valid once and for one person: must not be stored in readable form.
    Object token = kept.remove(INVITATION_TOKEN);
    if (token != null && !(token instanceof String)) {
      throw AuthProblem.INVITE_NOT_FOUND.problem();
    }
    return new NewPerson(address, kept, (String) token);
  }

  String organizationName() {
    return OrganizationName.of(data, address.organizationName());
  }
}
