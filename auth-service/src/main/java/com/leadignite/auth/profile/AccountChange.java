package com.leadignite.auth.profile;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.password.Password;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to change of their account; what is null stays.
 *
 * @param email the new address
 * @param password the new password
 * @param data merged into the metadata
 */
public record AccountChange(
    @Nullable EmailAddress email,
    @Nullable Password password,
    @Nullable Map<String, Object> data) {}
