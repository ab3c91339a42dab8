package com.leadignite.auth.assurance;

import com.leadignite.auth.account.Account;
import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Role;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Who has to show a second factor. Tokens of a session in which it was not shown are accepted for
 * showing it, or for enrolling one, and for nothing else, in every service (B21).
 */
@Singleton
public final class RequiredFactors {

  private static final Set<Role> MANAGE = Set.of(Role.PLATFORM_ADMIN, Role.ADMIN, Role.MANAGER);

  private final AssuranceConfig config;

  RequiredFactors(AssuranceConfig config) {
    this.config = config;
  }

  /**
   * Whether a second factor is required that the session has not shown.
   *
   * @param account whose session it is, in the organization that the token is for
   * @param byOrganization whether that organization requires one of all members
   */
  public boolean arePending(Account account, Authentication shown, boolean byOrganization) {
    return shown.level() == AssuranceLevel.AAL1 && areRequired(account, byOrganization);
  }

  /**
   * Whether an account has to show a second factor.
   *
   * @param account whose it is, in the organization that it acts in
   * @param byOrganization whether that organization requires one of all members
   */
  public boolean areRequired(Account account, boolean byOrganization) {
    return !account.anonymous()
        && (account.hasSecondFactor()
            || byOrganization
            || (config.requiredOfManagers() && MANAGE.contains(account.role())));
  }
}
