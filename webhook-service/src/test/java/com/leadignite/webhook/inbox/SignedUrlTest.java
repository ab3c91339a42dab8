package com.leadignite.webhook.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SignedUrlTest {

  private static final String TARGET = "/webhooks/v1/in/1?a=%7C|b+c";

  @Test
  void isThePublicAddressWithTheTargetAsItWasReceived() {
    Optional<URI> publicUrl = Optional.of(URI.create("https://api.example.com"));

    assertEquals("https://api.example.com" + TARGET, WebhookResource.url(publicUrl, TARGET));
    assertEquals(
        "https://api.example.com" + TARGET,
        WebhookResource.url(Optional.of(URI.create("https://api.example.com/")), TARGET));
  }

  @Test
  void namesNoHostUnlessOneIsConfigured() {
    assertEquals(TARGET, WebhookResource.url(Optional.empty(), TARGET));
  }
}
