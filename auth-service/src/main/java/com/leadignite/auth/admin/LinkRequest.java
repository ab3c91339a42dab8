package com.leadignite.auth.admin;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.redirect.Flow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link that an administrator wants for somebody.
 *
 * @param type what it is for
 * @param email the address of the account, which some types make
 * @param newEmail where the account moves; null unless the type changes the address
 * @param password held to the rules, and not kept: whoever uses the link chooses one (decision 016)
 * @param data what is known of a new person, merged into their metadata
 * @param flow where the link leads
 */
public record LinkRequest(
    LinkType type,
    EmailAddress email,
    @Nullable EmailAddress newEmail,
    @Nullable Password password,
    Map<String, Object> data,
    Flow flow) {

  /** An invitation. */
  public static LinkRequest toInvite(EmailAddress email, Map<String, Object> data, Flow flow) {
    return new LinkRequest(LinkType.INVITE, email, null, null, data, flow);
  }

  /** The same of another type. */
  LinkRequest as(LinkType other) {
    return new LinkRequest(other, email, newEmail, password, data, flow);
  }
}
