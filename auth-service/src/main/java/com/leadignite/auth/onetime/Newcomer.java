package com.leadignite.auth.onetime;

import com.leadignite.auth.account.Address;
import java.util.Map;

/**
 * Somebody who gets an account by using a secret.
 *
 * @param data what they say of themselves
 */
public record Newcomer(Address address, Map<String, Object> data) {}
