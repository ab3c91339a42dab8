package com.leadignite.benchmarks;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The routes that strangers name an address to. */
enum AddressRoute {
  SIGN_IN("token?grant_type=password"),
  SIGN_UP("signup"),
  RECOVER("recover"),
  OTP("otp"),
  RESEND("resend");

  private final String path;

  AddressRoute(String path) {
    this.path = "/auth/v1/" + path;
  }

  String path() {
    return path;
  }

  /** What a stranger sends who knows nothing but the address. */
  String body(String email) {
    JsonObject body = new JsonObject().put("email", email);
    switch (this) {
      case SIGN_IN, SIGN_UP -> body.put("password", UUID.randomUUID().toString());
      case OTP -> body.put("create_user", false);
      case RESEND -> body.put("type", "signup");
      case RECOVER -> {}
    }
    return body.encode();
  }
}
