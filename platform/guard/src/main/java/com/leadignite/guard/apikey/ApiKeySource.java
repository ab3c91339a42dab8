package com.leadignite.guard.apikey;

import com.leadignite.guard.edge.ClientAddress;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where it is known what an API key permits: auth-service. */
public interface ApiKeySource {

  /**
   * What the key of that digest permits now; empty if it is unknown, expired or revoked, or if its
   * owner may do nothing in its organization any more. Fails if that cannot be found out.
   *
   * @param digest the SHA-256 of the key, as hexadecimal digits: the key itself stays here
   * @param from where it was used from, for the record
   */
  Uni<Optional<ApiKeyGrant>> find(String digest, ClientAddress from);
}
