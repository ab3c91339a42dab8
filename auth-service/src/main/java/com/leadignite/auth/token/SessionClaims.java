package com.leadignite.auth.token;

import com.leadignite.auth.assurance.Authentication;
import com.leadignite.guard.id.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a token says of the session it belongs to.
 *
 * @param id the session
 * @param authentication how the person was authenticated
 * @param notAfter when the session ends at the latest; no token of it lives longer
 */
public record SessionClaims(SessionId id, Authentication authentication, Instant notAfter) {

  /** The claim {@code amr} as Supabase Auth has it: newest first, in whole seconds. */
  List<Map<String, Object>> amr() {
    return authentication.methods().stream()
        .map(each ->
            Map.<String, Object>of(
                "method", each.method(), "timestamp", each.at().getEpochSecond()))
        .toList();
  }
}
