package com.leadignite.auth.supabase;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The members of the published keys, for the OpenAPI document; their JSON is made with them. */
@Schema(description = "A JWK set (RFC 7517)")
record KeySet(List<PublicKey> keys) {

  /** A key that verifies tokens (RFC 7518, section 6.2). */
  record PublicKey(
      String kty, String kid, String use, String alg, String crv, String x, String y) {}
}
