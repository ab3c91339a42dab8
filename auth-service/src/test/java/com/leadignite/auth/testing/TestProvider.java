package com.leadignite.auth.testing;

import com.leadignite.auth.testing.TestServer.Answered;
import com.leadignite.auth.testing.TestServer.Received;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A provider of OpenID Connect that speaks HTTP, signs with keys of the JDK, and can be told to
 * misbehave. It checks what a good provider checks: client, redirect, PKCE, each code once.
 */
public final class TestProvider implements AutoCloseable {

  public static final String CLIENT = "lead-ignite";
  public static final String SECRET = "the secret of a client & more";

  private static final String KEY_ID = "key-1";

  private final TestServer server;
  private final KeyPair keys = newKeys();
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Map<String, Person> signedIn = new ConcurrentHashMap<>();
  private volatile Misbehaviour misbehaviour = Misbehaviour.NONE;

  /** Who signs in there. */
  public record Person(String subject, @Nullable String email, @Nullable Object emailVerified) {

    /** Somebody whose address the provider has verified. */
    public static Person verified(String email) {
      return new Person(UUID.randomUUID().toString(), email, true);
    }
  }

  /**
   * What it does wrong.
   *
   * @param claims changes what its ID tokens say
   * @param header changes their header
   * @param key signs them instead of its own; null for its own
   * @param withoutIdToken whether there is none
   */
  public record Misbehaviour(
      UnaryOperator<JsonObject> claims,
      UnaryOperator<JsonObject> header,
      @Nullable PrivateKey key,
      boolean withoutIdToken) {

    static final Misbehaviour NONE =
        new Misbehaviour(UnaryOperator.identity(), UnaryOperator.identity(), null, false);

    /** Its ID tokens say something else. */
    public static Misbehaviour claiming(String name, @Nullable Object value) {
      return new Misbehaviour(
          claims -> {
            claims.remove(name);
            return value == null ? claims : claims.put(name, value);
          },
          UnaryOperator.identity(),
          null,
          false);
    }

    /** Its ID tokens are signed by another key under its own id. */
    public static Misbehaviour signedByAnother() {
      return new Misbehaviour(
          UnaryOperator.identity(), UnaryOperator.identity(), newKeys().getPrivate(), false);
    }

    /** Its ID tokens name another algorithm. */
    public static Misbehaviour withAlgorithm(String name) {
      return new Misbehaviour(
          UnaryOperator.identity(), header -> header.put("alg", name), null, false);
    }

    /** It gives none. */
    public static Misbehaviour silent() {
      return new Misbehaviour(UnaryOperator.identity(), UnaryOperator.identity(), null, true);
    }
  }

  private record Grant(Person person, Map<String, String> asked) {}

  private TestProvider() {
    server = TestServer.start(this::answer);
  }

  /** Starts one. */
  public static TestProvider start() {
    return new TestProvider();
  }

  /** Its issuer. */
  public String issuer() {
    return server.url();
  }

  /** From now on it does that wrong. */
  public void misbehave(Misbehaviour how) {
    misbehaviour = how;
  }

  /** From now on it does nothing wrong. */
  public void behave() {
    misbehaviour = Misbehaviour.NONE;
  }

  /**
   * A person signs in at the address that they were redirected to.
   *
   * @return what the provider redirects them back with: {@code code}, {@code state}, {@code iss}
   */
  public Map<String, String> signIn(String authorizationUrl, Person person) {
    String start = issuer() + "/authorize?";
    if (!authorizationUrl.startsWith(start)) {
      throw new AssertionError("not this provider's: " + authorizationUrl);
    }
    Map<String, String> asked = form(authorizationUrl.substring(start.length()));
    if (!CLIENT.equals(asked.get("client_id")) || !"code".equals(asked.get("response_type"))) {
      throw new AssertionError("no request for a code: " + asked);
    }
    String code = UUID.randomUUID().toString();
    grants.put(code, new Grant(person, asked));
    Map<String, String> back = new LinkedHashMap<>();
    back.put("code", code);
    back.put("state", asked.get("state"));
    back.put("iss", issuer());
    return back;
  }

  /** An ID token of a person, as a mobile application gets it. */
  public String idToken(Person person, String audience, @Nullable String nonce) {
    return token(claims(person, audience, nonce));
  }

