package com.leadignite.webhook.signature;

import com.fasterxml.jackson.annotation.JsonValue;
import com.leadignite.guard.openapi.Variant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of senders we understand. Another one is a {@link SignatureScheme} with its {@link
 * SchemeSettings}, and a constant here; nothing else names it.
 */
public enum SourceKind implements Variant {
  /** HMAC-SHA256 with a timestamp and an id, all of it configurable. */
  GENERIC_HMAC(GenericHmac.Settings.class, KeyForm.CHOSEN),
  STANDARD_WEBHOOKS(StandardWebhooks.Settings.class, KeyForm.STANDARD),
  SVIX(Svix.Settings.class, KeyForm.STANDARD),
  STRIPE(Stripe.Settings.class, KeyForm.STRIPE),
  GITHUB(GitHub.Settings.class, KeyForm.CHOSEN, Retry.NEVER),
  SLACK(Slack.Settings.class, KeyForm.HEX_32),
  SHOPIFY(Shopify.Settings.class, KeyForm.SHOPIFY),
  TWILIO(Twilio.Settings.class, KeyForm.HEX_32, Retry.NEVER),
  /** Retries on 429 alone: after any other error the event is lost. */
  GOHIGHLEVEL(GoHighLevel.Settings.class, KeyForm.GOHIGHLEVEL, Retry.ON_TOO_MANY_REQUESTS),
  VAPI(Vapi.Settings.class, KeyForm.CHOSEN, Retry.NEVER),
  ELEVENLABS(ElevenLabs.Settings.class, KeyForm.ELEVENLABS, Retry.NEVER),
  CALENDLY(Calendly.Settings.class, KeyForm.CHOSEN),
  HUBSPOT_V3(HubSpot.Settings.class, KeyForm.HUBSPOT),
  TYPEFORM(Typeform.Settings.class, KeyForm.CHOSEN),
  META(Meta.Settings.class, KeyForm.HEX_32),
  ZOOM(Zoom.Settings.class, KeyForm.ZOOM);

  private final Class<? extends Record> settings;
  private final KeyForm keys;
  private final Retry retriesOn;
  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** Which error makes a sender send again. */
  public enum Retry {
    /** 503, as most do. */
    ON_UNAVAILABLE,
    /** 429 and nothing else. */
    ON_TOO_MANY_REQUESTS,
    /** None, unless its customer asked the provider for it: what is not stored is lost. */
    NEVER
  }

  <S extends Record & SchemeSettings> SourceKind(Class<S> settings, KeyForm keys) {
    this(settings, keys, Retry.ON_UNAVAILABLE);
  }

  <S extends Record & SchemeSettings> SourceKind(Class<S> settings, KeyForm keys, Retry retriesOn) {
    this.settings = settings;
    this.keys = keys;
    this.retriesOn = retriesOn;
  }

  /** What its keys are. */
  public KeyForm keys() {
    return keys;
  }

  /** What is answered when a webhook cannot be stored now, so that it comes again. */
  public Retry retriesOn() {
    return retriesOn;
  }

  /**
   * The record that holds the settings of its sources, on the wire and in the table: {@link
   * SchemeSettings}.
   */
  @Override
  public Class<? extends Record> type() {
    return settings;
  }

  /** The kind's name on the wire and in the table: {@code generic_hmac}. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The kind of that name; empty if this version knows none. */
  public static Optional<SourceKind> of(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wireName)).findFirst();
  }
}
