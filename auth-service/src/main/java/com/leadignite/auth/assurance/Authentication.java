package com.leadignite.auth.assurance;

import com.leadignite.guard.caller.AssuranceLevel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the person of a session was authenticated.
 *
 * @param methods what they showed and when, newest first; never empty
 * @param level how sure that makes us
 */
public record Authentication(List<Completed> methods, AssuranceLevel level) {

  /** The columns of {@code sessions s} that {@link #of(Row)} reads. */
  public static final String COLUMNS =
      """
      coalesce(
        s.amr,
        jsonb_build_array(jsonb_build_object('method', s.method, 'at', s.authenticated_at))
      ) as amr,
      s.aal
      """;

  public Authentication {
    methods = methods.stream().sorted(Comparator.comparing(Completed::at).reversed()).toList();
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("nobody is authenticated without a method");
    }
  }

  /**
   * A method that was completed.
   *
   * @param method its name, as {@link AuthenticationMethod#wireName} has it; a replica of a later
   *     version may know more of them
   * @param at when
   */
  public record Completed(String method, Instant at) {}

  /** By one factor alone. */
  public static Authentication by(AuthenticationMethod method, Instant at) {
    return new Authentication(List.of(new Completed(method.wireName(), at)), AssuranceLevel.AAL1);
  }

  /** By one method that is two factors: a device, and what unlocks it. */
  public static Authentication byTwoFactors(AuthenticationMethod method, Instant at) {
    return new Authentication(List.of(new Completed(method.wireName(), at)), AssuranceLevel.AAL2);
  }

  /** Reads {@link #COLUMNS}. */
  public static Authentication of(Row row) {
    return new Authentication(
        row.getJsonArray("amr").stream()
            .map(JsonObject.class::cast)
            .map(each ->
                new Completed(
                    each.getString("method"),
                    OffsetDateTime.parse(each.getString("at")).toInstant()))
            .toList(),
        level(row.getString("aal")));
  }

  /** The value of the column {@code amr}. */
  public JsonArray toJson() {
    JsonArray json = new JsonArray();
    methods.forEach(each ->
        json.add(new JsonObject().put("method", each.method()).put("at", each.at().toString())));
    return json;
  }

  /** When the person last showed something. */
  public Instant at() {
    return methods.getFirst().at();
  }

  /** When the person last showed a second factor; empty if they did not. */
  public Optional<Instant> secondFactorAt() {
    return methods.stream()
        .filter(each -> AuthenticationMethod.isSecondFactor(each.method()))
        .map(Completed::at)
        .findFirst();
  }

  /** This, with a second factor shown at that time; it replaces an earlier use of the method. */
  public Authentication with(AuthenticationMethod secondFactor, Instant at) {
    Completed completed = new Completed(secondFactor.wireName(), at);
    return new Authentication(
        Stream.concat(
                Stream.of(completed),
                methods.stream().filter(each -> !each.method().equals(completed.method())))
            .toList(),
        AssuranceLevel.AAL2);
  }

  /** Whether something was shown that is no second factor: a password, or access to a mailbox. */
  public boolean hasFirstFactor() {
    return methods.stream()
        .anyMatch(each ->
            !AuthenticationMethod.isSecondFactor(each.method())
                && !each.method().equals(AuthenticationMethod.ANONYMOUS.wireName()));
  }

  /** This, without the second factors that were shown but that by which the person signed in. */
  public Authentication withoutSecondFactors() {
    List<Completed> first =
        methods.stream()
            .filter(each -> !AuthenticationMethod.isSecondFactor(each.method()))
            .toList();
    return new Authentication(
        first.isEmpty() ? List.of(passkey().orElse(methods.getLast())) : first,
        AssuranceLevel.AAL1);
  }

  /** Of the second factors only a passkey signs in, and it may have been shown again since. */
  private Optional<Completed> passkey() {
    return methods.stream()
        .filter(each -> each.method().equals(AuthenticationMethod.WEBAUTHN.wireName()))
        .findFirst();
  }

  private static AssuranceLevel level(String wireName) {
    return Stream.of(AssuranceLevel.values())
        .filter(level -> level.wireName().equals(wireName))
        .findFirst()
        .orElseThrow();
  }
}
