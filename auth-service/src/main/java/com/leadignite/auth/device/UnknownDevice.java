package com.leadignite.auth.device;

import org.jspecify.annotations.Nullable;

/**
 * A client on which a person is not known.
 *
 * @param name what it calls itself; null if it does not say
 * @param network its address, or its network
 */
public record UnknownDevice(@Nullable String name, String network) {}
