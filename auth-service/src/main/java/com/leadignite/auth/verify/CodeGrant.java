package com.leadignite.auth.verify;

import com.leadignite.auth.device.UnknownDevice;
import com.leadignite.auth.identity.ProviderTokens;
import com.leadignite.auth.linking.PendingLink;
import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.guard.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What a code is exchanged for.
 *
 * @param user whose session it opens
 * @param challenge of the client that alone can exchange it
 * @param provider who authenticated the person; null if they showed that they read their mail
 * @param link the identity that the exchange links, or null
 * @param tokens what the provider gave to the person, or null
 * @param unknown where the person was authenticated, if they are not known there; or null
 */
public record CodeGrant(
    UserId user,
    CodeChallenge challenge,
    @Nullable String provider,
    @Nullable PendingLink link,
    @Nullable ProviderTokens tokens,
    @Nullable UnknownDevice unknown) {

  static CodeGrant ofMail(UserId user, CodeChallenge challenge) {
    return new CodeGrant(user, challenge, null, null, null, null);
  }
}
