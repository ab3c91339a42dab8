package com.leadignite.auth.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthErrorsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "APPLICATION/X-WWW-FORM-URLENCODED",
        "application/x-www-form-urlencoded; charset=utf-8",
        "application/x-www-form-urlencoded;charset=utf-8",
        "application/x-www-form-urlencoded ; charset=utf-8"
      })
  void answersClientsThatSendForms(String type) {
    assertTrue(OAuthErrors.isForm(type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "application/json",
        "text/plain",
        "application/x-www-form",
        " application/x-www-form-urlencoded",
        "multipart/form-data"
      })
  void answersOthersAsTheirApiDoes(String type) {
    assertFalse(OAuthErrors.isForm(type));
  }

  @Test
  void answersARequestWithoutATypeAsTheirApiDoes() {
    assertEquals(false, OAuthErrors.isForm(null));
  }
}
