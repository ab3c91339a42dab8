package com.leadignite.leads.lead;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.Problem;
import com.leadignite.leads.LeadsProblem;
import com.leadignite.leads.lead.LeadListing.Place;
import io.smallrye.config.Secret;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Places in lists as callers carry them from page to page: opaque, and signed together with the
 * organization, the filters and the order, so that a place is of use in its own list only.
 */
@Singleton
final class Cursors {

  private static final Logger LOG = Logger.getLogger(Cursors.class);
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_BYTES = 16;
  private static final int LONGEST = 2048;
  private static final int SHORTEST_KEY = 32;

  private final SecretKeySpec key;

  Cursors(LeadConfig config, SecureRandom random) {
    // A secret that is not set comes as one that holds null, which the first map leaves out.
    byte[] bytes =
        config.cursorKey().map(Secret::get).map(Cursors::bytes).orElseGet(() -> madeUp(random));
    key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** The cursor that stands for a place in a list. */
  String write(TenantId tenant, LeadListing listing, Place place) {
    byte[] text = (place.key() + '\n' + place.id()).getBytes(UTF_8);
    byte[] mac = mac(tenant, listing, text);
    byte[] cursor = Arrays.copyOf(mac, mac.length + text.length);
    System.arraycopy(text, 0, cursor, mac.length, text.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  /**
   * The place that a cursor stands for.
   *
   * @throws Problem {@code invalid-cursor} where it was not written for this list
   */
  Place read(TenantId tenant, LeadListing listing, String cursor) {
    byte[] bytes =
        decode(cursor).filter(decoded -> decoded.length > MAC_BYTES).orElseThrow(Cursors::invalid);
    byte[] text = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
    byte[] mac = Arrays.copyOf(bytes, MAC_BYTES);
    if (!MessageDigest.isEqual(mac, mac(tenant, listing, text))) {
      throw invalid();
    }
    String signed = new String(text, UTF_8);
    int separator = signed.lastIndexOf('\n');
    UUID id = Uuids.parse(signed.substring(separator + 1)).orElseThrow(Cursors::invalid);
    return new Place(signed.substring(0, separator), id);
  }

  private byte[] mac(TenantId tenant, LeadListing listing, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(
          ("leads-cursor-1\n" + tenant + '\n' + listing.fingerprint() + '\0').getBytes(UTF_8));
      return Arrays.copyOf(mac.doFinal(text), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  private static Optional<byte[]> decode(String cursor) {
    try {
      return cursor.length() > LONGEST
          ? Optional.empty()
          : Optional.of(Base64.getUrlDecoder().decode(cursor));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Problem invalid() {
    return new Problem(
        LeadsProblem.INVALID_CURSOR,
        "Send the cursor as it was answered, with the same filters and sort, or start over"
            + " without.");
  }

  private static byte[] bytes(String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    if (bytes.length < SHORTEST_KEY) {
      throw new IllegalStateException(
          "leadignite.leads.cursor-key must have at least " + SHORTEST_KEY + " characters");
    }
    return bytes;
  }

  private static byte[] madeUp(SecureRandom random) {
    LOG.warn("leadignite.leads.cursor-key is not set: list cursors end with this process");
    byte[] bytes = new byte[SHORTEST_KEY];
    random.nextBytes(bytes);
    return bytes;
  }
}
