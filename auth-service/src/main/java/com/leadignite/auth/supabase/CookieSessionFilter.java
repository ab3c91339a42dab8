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
 * request's {@link SessionMode}. The session that had the browser's cookies before ends.
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
      var asked = (ResteasyReactiveContainerRequestContext) request;
      RoutingContext context =
          ((ResteasyReactiveRequestContext) asked.getServerRequestContext())
              .unwrap(RoutingContext.class);
      if (SessionMode.isCookie(context)) {
        response.setEntity(sessions.get().answer(context, session));
        endReplaced(asked, context, session);
      }
    }
  }

  /** A sign-in over the cookies of a session takes them away, and with them the way to end it. */
  private void endReplaced(
      ResteasyReactiveContainerRequestContext asked, RoutingContext context, SessionView session) {
    String replaced = SessionMode.isAsked(context) ? sessions.get().replaced(context) : null;
    if (replaced != null) {
      asked.suspend();
      sessions.get().end(replaced, session).subscribe().with(done -> asked.resume(), asked::resume);
    }
  }
}
