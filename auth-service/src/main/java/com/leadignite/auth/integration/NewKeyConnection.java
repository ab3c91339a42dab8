package com.leadignite.auth.integration;

import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection to make by an API key. Does not print the key.
 *
 * @param provider the provider's name
 * @param name tells it from others to the same provider; the provider's name unless set. The key of
 *     one that has the name is replaced
 * @param apiKey the key, which is not answered again
 */
@Body
@RegisterForReflection
record NewKeyConnection(
    @NotNull @Line(max = 40) String provider,
    @Nullable @Line(max = 100) String name,
    @NotNull @Pattern(regexp = "[!-~]{8,512}") String apiKey) {

  String nameOr(String otherwise) {
    return name == null ? otherwise : name;
  }

  @Override
  public String toString() {
    return "NewKeyConnection";
  }
}
