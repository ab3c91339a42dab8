package com.leadignite.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;

/**
 * Somebody who talks to the platform from an address of their own, so that what one test does to
 * the limits per address does not reach the next.
 */
final class Client {

  static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final InetAddress from;
  private final HttpClient http;

  private Client(URI base, InetAddress from) {
    this.base = base;
    this.from = from;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMinutes(2))
            .localAddress(from)
            .build();
  }

  /** A client of the front door, from an address no other client has. */
  static Client ofThePlatform() {
    return new Client(Platform.shared().url(), LocalAddress.another());
  }

  /** A client of another server, such as one service without the front door. */
  static Client of(URI base) {
    return new Client(base, LocalAddress.another());
  }

  /** The address that this client calls from. */
  String address() {
    return from.getHostAddress();
  }

  Call get(String path) {
    return new Call("GET", path);
  }

  Call post(String path, Object body) {
    return new Call("POST", path).json(body);
  }

  Call put(String path, Object body) {
    return new Call("PUT", path).json(body);
  }

  Call call(String method, String path) {
    return new Call(method, path);
  }

  /** A request in the making. */
  final class Call {
    private final String method;
    private final HttpRequest.Builder request;
    private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

    private Call(String method, String path) {
      this.method = method;
      this.request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(2));
    }

    Call bearer(String token) {
      return header("authorization", "Bearer " + token);
    }

    Call as(Person person) {
      return bearer(person.accessToken());
    }

    Call header(String name, String value) {
      request.setHeader(name, value);
      return this;
    }

    /** Asks that a repetition of this call does nothing twice. */
    Call once() {
      return header("idempotency-key", UUID.randomUUID().toString());
    }

    Call json(Object value) {
      return body("application/json", write(value));
    }

    Call mergePatch(Object value) {
      return body("application/merge-patch+json", write(value));
    }

    Call body(String type, String text) {
      body = BodyPublishers.ofString(text);
      return header("content-type", type);
    }

    /** Sends it and waits; an answer of any status is an answer. */
    Answer send() throws IOException, InterruptedException {
      HttpResponse<String> response =
          http.send(request.method(method, body).build(), BodyHandlers.ofString());
      Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
      if (answer.body().startsWith("{")) {
        Secrets.rememberFrom(answer.json());
      }
      return answer;
    }
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
