package com.leadignite.auth.integration;

import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A connection to make by a grant at the provider.
 *
 * @param provider the provider's name
 * @param name tells it from others to the same provider; the provider's name unless set. One that
 *     has the name is connected again
 * @param returnTo where the browser goes in the end: an address of the site or of the allow-list,
 *     else the site
 */
@Body
@RegisterForReflection
record NewConnection(
    @NotNull @Line(max = 40) String provider,
    @Nullable @Line(max = 100) String name,
    @Nullable @Line(max = 2000) String returnTo) {

  String nameOr(String otherwise) {
    return name == null ? otherwise : name;
  }
}
