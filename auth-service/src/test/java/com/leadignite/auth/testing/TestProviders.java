package com.leadignite.auth.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives the service under test two providers, {@code alpha} and {@code beta}, one at which nobody's
 * address is trusted, {@code azure}, and one without ID tokens, {@code gamma}:
 * {@code @WithTestResource(TestProviders.class)}. A field of this type in the test class is set to
 * it.
 */
public final class TestProviders implements QuarkusTestResourceLifecycleManager {

  /** The client id of a mobile application at alpha. */
  public static final String MOBILE = "lead-ignite-mobile";

  private @Nullable TestProvider alpha;
  private @Nullable TestProvider beta;
  private @Nullable TestProvider azure;
  private @Nullable TestProvider gamma;

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>();
    alpha = add(settings, "alpha");
    beta = add(settings, "beta");
    azure = add(settings, "azure");
    gamma = TestProvider.start();
    String oauth = "leadignite.auth.providers.\"gamma\".";
    settings.put(oauth + "client-id", TestProvider.CLIENT);
    settings.put(oauth + "client-secret", TestProvider.SECRET);
    settings.put(oauth + "authorization-url", gamma.issuer() + "/authorize");
    settings.put(oauth + "token-url", gamma.issuer() + "/token");
    settings.put(oauth + "user-info-url", gamma.issuer() + "/userinfo");
    settings.put("leadignite.auth.providers.\"alpha\".client-ids", MOBILE);
    return settings;
  }

  private static TestProvider add(Map<String, String> settings, String name) {
    TestProvider provider = TestProvider.start();
    String prefix = "leadignite.auth.providers.\"" + name + "\".";
    settings.put(prefix + "issuer", provider.issuer());
    settings.put(prefix + "client-id", TestProvider.CLIENT);
    settings.put(prefix + "client-secret", TestProvider.SECRET);
    return provider;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(TestProviders.class));
  }

  @Override
  public void stop() {
    alpha().close();
    beta().close();
    azure().close();
    gamma().close();
  }

  public TestProvider alpha() {
    return Objects.requireNonNull(alpha, "it was started");
  }

  public TestProvider beta() {
    return Objects.requireNonNull(beta, "it was started");
  }

  public TestProvider gamma() {
    return Objects.requireNonNull(gamma, "it was started");
  }

  public TestProvider azure() {
    return Objects.requireNonNull(azure, "it was started");
  }
}
