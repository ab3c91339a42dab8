package com.leadignite.guard.token;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import java.util.List;

/**
 * The Redis keys that say what is revoked. Each holds {@code 1}, or the epoch milliseconds until
 * which what was issued is revoked. All keys of one caller are in one slot.
 */
public final class RevocationKeys {

  private RevocationKeys() {}

  /** All keys that may revoke a caller's credential. */
  static List<String> of(Caller caller) {
    return switch (caller) {
      case Caller.Person p when p.apiKeyId() != null ->
          List.of(
              ofCaller(p.key()),
              ofTenant(p.key(), p.tenantId()),
              ofSession(p.key(), p.sessionId()));
      case Caller.Person p ->
          List.of(
              ofCaller(p.key()),
              ofTenant(p.key(), p.tenantId()),
              ofToken(p.key(), p.tokenId()),
              ofSession(p.key(), p.sessionId()));
      case Caller.Service s -> List.of(ofCaller(s.key()), ofToken(s.key(), s.tokenId()));
    };
  }

  /** The key of one token. */
  public static String ofToken(String callerKey, String tokenId) {
    return "rev:{" + callerKey + "}:t:" + tokenId;
  }

  /** The key of all tokens of one session, or of one API key. */
  public static String ofSession(String callerKey, SessionId session) {
    return "rev:{" + callerKey + "}:s:" + session;
  }

  /** The key of all tokens that a caller has for one organization. */
  public static String ofTenant(String callerKey, TenantId tenant) {
    return "rev:{" + callerKey + "}:o:" + tenant;
  }

  /** The key of all tokens of a caller. */
  public static String ofCaller(String callerKey) {
    return "rev:{" + callerKey + "}:u";
  }
}
