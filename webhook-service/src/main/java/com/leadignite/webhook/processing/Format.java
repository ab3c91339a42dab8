package com.leadignite.webhook.processing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the bodies of a source are read. A source of the kind of the same name has it unless its
 * settings name another; another format is a class with a {@code read}, a constant here, and its
 * name in {@code processed_formats()}.
 */
enum Format {
  /** Not at all: its webhooks are kept. */
  NONE(body -> new Reading.Ignored("the source is not processed")),
  GOHIGHLEVEL(GoHighLevel::read),
  VAPI(Vapi::read),
  ELEVENLABS(ElevenLabs::read),
  META(Meta::read),
  TYPEFORM(Typeform::read),
  CALENDLY(Calendly::read);

  private final String wireName = name().toLowerCase(Locale.ROOT);

  // The references hold nothing.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Payload, Reading> reader;

  Format(Function<Payload, Reading> reader) {
    this.reader = reader;
  }

  /** The name in JSON and in tables. */
  @JsonValue
  String wireName() {
    return wireName;
  }

  /** The format of that name; empty if there is none. */
  static Optional<Format> of(String wireName) {
    return Arrays.stream(values()).filter(one -> one.wireName.equals(wireName)).findFirst();
  }

  /** What a body says. */
  Reading read(Payload body) {
    return reader.apply(body);
  }
}
