package com.leadignite.auth.testing;

import com.leadignite.auth.testing.TestServer.Answered;
import com.leadignite.auth.testing.TestServer.Received;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The server that an operator's hooks are at, and that plays the providers of integrations. Injects
 * its {@link TestServer}.
 */
public final class OperatorServer implements QuarkusTestResourceLifecycleManager {

  /** What hooks are signed with. */
  public static final String SECRET = "v1,whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** The provider of social sign-in, which is the injected {@link TestProvider}. */
  public static final String PROVIDER = "alpha";

  private static final String PROVIDERS = "leadignite.auth.integrations.providers.";

  private final TestServer server = TestServer.start(OperatorServer::agrees);
  private final TestProvider provider = TestProvider.start();

  /** What a hook answers that has nothing to say. */
  public static Answered agrees(Received call) {
    return Answered.json(
        200,
        call.path().endsWith("customize-access-token")
            ? new JsonObject()
                .put("claims", new JsonObject(call.body()).getJsonObject("claims"))
                .encode()
            : "{}");
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>();
    List.of("before-user-created", "custom-access-token", "send-email", "send-sms")
        .forEach(hook -> {
          String property = "leadignite.auth.hook." + hook;
          settings.put(property + ".enabled", "true");
          settings.put(property + ".uri", server.url() + "/" + wireName(hook));
          settings.put(property + ".secrets", SECRET);
        });
    String social = "leadignite.auth.providers.\"" + PROVIDER + "\".";
    settings.put(social + "issuer", provider.issuer());
    settings.put(social + "client-id", TestProvider.CLIENT);
    settings.put(social + "client-secret", TestProvider.SECRET);
    oauth(settings, "acme");
    settings.put(PROVIDERS + "acme.revocation-endpoint", server.url() + "/acme/revoke");
    settings.put(PROVIDERS + "acme.issuer", "https://acme.example");
    oauth(settings, "gohighlevel");
    settings.put(PROVIDERS + "vapi.check", "true");
    settings.put(PROVIDERS + "elevenlabs.check", "true");
    settings.put(PROVIDERS + "vapi.base-url", server.url() + "/vapi");
    settings.put(PROVIDERS + "elevenlabs.base-url", server.url() + "/elevenlabs");
    return settings;
  }

  private void oauth(Map<String, String> settings, String name) {
    settings.put(PROVIDERS + name + ".client-id", "client of " + name);
    settings.put(PROVIDERS + name + ".client-secret", "secret/of+" + name);
    settings.put(PROVIDERS + name + ".scopes", "contacts.readonly,contacts.write");
    settings.put(PROVIDERS + name + ".authorization-endpoint", server.url() + "/" + name + "/go");
    settings.put(PROVIDERS + name + ".token-endpoint", server.url() + "/" + name + "/token");
  }

  private static String wireName(String hook) {
    return hook.equals("custom-access-token") ? "customize-access-token" : hook;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(server, new TestInjector.MatchesType(TestServer.class));
    injector.injectIntoFields(provider, new TestInjector.MatchesType(TestProvider.class));
  }

  @Override
  public void stop() {
    server.close();
    provider.close();
  }
}
