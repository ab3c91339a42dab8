package com.leadignite.auth.testing;

import com.leadignite.auth.captcha.CaptchaConfig;
import com.leadignite.auth.signin.AnonymousConfig;
import com.leadignite.auth.signin.SignUpConfig;
import io.quarkus.test.Mock;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Settings that the service reads with each request, and that a test changes while it runs: a test
 * profile would start it anew, which takes seconds. The executable of an integration test gets them
 * by a profile.
 */
@Singleton
public final class SwitchedSettings {

  private static final Map<Class<?>, Object> SWITCHED = new ConcurrentHashMap<>();

  /** Until {@link #forget} the service has these properties, and else the defaults. */
  public static void set(Class<?> mapping, Map<String, String> properties) {
    SWITCHED.put(mapping, Settings.of(mapping, properties));
  }

  /** The service has what it was started with. */
  public static void forget() {
    SWITCHED.clear();
  }

  @Mock
  @Produces
  @Singleton
  CaptchaConfig captcha() {
    return switchable(CaptchaConfig.class);
  }

  @Mock
  @Produces
  @Singleton
  SignUpConfig signUp() {
    return switchable(SignUpConfig.class);
  }

  @Mock
  @Produces
  @Singleton
  AnonymousConfig anonymous() {
    return switchable(AnonymousConfig.class);
  }

  private static <T> T switchable(Class<T> mapping) {
    T configured =
        ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(mapping);
    Object proxy =
        Proxy.newProxyInstance(
            mapping.getClassLoader(),
            new Class<?>[] {mapping},
            (self, method, arguments) -> {
              try {
                return method.invoke(SWITCHED.getOrDefault(mapping, configured), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return mapping.cast(proxy);
  }
}
