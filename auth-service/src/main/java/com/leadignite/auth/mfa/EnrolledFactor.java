package com.leadignite.auth.mfa;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An enrolment that was started. Does not print its secret.
 *
 * @param id names the factor
 * @param friendlyName what the person calls it, or null
 * @param secret in Base32, for apps that cannot scan
 * @param uri the same as a URI
 * @param qrCode the URI as SVG
 */
public record EnrolledFactor(
    UUID id, @Nullable String friendlyName, String secret, String uri, String qrCode) {

  @Override
  public String toString() {
    return "EnrolledFactor[id=" + id + "]";
  }
}
