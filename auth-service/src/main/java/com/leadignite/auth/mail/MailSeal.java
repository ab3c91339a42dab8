package com.leadignite.auth.mail;

import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.seal.AssociatedData;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.Sealer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Encrypts what mails say while they wait: codes and links. */
@Singleton
final class MailSeal {

  /** In every seal that is stored: must not change. */
  private static final String PURPOSE = "mail-val";

  private final Sealer sealer;

  MailSeal(RootKey rootKey) {
    this.sealer = rootKey.sealer("seal mails");
  }

  byte[] seal(UUID id, Map<String, String> values) {
    return sealer.seal(
        new JsonObject(new LinkedHashMap<>(values)).toBuffer().getBytes(),
        AssociatedData.of(PURPOSE, id));
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws DecryptionFailed if it was sealed with a key that is not configured any more, or for
   *     another mail
   */
  Map<String, String> open(UUID id, byte[] sealed) {
    JsonObject values =
        new JsonObject(Buffer.buffer(sealer.open(sealed, AssociatedData.of(PURPOSE, id))));
    Map<String, String> opened = new LinkedHashMap<>();
    values.forEach(value -> opened.put(value.getKey(), String.valueOf(value.getValue())));
    return opened;
  }
}
