package com.leadignite.testkit.contract;

import com.atlassian.oai.validator.model.Request;
import com.leadignite.testkit.server.PlatformServers;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares every exchange of a test with the OpenAPI document that the service under test serves.
 * Fails the test on a difference, and names operation and difference.
 */
final class ContractFilter implements Filter {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  /** Set in the context of a request that is accepted although parts of it are wrong. */
  static final String PARTLY_WRONG = "contract.partly-wrong";

  /**
   * By the document: reading one, and the schemas of its operations, takes seconds, and every test
   * class has a filter of its own.
   */
  private static final Map<String, Contract> READ = new ConcurrentHashMap<>();

  private @Nullable Contract contract;

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification specification,
      FilterContext context) {
    Response answer = context.next(request, specification);
    if (isForTheService(request)) {
      Request sent = Exchanges.request(request);
      com.atlassian.oai.validator.model.Response received = Exchanges.answer(answer);
      require(
          context.hasValue(PARTLY_WRONG)
              ? contract().differencesOfTheAnswer(sent, received)
              : contract().differences(sent, received),
          sent,
          received,
          answer.asString());
    }
    return answer;
  }

  /** Fails if an exchange is not as the document says. */
  void check(Request request, com.atlassian.oai.validator.model.Response answer, String body) {
    require(contract().differences(request, answer), request, answer, body);
  }

  private static void require(
      List<String> differences,
      Request request,
      com.atlassian.oai.validator.model.Response answer,
      String body) {
    if (!differences.isEmpty()) {
      throw new AssertionError(
          request.getMethod()
              + " "
              + request.getPath()
              + " was answered "
              + answer.getStatus()
              + ", and the service's OpenAPI document says otherwise:\n  "
              + String.join("\n  ", differences)
              + "\n"
              + body);
    }
  }

  /** Not its management port, and not another server. */
  private static boolean isForTheService(FilterableRequestSpecification request) {
    String service = ":" + RestAssured.port + "/";
    return request.getURI().indexOf(service, "http://".length()) > 0
        && METHODS.contains(request.getMethod().toUpperCase(Locale.ROOT));
  }

  private synchronized Contract contract() {
    if (contract == null) {
      contract = READ.computeIfAbsent(document(), Contract::of);
    }
    return contract;
  }

  private static String document() {
    try (InputStream in =
        PlatformServers.management().resolve("openapi?format=json").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The service does not serve its OpenAPI document", e);
    }
  }
}