  private Answered answer(Received request) {
    return switch (request.path()) {
      case "/.well-known/openid-configuration" -> Answered.json(200, discovery().encode());
      case "/jwks" -> Answered.json(200, jwks().encode());
      case "/token" -> exchange(request);
      case "/userinfo" -> userInfo(request);
      default -> Answered.json(404, "{}");
    };
  }

  private JsonObject discovery() {
    return new JsonObject()
        .put("issuer", issuer())
        .put("authorization_endpoint", issuer() + "/authorize")
        .put("token_endpoint", issuer() + "/token")
        .put("jwks_uri", issuer() + "/jwks")
        .put("authorization_response_iss_parameter_supported", true);
  }

  private Answered userInfo(Received request) {
    String token = request.headers().getOrDefault("authorization", "").replace("Bearer ", "");
    Person person = signedIn.get(token);
    return person == null
        ? Answered.json(401, "{}")
        : Answered.json(200, claims(person, CLIENT, null).put("name", "Ada").encode());
  }

  private Answered exchange(Received request) {
    Map<String, String> form = form(request.body());
    Grant grant = grants.remove(form.getOrDefault("code", ""));
    if (grant == null
        || !form.getOrDefault("redirect_uri", "").equals(grant.asked().get("redirect_uri"))
        || !challenge(form.getOrDefault("code_verifier", ""))
            .equals(grant.asked().get("code_challenge"))
        || !isClient(request, form)) {
      return Answered.json(400, "{\"error\":\"invalid_grant\"}");
    }
    signedIn.put("access-of-" + grant.person().subject(), grant.person());
    JsonObject answer =
        new JsonObject()
            .put("access_token", "access-of-" + grant.person().subject())
            .put("refresh_token", "refresh-of-" + grant.person().subject())
            .put("token_type", "Bearer");
    if (!misbehaviour.withoutIdToken()) {
      answer.put("id_token", token(claims(grant.person(), CLIENT, grant.asked().get("nonce"))));
    }
    return Answered.json(200, answer.encode());
  }

  private JsonObject claims(Person person, String audience, @Nullable String nonce) {
    long now = Clock.systemUTC().instant().getEpochSecond();
    JsonObject claims =
        new JsonObject()
            .put("iss", issuer())
            .put("sub", person.subject())
            .put("aud", audience)
            .put("iat", now)
            .put("exp", now + 300)
            .put("jti", UUID.randomUUID().toString())
            .put("name", "Ada \u0000Lovelace");
    if (nonce != null) {
      claims.put("nonce", nonce);
    }
    if (person.email() != null) {
      claims.put("email", person.email());
    }
    if (person.emailVerified() != null) {
      claims.put("email_verified", person.emailVerified());
    }
    return misbehaviour.claims().apply(claims);
  }

  private String token(JsonObject claims) {
    JsonObject header =
        misbehaviour
            .header()
            .apply(new JsonObject().put("alg", "ES256").put("kid", KEY_ID).put("typ", "JWT"));
    String input = text(header.encode()) + "." + text(claims.encode());
    PrivateKey key = misbehaviour.key() == null ? keys.getPrivate() : misbehaviour.key();
    return input + "." + ("none".equals(header.getString("alg")) ? "" : signed(key, input));
  }

  private static String signed(PrivateKey key, String input) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has ECDSA", e);
    }
  }

  private JsonObject jwks() {
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    return new JsonObject()
        .put(
            "keys",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("kty", "EC")
                        .put("crv", "P-256")
                        .put("kid", KEY_ID)
                        .put("use", "sig")
                        .put("alg", "ES256")
                        .put("x", coordinate(key.getW().getAffineX()))
                        .put("y", coordinate(key.getW().getAffineY()))));
  }

  private static String coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return base64(fixed);
  }

  /** In the header, or in the body (RFC 6749, section 2.3.1). */
  private static boolean isClient(Received request, Map<String, String> form) {
    return basic().equals(request.headers().get("authorization"))
        || (CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret")));
  }

  private static String basic() {
    String both = CLIENT + ":" + "the+secret+of+a+client+%26+more";
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII));
  }

  private static String challenge(String verifier) {
    try {
      return base64(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  private static String text(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The members of a form, or of a query. */
  public static Map<String, String> form(String text) {
    Map<String, String> form = new HashMap<>();
    Arrays.stream(text.split("&", -1))
        .map(each -> each.split("=", 2))
        .filter(each -> each.length == 2)
        .forEach(each -> form.put(each[0], URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    return form;
  }

  @Override
  public void close() {
    server.close();
  }
}
