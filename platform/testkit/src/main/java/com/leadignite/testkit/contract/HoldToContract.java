package com.leadignite.testkit.contract;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.filter.OrderedFilter;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts {@link ContractFilter} into REST Assured before every {@code @QuarkusTest} and
 * {@code @QuarkusIntegrationTest}. Quarkus finds it as a service; no test has to name it.
 */
public final class HoldToContract implements QuarkusTestBeforeClassCallback {

  @Override
  public void beforeClass(Class<?> testClass) {
    // One of an earlier application, from another class loader, holds that one's document.
    List<Filter> filters = new ArrayList<>(RestAssured.filters());
    filters.removeIf(filter -> filter.getClass().getName().equals(ContractFilter.class.getName()));
    filters.add(new ContractFilter());
    RestAssured.replaceFiltersWith(filters);
  }

  /**
   * A filter for a request that is accepted although parts of it are wrong on purpose, such as a
   * batch with some events that are refused: only the answer is compared.
   */
  public static Filter partlyWrong() {
    return new PartlyWrong();
  }

  private static final class PartlyWrong implements OrderedFilter {

    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }

    @Override
    public Response filter(
        FilterableRequestSpecification request,
        FilterableResponseSpecification specification,
        FilterContext context) {
      context.setValue(ContractFilter.PARTLY_WRONG, true);
      return context.next(request, specification);
    }
  }

  /**
   * Compares an exchange of the JDK's HTTP client, for what REST Assured cannot send: requests at
   * the same time, or from another address.
   *
   * @return the answer, if it is as the document says
   */
  public static HttpResponse<String> check(HttpResponse<String> answer) {
    RestAssured.filters().stream()
        .filter(ContractFilter.class::isInstance)
        .map(ContractFilter.class::cast)
        .findFirst()
        .orElseThrow()
        .check(Exchanges.request(answer.request()), Exchanges.answer(answer), answer.body());
    return answer;
  }
}
