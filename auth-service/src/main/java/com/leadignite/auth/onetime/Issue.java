package com.leadignite.auth.onetime;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.guard.id.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A one-time secret to issue.
 *
 * @param purpose what it is for
 * @param to the address it is sent to
 * @param user whose it is; null for the account that has the address, if there is one
 * @param flow where using it leads
 * @param details what using it needs to know: of a person who may get an account by it, what they
 *     say of themselves
 * @param toAnybody whether addresses without an account get it as well
 */
public record Issue(
    Purpose purpose,
    EmailAddress to,
    @Nullable UserId user,
    Flow flow,
    Map<String, Object> details,
    boolean toAnybody) {

  /** For the account that has the address; nobody gets it if there is none. */
  public static Issue toOwner(Purpose purpose, EmailAddress to, Flow flow) {
    return new Issue(purpose, to, null, flow, Map.of(), false);
  }

  /** For a known account. */
  public static Issue to(Purpose purpose, EmailAddress to, UserId user, Flow flow) {
    return new Issue(purpose, to, user, flow, Map.of(), false);
  }
}
