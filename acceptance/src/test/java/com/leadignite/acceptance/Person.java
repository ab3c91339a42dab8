package com.leadignite.acceptance;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** Somebody with an account, and the tokens of one session. */
record Person(String email, String password, String id, String accessToken, String refreshToken) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** An address nobody has used. */
  static String newEmail() {
    return Secrets.remember("person-" + random(8) + "@example.org");
  }

  /** A password nobody has used, and no list of common ones holds. */
  static String newPassword() {
    return Secrets.remember("pw " + random(12));
  }

  /** Signs up somebody new: the administrator of an organization of their own. */
  static Person signUp(Client client) throws IOException, InterruptedException {
    String email = newEmail();
    String password = newPassword();
    Answer answer =
        client
            .post("/auth/v1/signup", Map.of("email", email, "password", password))
            .send()
            .expect(200);
    return of(email, password, answer);
  }

  /** Signs up somebody new whom an admin invited to their organization. */
  static Person invited(Client client, Person admin, String role)
      throws IOException, InterruptedException {
    String email = newEmail();
    String password = newPassword();
    String token =
        client
            .post("/auth/v1/organization/invitations", Map.of("email", email, "role", role))
            .as(admin)
            .send()
            .expect(201)
            .text("/token");
    Map<String, String> data = Map.of("invitation_token", Secrets.remember(token));
    Map<String, Object> wish = Map.of("email", email, "password", password, "data", data);
    return of(email, password, client.post("/auth/v1/signup", wish).send().expect(200));
  }

  /** The same person with a new session. */
  Person signIn(Client client) throws IOException, InterruptedException {
    return of(email, password, trySignIn(client, email, password).expect(200));
  }

  /** What comes of signing in. */
  static Answer trySignIn(Client client, String email, String password)
      throws IOException, InterruptedException {
    return client
        .post(
            "/auth/v1/token?grant_type=password",
            Map.of("email", email, "password", Secrets.remember(password)))
        .send();
  }

  static Person of(String email, String password, Answer session) {
    return new Person(
        email,
        password,
        session.text("/user/id"),
        session.text("/access_token"),
        session.text("/refresh_token"));
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
