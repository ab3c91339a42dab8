package com.leadignite.auth.onetime;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.PhoneNumber;
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
 * @param renews whether an earlier one that has not expired stays what it was, and only gets a new
 *     code and a new life
 */
public record Issue(
    Purpose purpose,
    Address to,
    @Nullable UserId user,
    Flow flow,
    Map<String, Object> details,
    boolean toAnybody,
    boolean renews) {

  /** The same for the account that has the address, and for nobody if there is none. */
  public Issue toOwnerOnly() {
    return new Issue(purpose, to, user, flow, Map.of(), false, renews);
  }

  /** In place of an earlier one. */
  public Issue(
      Purpose purpose,
      Address to,
      @Nullable UserId user,
      Flow flow,
      Map<String, Object> details,
      boolean toAnybody) {
    this(purpose, to, user, flow, details, toAnybody, false);
  }

  /** For the account that has the address; nobody gets it if there is none. */
  public static Issue toOwner(Purpose purpose, Address to, Flow flow) {
    return new Issue(purpose, to, null, flow, Map.of(), false);
  }

  /** Once more what a phone was sent before; else for the account that has the number. */
  public static Issue again(Purpose purpose, PhoneNumber to) {
    return new Issue(purpose, to, null, Flow.NONE, Map.of(), false, true);
  }

  /** For a known account. */
  public static Issue to(Purpose purpose, Address to, UserId user, Flow flow) {
    return new Issue(purpose, to, user, flow, Map.of(), false);
  }
}
