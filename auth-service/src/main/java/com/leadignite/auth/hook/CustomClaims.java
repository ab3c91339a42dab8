package com.leadignite.auth.hook;

import com.leadignite.auth.account.UserMetadata;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Asks the operator's server for more claims. It is shown those that the token has, and answers
 * them with more, as with Supabase Auth; those by which services decide stay what they are,
 * whatever it answers.
 */
@Singleton
public final class CustomClaims {

  /** What a token has and a hook may replace: nobody decides by it. */
  private static final Set<String> DESCRIPTIVE = Set.of("app_metadata", "user_metadata");

  /** What our tokens do not have, and others decide by. */
  private static final Set<String> RESERVED =
      Set.of(
          "nbf",
          "typ",
          "cnf",
          "act",
          "azp",
          "client_id",
          "auth_time",
          "roles",
          "groups",
          "scp",
          "permissions",
          "tenant",
          "org",
          "org_id",
          "organization",
          "organization_id",
          "acr",
          "sid");

  /** What a token may carry more, as JSON: it is sent with every request. */
  private static final int LARGEST = 2048;

  private final CallHook hooks;

  CustomClaims(CallHook hooks) {
    this.hooks = hooks;
  }

  /** Whether anybody is to be asked. */
  public boolean isOn() {
    return hooks.isOn(Hook.CUSTOM_ACCESS_TOKEN);
  }

  /**
   * The claims that a token gets beside, or in place of, those it has. Fails with unavailable if
   * the hook does not answer any that can be taken: then nobody gets a token.
   *
   * @param claims that it has
   * @param method how the person was authenticated last
   */
  public Uni<Map<String, Object>> of(Map<String, Object> claims, String method) {
    return hooks
        .call(
            Hook.CUSTOM_ACCESS_TOKEN,
            Map.of(
                "user_id",
                String.valueOf(claims.get("sub")),
                "claims",
                claims,
                "authentication_method",
                method))
        .map(answer -> taken(claims, answer))
        .onFailure(HookFailure.class)
        .transform(BeforeUserCreated::problem);
  }

  /** Who a person is, what they may, and for how long, is ours to say: what the token has stays. */
  private static boolean mayBeSaid(Map<String, Object> claims, String name) {
    return DESCRIPTIVE.contains(name) || !(claims.containsKey(name) || RESERVED.contains(name));
  }

  private static Map<String, Object> taken(Map<String, Object> claims, JsonObject answer) {
    if (!(answer.getValue("claims") instanceof JsonObject said)) {
      throw new HookFailure("the hook answered no claims");
    }
    Map<String, Object> taken = new LinkedHashMap<>();
    said.getMap()
        .forEach((name, value) -> {
          if (mayBeSaid(claims, name) && value != null && !value.equals(claims.get(name))) {
            taken.put(name, value);
          }
        });
    try {
      UserMetadata.check(taken);
    } catch (Problem e) {
      throw new HookFailure("the hook answered claims that no token can carry", e);
    }
    if (new JsonObject(taken).encode().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw new HookFailure("the hook answered claims of more than " + LARGEST + " bytes");
    }
    return taken;
  }
}
