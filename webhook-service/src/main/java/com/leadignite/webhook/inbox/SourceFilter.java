package com.leadignite.webhook.inbox;

import com.leadignite.guard.GuardOrder;
import com.leadignite.webhook.source.FindSource;
import com.leadignite.webhook.source.SourceRules;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Refuses a webhook for no source before its body is read, so that a stranger who knows none cannot
 * make us hold anything.
 */
@Provider
@RequiresSource
@Singleton
@Priority(GuardOrder.LOOK_UP)
public final class SourceFilter implements ContainerRequestFilter {

  private final Instance<FindSource> findSource;
  private final Instance<RetriedAnswer> retriedAnswer;

  // Made while the service is built: what depends on its configuration is not there yet.
  @Inject
  SourceFilter(Instance<FindSource> findSource, Instance<RetriedAnswer> retriedAnswer) {
    this.findSource = findSource;
    this.retriedAnswer = retriedAnswer;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    ResteasyReactiveContainerRequestContext request =
        (ResteasyReactiveContainerRequestContext) context;
    UUID id =
        SourceRules.id(context.getUriInfo().getPathParameters().getFirst("source_id"))
            .orElseThrow(ReceiveWebhook::notFound);
    request.suspend();
    findSource
        .get()
        .isThere(id)
        .subscribe()
        .with(
            isThere -> {
              if (isThere) {
                request.resume();
              } else {
                request.resume(ReceiveWebhook.notFound());
              }
            },
            failure -> request.resume(retriedAnswer.get().to(id, failure)));
  }
}
