package com.leadignite.auth.linking;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.identity.ProvenIdentity;
import com.leadignite.guard.id.SessionId;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An identity that a signed-in person asked to link.
 *
 * @param session where they asked for it: nothing is linked once that has ended
 * @param identity what the provider said
 * @param verified their address there, which makes an anonymous account theirs; null if the
 *     provider did not verify it, or its word is not taken
 */
public record PendingLink(
    SessionId session, ProvenIdentity identity, @Nullable EmailAddress verified) {

  private static final String VERIFIED = "verified_email";

  /** Reads {@link #toJson}. */
  public static PendingLink of(SessionId session, JsonObject json) {
    String verified = json.getString(VERIFIED);
    return new PendingLink(
        session, ProvenIdentity.of(json), verified == null ? null : new EmailAddress(verified));
  }

  /** All but the session, as it is kept until the person exchanges their code. */
  public JsonObject toJson() {
    JsonObject json = identity.toJson();
    return verified == null ? json : json.put(VERIFIED, verified.value());
  }
}
