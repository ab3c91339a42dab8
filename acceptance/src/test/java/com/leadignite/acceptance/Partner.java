package com.leadignite.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A program of a partner, registered as an OAuth client of an organization. */
record Partner(String id, String secret) {

  static final String CALLBACK = "https://partner.example/callback";

  /** The verifier of RFC 7636, appendix B, and its challenge. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  /** Has an administrator register one that may do both: ask people, and act for them by itself. */
  static Partner register(Client client, Person admin, List<String> scopes)
      throws IOException, InterruptedException {
    Answer made =
        client
            .post(
                "/auth/v1/oauth/clients",
                Map.of(
                    "name",
                    "Dialer",
                    "scopes",
                    scopes,
                    "redirect_uris",
                    List.of(CALLBACK),
                    "grant_types",
                    List.of("authorization_code", "refresh_token", "client_credentials")))
            .as(admin)
            .send()
            .expect(201);
    return new Partner(
        made.text("/client/client_id"), Secrets.remember(made.text("/client_secret")));
  }

  /** What it is answered if it asks for a token of its own. */
  Answer credentials(Client client, String scope) throws IOException, InterruptedException {
    return token(client, Map.of("grant_type", "client_credentials", "scope", scope));
  }

  /** What it is answered for a refresh token. */
  Answer refresh(Client client, String refreshToken) throws IOException, InterruptedException {
    return token(client, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  /** Asks a person, who agrees, and exchanges the code. */
  Answer actFor(Client client, Person person, String scope)
      throws IOException, InterruptedException {
    String query =
        form(
            Map.of(
                "response_type", "code",
                "client_id", id,
                "redirect_uri", CALLBACK,
                "scope", scope,
                "state", "state",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256"));
    Answer asked = client.get("/auth/v1/oauth/authorize?" + query).send().expect(303);
    String request =
        "/auth/v1/oauth/authorizations/" + parameter(asked.header("location"), "authorization_id");
    client.get(request).as(person).send().expect(200);
    Answer decided =
        client.post(request + "/consent", Map.of("action", "approve")).as(person).send();
    String code = parameter(decided.expect(200).text("/redirect_url"), "code");
    return token(
        client,
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            Secrets.remember(code),
            "redirect_uri",
            CALLBACK,
            "code_verifier",
            VERIFIER));
  }

  private Answer token(Client client, Map<String, String> parameters)
      throws IOException, InterruptedException {
    String basic =
        Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return client
        .call("POST", "/auth/v1/oauth/token")
        .body("application/x-www-form-urlencoded", form(parameters))
        .header("authorization", "Basic " + basic)
        .send();
  }

  private static String form(Map<String, String> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }

  private static String parameter(String address, String name) {
    return Arrays.stream(URI.create(address).getQuery().split("&", -1))
        .filter(each -> each.startsWith(name + "="))
        .map(each -> each.substring(name.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + address));
  }
}
