package com.leadignite.auth.supabase;

import com.leadignite.auth.browser.SessionMode;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Moves the tokens of a session into cookies, whichever operation answers it, if that is the
 * request's {@link SessionMode}.
 */
@Provider
@Singleton
public final class CookieSessionFilter implements ContainerResponseFilter {

  private final Instance<CookieSessions> sessions;

  // Made while the service is built: what depends on its configuration is not there yet.
  @Inject
  CookieSessionFilter(Instance<CookieSessions> sessions) {
    this.sessions = sessions;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof SessionView session) {
      var answered = ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext();
      RoutingContext context =
          ((ResteasyReactiveRequestContext) answered).unwrap(RoutingContext.class);
      if (SessionMode.isCookie(context)) {
        response.setEntity(sessions.get().answer(context, session));
      }
    }
  }
}
