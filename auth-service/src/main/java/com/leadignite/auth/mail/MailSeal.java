package com.leadignite.auth.mail;

import com.leadignite.auth.key.RootKey;
import com.leadignite.guard.seal.AssociatedData;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.SealedColumn;
import com.leadignite.guard.seal.Sealer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Encrypts what mails say while they wait: codes and links. */
@Singleton
final class MailSeal implements SealedColumn {

  /** In every seal that is stored: must not change. */
  private static final String PURPOSE = "mail-val";

  private static final Place PLACE = Place.of("mails", "content", "id");

  private final Sealer sealer;

  MailSeal(RootKey rootKey) {
    this.sealer = rootKey.sealer("seal mails");
  }

  byte[] seal(UUID id, Map<String, String> values) {
    return seal(new JsonObject(new LinkedHashMap<>(values)).toBuffer().getBytes(), List.of(id));
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws DecryptionFailed if it was sealed with a key that is not configured any more, or for
   *     another mail
   */
  Map<String, String> open(UUID id, byte[] sealed) {
    JsonObject values = new JsonObject(Buffer.buffer(open(sealed, List.of(id))));
    Map<String, String> opened = new LinkedHashMap<>();
    values.forEach(value -> opened.put(value.getKey(), String.valueOf(value.getValue())));
    return opened;
  }

  @Override
  public Place place() {
    return PLACE;
  }

  @Override
  public Sealer sealer() {
    return sealer;
  }

  @Override
  public byte[] open(byte[] sealed, List<UUID> key) {
    return sealer.open(sealed, AssociatedData.of(PURPOSE, key.getFirst()));
  }

  @Override
  public byte[] seal(byte[] plain, List<UUID> key) {
    return sealer.seal(plain, AssociatedData.of(PURPOSE, key.getFirst()));
  }
}
