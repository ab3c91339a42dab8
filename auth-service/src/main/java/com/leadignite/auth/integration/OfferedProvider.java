package com.leadignite.auth.integration;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A provider that this deployment offers.
 *
 * @param name its name
 * @param kind how it is connected
 * @param scopes what is asked for; none with an API key
 */
@RegisterForReflection
record OfferedProvider(String name, IntegrationKind kind, List<String> scopes) {

  static OfferedProvider of(Provider provider) {
    return new OfferedProvider(
        provider.name(),
        provider.kind(),
        switch (provider) {
          case Provider.OAuth oauth -> oauth.scopes();
          case Provider.ApiKey _ -> List.of();
        });
  }
}
