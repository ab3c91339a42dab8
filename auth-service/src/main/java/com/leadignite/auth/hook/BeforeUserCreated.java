package com.leadignite.auth.hook;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the operator's server whether a person may have an account. It is asked whether the address
 * has one or not, so that its answer tells nobody which (B18).
 */
@Singleton
public final class BeforeUserCreated {

  private final CallHook hooks;

  BeforeUserCreated(CallHook hooks) {
    this.hooks = hooks;
  }

  /** Whether anybody is to be asked. */
  public boolean isOn() {
    return hooks.isOn(Hook.BEFORE_USER_CREATED);
  }

  /**
   * Asks, if the hook is on.
   *
   * @param address null for an anonymous person
   * @param data what they say of themselves
   * @return fails with what the hook refuses with, or with unavailable
   */
  public Uni<Void> ask(@Nullable Address address, Map<String, Object> data) {
    return ask(address, address == null ? null : address.provider(), data);
  }

  /**
   * The same for somebody who signs in at a provider.
   *
   * @param provider of their identity; null for an anonymous person
   */
  public Uni<Void> ask(
      @Nullable Address address, @Nullable String provider, Map<String, Object> data) {
    return isOn()
        ? hooks
            .call(Hook.BEFORE_USER_CREATED, Map.of("user", user(address, provider, data)))
            .replaceWithVoid()
            .onFailure(HookFailure.class)
            .transform(BeforeUserCreated::problem)
        : Uni.createFrom().voidItem();
  }

  private static Map<String, Object> user(
      @Nullable Address address, @Nullable String provider, Map<String, Object> data) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("aud", "authenticated");
    user.put("role", "");
    user.put("email", address instanceof EmailAddress email ? email.value() : "");
    user.put("phone", address instanceof PhoneNumber phone ? phone.digits() : "");
    user.put(
        "app_metadata",
        provider == null ? Map.of() : Map.of("provider", provider, "providers", List.of(provider)));
    // The token of an invitation is good for whoever has it.
    Map<String, Object> said = new LinkedHashMap<>(data);
    said.remove("invitation_token");
    user.put("user_metadata", said);
    user.put("identities", List.of());
    user.put("is_anonymous", address == null);
    return user;
  }

  /** What a hook says is told as it is; that it failed is told, and nothing of why. */
  static Problem problem(HookFailure failure) {
    if (failure.isRefusal() && !failure.said().isEmpty()) {
      AuthProblem refusal =
          switch (failure.status()) {
            case 403 -> AuthProblem.HOOK_FORBIDS;
            case 422 -> AuthProblem.HOOK_UNPROCESSABLE;
            default -> AuthProblem.HOOK_REFUSES;
          };
      return new Problem(refusal, failure.said());
    }
    return new Problem(CommonProblem.UNAVAILABLE, "A hook did not answer. Try again.", failure)
        .header("Retry-After", "2");
  }
}
