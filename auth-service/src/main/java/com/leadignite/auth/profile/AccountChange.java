package com.leadignite.auth.profile;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.redirect.Flow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to change of their account; what is null stays.
 *
 * @param email the new address
 * @param flow where the links of a change of address lead
 * @param phone the new phone number
 * @param password the new password
 * @param data merged into the metadata
 */
public record AccountChange(
    @Nullable EmailAddress email,
    Flow flow,
    @Nullable PhoneNumber phone,
    @Nullable Password password,
    @Nullable Map<String, Object> data) {}
