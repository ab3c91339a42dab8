package com.leadignite.webhook.signature;

import com.leadignite.guard.hash.RandomToken;
import com.leadignite.guard.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What serves as the key of a kind of source, and where it comes from. Keys are kept alike, be they
 * shared or public: encrypted, two at a time while a sender changes over, and worth what the admin
 * who brought them is.
 */
public enum KeyForm {
  /** A text that the two sides agree on; we make it unless it is given. */
  CHOSEN(null, "must have 24 to 256 bytes"),
  /** Of Standard Webhooks; we make it unless it is given. A public key has to be. */
  STANDARD(
      null, "must be whsec_ and the base64 of 24 to 64 bytes, or whpk_ and that of a public key"),
  /** Stripe's signing secret of an endpoint. */
  STRIPE("whsec_[A-Za-z0-9+/=_-]{20,200}", "must be the endpoint's signing secret: whsec_…"),
  /** ElevenLabs' signing secret of a webhook. */
  ELEVENLABS("wsec_[A-Za-z0-9]{20,200}", "must be the webhook's secret: wsec_…"),
  /** The secret of an app at Slack or Meta, or the auth token of a Twilio account. */
  HEX_32("[0-9a-f]{32}", "must be the provider's: 32 hexadecimal digits in lower case"),
  /** Shopify's client secret of an app. */
  SHOPIFY("[A-Za-z0-9_-]{32,128}", "must be the app's client secret: 32 characters or more"),
  /** HubSpot's client secret of an app. */
  HUBSPOT("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "must be the app's client secret: a UUID"),
  /** Zoom's secret token of an app. */
  ZOOM("[A-Za-z0-9_-]{20,128}", "must be the app's secret token: 20 characters or more"),
  /** An Ed25519 key of GoHighLevel's; the one that it publishes unless another is given. */
  GOHIGHLEVEL(null, "must be the base64 of an Ed25519 public key (SubjectPublicKeyInfo)");

  private final @Nullable Pattern form;
  private final String rule;

  KeyForm(@Nullable String form, String rule) {
    this.form = form == null ? null : Pattern.compile(form);
    this.rule = rule;
  }

  /** The key of that text; the refusal says what it has to be, and does not quote it. */
  public Secret read(String text) {
    if (!admits(text)) {
      throw new IllegalArgumentException(rule);
    }
    return Secret.issued(text);
  }

  private boolean admits(String text) {
    if (form != null) {
      return form.matcher(text).matches();
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return bytes >= Secret.MIN_BYTES
        && bytes <= Secret.MAX_BYTES
        && switch (this) {
          case STANDARD -> StandardKey.isOne(text);
          case GOHIGHLEVEL -> isPublicKey(text);
          default -> true;
        };
  }

  private static boolean isPublicKey(String text) {
    try {
      Ed25519.ofInfo(Base64.getDecoder().decode(text));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A new key that the sender is to be told; empty if the provider makes it. */
  public Optional<String> generate(SecureRandom random) {
    return switch (this) {
      case CHOSEN -> Optional.of(RandomToken.make(random));
      case STANDARD -> {
        byte[] key = new byte[Sha256.BYTES];
        random.nextBytes(key);
        yield Optional.of(StandardKey.SHARED + Base64.getEncoder().encodeToString(key));
      }
      default -> Optional.empty();
    };
  }

  /** The key that the provider publishes; empty if it has one for each customer. */
  public Optional<String> published() {
    return this == GOHIGHLEVEL ? Optional.of(GoHighLevel.PUBLISHED_KEY) : Optional.empty();
  }

  /** Whether everybody knows the key: then nobody who brought it can sign with it. */
  public boolean isPublished(Secret secret) {
    return published().map(Secret::issued).filter(secret::isSameAs).isPresent();
  }
}
