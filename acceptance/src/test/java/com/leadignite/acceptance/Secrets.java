package com.leadignite.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every password, token, key and address the suite has used, so that the logs can be searched. */
final class Secrets {

  private static final Set<String> ALL = ConcurrentHashMap.newKeySet();

  private Secrets() {}

  /** Remembers a secret and hands it back. */
  static String remember(String secret) {
    if (secret.length() < 8) {
      throw new IllegalArgumentException("so short a secret would be found in every log");
    }
    // A log line may be cut: each part of a token is a secret of its own, except its header, which
    // all tokens share.
    if (secret.startsWith("eyJ") && secret.chars().filter(c -> c == '.').count() == 2) {
      String[] parts = secret.split("\\.", -1);
      ALL.add(parts[1]);
      ALL.add(parts[2]);
    } else {
      ALL.add(secret);
    }
    return secret;
  }

  /** Remembers each line of a file that another program wrote its secrets to. */
  static void rememberLinesOf(Path file) {
    try {
      Files.readAllLines(file).forEach(Secrets::remember);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Remembers the tokens and secrets in an answer, at any depth. */
  static void rememberFrom(JsonNode answer) {
    for (String member : new String[] {"access_token", "refresh_token", "secret"}) {
      answer.findValues(member).stream()
          .filter(JsonNode::isTextual)
          .map(JsonNode::textValue)
          .forEach(Secrets::remember);
    }
  }

  static Set<String> all() {
    return Set.copyOf(ALL);
  }
}
