package com.leadignite.auth.testing;

import com.leadignite.auth.testing.TestServer.Answered;
import com.leadignite.auth.testing.TestServer.Received;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A {@link TestServer} that the service under test is configured to call. A field of the subclass's
 * type in the test class is set to it.
 */
public abstract class ExternalServer implements QuarkusTestResourceLifecycleManager {

  private final TestServer server;

  /** One that answers so, until a test says otherwise. */
  protected ExternalServer(Function<Received, Answered> answers) {
    server = TestServer.start(answers);
  }

  /** The settings of the service, by which it finds this server at its address. */
  protected abstract Map<String, String> settings(String url);

  @Override
  public final Map<String, String> start() {
    return settings(server.url());
  }

  /** From now on it answers so, and what it received is forgotten. */
  public final void answer(Function<Received, Answered> how) {
    server.answer(how);
  }

  /** What it received, the oldest first. */
  public final List<Received> received() {
    return server.received();
  }

  @Override
  public final void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(getClass()));
  }

  @Override
  public final void stop() {
    server.close();
  }
}
