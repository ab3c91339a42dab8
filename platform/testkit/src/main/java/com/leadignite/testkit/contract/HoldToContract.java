package com.leadignite.testkit.contract;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts {@link ContractFilter} into REST Assured before every {@code @QuarkusTest} and
 * {@code @QuarkusIntegrationTest}. Quarkus finds it as a service; no test has to name it.
 */
public final class HoldToContract implements QuarkusTestBeforeClassCallback {

  /** The services whose documents are known to be complete: a service is added, never removed. */
  private static final Set<String> HELD = Set.of("auth-service", "leads-service");

  @Override
  public void beforeClass(Class<?> testClass) {
    if (!HELD.contains(ContractChecks.service())) {
      return;
    }
    // One of an earlier application, from another class loader, holds that one's document.
    List<Filter> filters = new ArrayList<>(RestAssured.filters());
    filters.removeIf(filter -> filter.getClass().getName().equals(ContractFilter.class.getName()));
    filters.add(new ContractFilter());
    RestAssured.replaceFiltersWith(filters);
  }
}
