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

    assertEquals(
        "https://api.example.com" + TARGET,
        WebhookResource.url(publicUrl, "http://10.0.0.7:8083", TARGET));
    assertEquals(
        "https://api.example.com" + TARGET,
        WebhookResource.url(
            Optional.of(URI.create("https://api.example.com/")), "http://evil.example", TARGET));
  }

  @Test
  void isTheAddressOfTheRequestUnlessOneIsConfigured() {
    assertEquals(
        "http://localhost:8080" + TARGET,
        WebhookResource.url(Optional.empty(), "http://localhost:8080", TARGET));
  }
}
