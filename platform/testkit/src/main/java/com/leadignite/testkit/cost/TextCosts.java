package com.leadignite.testkit.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.runtime.configuration.MemorySize;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Feeds the {@link WorstCaseTexts} to every text of every operation that the service's OpenAPI
 * document describes (B39), and holds the work for each answer under a bound: a member that is
 * added later is fed too. Processor time counts, so that the test runs in the service's own process
 * and minds no other.
 */
public abstract class TextCosts {

  /** Some times what any of them takes, and a fraction of what a text costs that is not bounded. */
  private static final long MOST_NANOS = 500_000_000;

  private static final int ATTEMPTS = 3;
  private static final int URL_BYTES = 1_100;
  private static final Set<String> WHOLE_BODIES =
      Set.of("combining marks", "l33t", "digits", "blanks", "control characters");
  private static final List<String> NUMBERS =
      List.of("9".repeat(64), "9".repeat(60_000), "1e999999999", "-1e-999999999");

  /**
   * The Authorization field of somebody who may do this; empty for nobody.
   *
   * @param operation such as {@code POST /leads/v1/leads}
   */
  protected abstract String authorization(String operation);

  /** The value of a path's parameter, for something that is there. */
  protected abstract String inPath(String operation, String parameter);

  /**
   * A body in JSON that the operation takes; its texts are fed in addition to those of the
   * document.
   */
  protected abstract String sample(String operation);

  /** The query that the operation needs; empty for none. */
  protected String query(String operation) {
    return "";
  }

  /** Header fields that the operation needs, after its path was made. */
  protected Map<String, String> headers(String operation) {
    return Map.of();
  }

  /** Header fields that depend on the body, such as a signature. */
  protected Map<String, String> signature(String operation, String body) {
    return Map.of();
  }

  /**
   * The statuses with which the operation itself may refuse its sample, because what it names is
   * not there; with any other but success, the guard may have refused it unread.
   */
  protected Set<Integer> refusals(String operation) {
    return Set.of();
  }

  /** The ETag of something that is there. */
  protected final String etag(String path, String authorization) {
    Sent sent = new Sent("GET", path, Map.of("authorization", authorization), "");
    return sent.to(RestAssured.port).text().replaceAll("(?is).*\\r\\netag: ([^\\r]*).*", "$1");
  }

  @Test
  @Tag("B39")
  void noTextOfAnyBodyCostsMoreThanItsLength() {
    List<String> unreached = new ArrayList<>();
    for (Operation operation : operations()) {
      if (!operation.contentType().isEmpty()) {
        unreached.addAll(unreached(operation));
        for (String member : operation.members(sample(operation.name()))) {
          feed(operation, member);
        }
      }
    }
    assertEquals(List.of(), unreached);
  }

  @Test
  @Tag("B39")
  void noParameterNorHeaderFieldDoes() {
    List<String> unreached = new ArrayList<>();
    for (Operation operation : operations()) {
      if (operation.hasParameters()) {
        unreached.addAll(unreached(operation));
        WorstCaseTexts.of(URL_BYTES)
            .forEach((name, text) -> feed(operation, usual(operation), name, text));
      }
    }
    assertEquals(List.of(), unreached);
  }

  private void feed(Operation operation, Sent usual, String name, String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
    for (String parameter : operation.parameters()) {
      hold(operation, parameter + " being " + name, usual.withParameter(parameter, encoded));
    }
    String ascii = text.replaceAll("[^ -~]", "a");
    for (String header : operation.headers()) {
      hold(operation, header + " being " + name, usual.withHeader(header, ascii));
    }
    if (operation.path().contains("{")) {
      hold(
          operation,
          "an id being " + name,
          usual.withTarget(operation.target(parameter -> encoded)));
    }
  }

  private void feed(Operation operation, String member) {
    for (int length : WorstCaseTexts.LENGTHS) {
      WorstCaseTexts.of(length)
          .forEach((name, text) -> hold(operation, member, name, operation.quoted(text)));
    }
    Map<String, String> whole = WorstCaseTexts.of(largestBody() / 2 - 4_096);
    whole.keySet().retainAll(WHOLE_BODIES);
    whole.forEach(
        (name, text) -> hold(operation, member, "a whole body of " + name, operation.quoted(text)));
    for (String number : NUMBERS) {
      hold(operation, member, "a number of " + number.length() + " characters", number);
    }
  }

  private void hold(Operation operation, String member, String what, String json) {
    String body = operation.body(sample(operation.name()), member, json);
    Sent sent = usual(operation).withBody(body);
    for (Map.Entry<String, String> field : signature(operation.name(), body).entrySet()) {
      sent = sent.withHeader(field.getKey(), field.getValue());
    }
    hold(operation, member + " being " + what, sent);
  }

  private void hold(Operation operation, String what, Sent sent) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && least > MOST_NANOS; i++) {
      PlatformServers.redis("FLUSHALL");
      least = Math.min(least, ServiceThreads.nanos(() -> send(operation, sent)));
    }
    long millis = least / 1_000_000;
    assertTrue(
        least <= MOST_NANOS,
        () -> operation.name() + " takes " + millis + " ms of processor time with " + what);
  }

  private void send(Operation operation, Sent sent) {
    Sent.Answer answer = sent.to(RestAssured.port);
    assertTrue(
        answer.status() >= 200 && answer.status() < 500,
        () -> operation.name() + " answers " + answer.text());
  }

  /** Otherwise nothing would be tested: a caller refused by the guard costs nothing. */
  private List<String> unreached(Operation operation) {
    PlatformServers.redis("FLUSHALL");
    Sent.Answer answer = usual(operation).to(RestAssured.port);
    boolean success = answer.status() >= 200 && answer.status() < 400;
    return success || refusals(operation.name()).contains(answer.status())
        ? List.of()
        : List.of(operation.name() + " " + operation.contentType() + " answers " + answer.text());
  }

  private Sent usual(Operation operation) {
    String name = operation.name();
    String query = query(name).isEmpty() ? "" : "?" + query(name);
    String target = operation.target(parameter -> inPath(name, parameter)) + query;
    Map<String, String> headers = new LinkedHashMap<>(headers(name));
    String authorization = authorization(name);
    if (!authorization.isEmpty()) {
      headers.put("authorization", authorization);
    }
    String body = "";
    if (!operation.contentType().isEmpty()) {
      headers.put("content-type", operation.contentType().replace("*/*", "text/plain"));
      body = operation.body(sample(name));
    }
    headers.putAll(signature(name, body));
    return new Sent(operation.method(), target, headers, body);
  }

  private static int largestBody() {
    return (int)
        ConfigProvider.getConfig()
            .getValue("leadignite.body.max-size", MemorySize.class)
            .asLongValue();
  }

  private static List<Operation> operations() {
    try (InputStream in =
        PlatformServers.management().resolve("openapi?format=json").toURL().openStream()) {
      return Operation.of(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new IllegalStateException("the service does not describe itself", e);
    }
  }
}
