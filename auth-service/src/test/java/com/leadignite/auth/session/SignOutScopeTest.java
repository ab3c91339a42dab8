package com.leadignite.auth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignOutScopeTest {

  @ParameterizedTest
  @CsvSource({"global, GLOBAL", "local, LOCAL", "others, OTHERS"})
  void hasTheNamesThatSupabaseHas(String wireName, SignOutScope scope) {
    assertEquals(Optional.of(scope), SignOutScope.of(wireName));
    assertEquals(wireName, scope.wireName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GLOBAL", "Local", "all"})
  void hasNoOtherNames(String name) {
    assertEquals(Optional.empty(), SignOutScope.of(name));
  }

  @Test
  void hasThree() {
    assertEquals(3, SignOutScope.values().length);
  }
}
