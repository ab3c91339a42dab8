package com.leadignite.auth.passkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a browser is to do with a factor that is a passkey, as Supabase's clients know it.
 *
 * @param type {@code create} or {@code request}
 * @param credentialOptions what it is to do
 */
@RegisterForReflection
public record FactorCeremony(String type, Options credentialOptions) {

  /**
   * The argument of {@code navigator.credentials}.
   *
   * @param publicKey {@link CreationOptions} or {@link RequestOptions}
   */
  @RegisterForReflection
  public record Options(
      @JsonProperty("publicKey") @Schema(anyOf = {CreationOptions.class, RequestOptions.class})
          Object publicKey) {}

  static FactorCeremony make(CreationOptions options) {
    return new FactorCeremony("create", new Options(options));
  }

  static FactorCeremony show(RequestOptions options) {
    return new FactorCeremony("request", new Options(options));
  }
}
