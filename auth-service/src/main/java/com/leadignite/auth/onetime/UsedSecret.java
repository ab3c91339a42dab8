package com.leadignite.auth.onetime;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.guard.id.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A one-time secret that was used, and is gone if the transaction commits.
 *
 * @param purpose what it was for
 * @param address where it was sent, so that the person who used it reads what is sent there
 * @param user the account it was for; null if the address had no account then
 * @param flow where using it leads
 * @param details as {@link Issue#details}
 */
public record UsedSecret(
    Purpose purpose,
    Address address,
    @Nullable UserId user,
    Flow flow,
    Map<String, Object> details) {}
