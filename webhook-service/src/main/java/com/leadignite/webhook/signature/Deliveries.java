package com.leadignite.webhook.signature;

import com.leadignite.guard.hash.Sha256;
import com.leadignite.webhook.signature.Verdict.Genuine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a genuine request is known by: see decision 010. */
final class Deliveries {

  private Deliveries() {}

  /**
   * By an id that is among what was signed. If it is not there, or nothing that could be an id: by
   * what was signed.
   */
  static Genuine bySignedId(Optional<String> id, byte[]... signed) {
    String content = Sha256.hex(signed);
    return id.filter(Fields::isId)
        .map(known -> new Genuine(known, true, content))
        .orElseGet(() -> new Genuine("sha256-" + content, false, content));
  }

  /**
   * By what was signed.
   *
   * @param unsignedId the sender's id, to be shown and for nothing else; null if it sent none
   */
  static Genuine byContent(@Nullable String unsignedId, byte[]... signed) {
    String content = Sha256.hex(signed);
    return new Genuine(unsignedId == null ? "sha256-" + content : unsignedId, false, content);
  }
}
