package com.leadignite.testkit.contract;

import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;

/** What REST Assured and the JDK's client sent and received, in the validator's terms. */
final class Exchanges {

  private Exchanges() {}

  /** The path of a request, as it was sent: undecoded, without the query. */
  static String path(FilterableRequestSpecification request) {
    String uri = request.getURI();
    int authority = uri.indexOf("://") + 3;
    int path = uri.indexOf('/', authority);
    int query = uri.indexOf('?', authority);
    if (path < 0) {
      return "/";
    }
    return query < 0 ? uri.substring(path) : uri.substring(path, query);
  }

  static Request request(FilterableRequestSpecification request) {
    SimpleRequest.Builder sent =
        new SimpleRequest.Builder(
            Request.Method.valueOf(request.getMethod().toUpperCase(Locale.ROOT)), path(request));
    request.getHeaders().forEach(header -> sent.withHeader(header.getName(), header.getValue()));
    addQuery(sent, request.getURI());
    addBody(sent, request);
    return sent.build();
  }

  static com.atlassian.oai.validator.model.Response answer(Response answer) {
    SimpleResponse.Builder received = SimpleResponse.Builder.status(answer.statusCode());
    answer.headers().forEach(header -> received.withHeader(header.getName(), header.getValue()));
    byte[] body = answer.asByteArray();
    if (body != null && body.length > 0) {
      received.withBody(body);
    }
    return received.build();
  }

  static Request request(HttpRequest request) {
    URI uri = request.uri();
    SimpleRequest.Builder sent =
        new SimpleRequest.Builder(Request.Method.valueOf(request.method()), uri.getRawPath());
    request.headers().map().forEach(sent::withHeader);
    addQuery(sent, uri.toString());
    request.bodyPublisher().ifPresent(body -> sent.withBody(bytes(body)));
    return sent.build();
  }

  static com.atlassian.oai.validator.model.Response answer(HttpResponse<String> answer) {
    SimpleResponse.Builder received = SimpleResponse.Builder.status(answer.statusCode());
    answer.headers().map().forEach(received::withHeader);
    if (!answer.body().isEmpty()) {
      received.withBody(answer.body());
    }
    return received.build();
  }

  /** The bytes that a body is sent as once more; the JDK keeps none. */
  private static byte[] bytes(HttpRequest.BodyPublisher body) {
    HttpResponse.BodySubscriber<byte[]> all = HttpResponse.BodySubscribers.ofByteArray();
    body.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            all.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer part) {
            all.onNext(List.of(part));
          }

          @Override
          public void onError(Throwable failure) {
            all.onError(failure);
          }

          @Override
          public void onComplete() {
            all.onComplete();
          }
        });
    return all.getBody().toCompletableFuture().join();
  }

  private static void addQuery(SimpleRequest.Builder sent, String uri) {
    int query = uri.indexOf('?');
    if (query < 0) {
      return;
    }
    for (String pair : uri.substring(query + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty()) {
        sent.withQueryParam(decoded(name), decoded(value));
      }
    }
  }

  private static void addBody(SimpleRequest.Builder sent, FilterableRequestSpecification request) {
    Object body = request.getBody();
    if (body instanceof byte[] bytes) {
      sent.withBody(bytes);
    } else if (body != null) {
      sent.withBody(body.toString());
    } else if (!request.getFormParams().isEmpty()) {
      sent.withBody(
          request.getFormParams().entrySet().stream()
              .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
              .collect(Collectors.joining("&")));
    }
  }

  /** What cannot be decoded stays as it is: the service refuses it, or takes it for what it is. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }

  private static String encoded(Object value) {
    return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
  }
}
