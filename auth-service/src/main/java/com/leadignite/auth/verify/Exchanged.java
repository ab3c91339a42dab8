package com.leadignite.auth.verify;

import com.leadignite.auth.identity.ProviderTokens;
import com.leadignite.auth.session.SessionTokens;
import org.jspecify.annotations.Nullable;

/**
 * What a code was exchanged for.
 *
 * @param session of the person
 * @param tokens what their provider gave to them, or null
 */
public record Exchanged(SessionTokens session, @Nullable ProviderTokens tokens) {}
