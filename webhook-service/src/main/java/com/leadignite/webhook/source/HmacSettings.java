package com.leadignite.webhook.source;

import com.leadignite.webhook.signature.Encoding;
import com.leadignite.webhook.signature.GenericHmac;
import com.leadignite.webhook.signature.SignedFormat;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a {@code generic_hmac} source signs, on the wire and in the table. What is not given is as in
 * Standard Webhooks, in hex and without a prefix.
 *
 * @param encoding {@code hex} or {@code base64}
 */
@RegisterForReflection
@Schema(description = "How a generic_hmac source signs; everything has a default")
public record HmacSettings(
    @Nullable @Schema(examples = "webhook-signature") String signatureHeader,
    @Nullable @Schema(examples = "webhook-timestamp") String timestampHeader,
    @Nullable @Schema(examples = "webhook-id") String idHeader,
    @Nullable @Schema(examples = {"hex", "base64"}) String encoding,
    @Nullable @Schema(description = "stands before each signature", examples = "sha256=")
        String prefix,
    @Nullable @Schema(examples = "{id}.{timestamp}.{body}") String signedFormat,
    @Nullable @Schema(examples = "300", minimum = "1", maximum = "1800") Integer toleranceSeconds) {

  /**
   * The scheme that these settings describe.
   *
   * @throws IllegalArgumentException saying what is wrong, fit for whoever wrote the settings
   */
  public GenericHmac scheme() {
    return new GenericHmac(
        or(signatureHeader, "webhook-signature").toLowerCase(Locale.ROOT),
        or(timestampHeader, "webhook-timestamp").toLowerCase(Locale.ROOT),
        or(idHeader, "webhook-id").toLowerCase(Locale.ROOT),
        encodingOf(or(encoding, "hex")),
        or(prefix, ""),
        format(or(signedFormat, "{id}.{timestamp}.{body}")),
        Duration.ofSeconds(toleranceSeconds == null ? 300 : toleranceSeconds));
  }

  /** The settings of a scheme, all of them given. */
  static HmacSettings of(GenericHmac scheme) {
    return new HmacSettings(
        scheme.signatureHeader(),
        scheme.timestampHeader(),
        scheme.idHeader(),
        scheme.encoding().wireName(),
        scheme.prefix(),
        scheme.signedFormat().toString(),
        Math.toIntExact(scheme.tolerance().toSeconds()));
  }

  private static String or(@Nullable String given, String otherwise) {
    return given == null ? otherwise : given;
  }

  private static Encoding encodingOf(String name) {
    return Arrays.stream(Encoding.values())
        .filter(encoding -> encoding.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("encoding must be hex or base64"));
  }

  private static SignedFormat format(String template) {
    try {
      return SignedFormat.of(template);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("signed_format " + e.getMessage(), e);
    }
  }
}
