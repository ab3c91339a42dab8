package com.leadignite.guard.limit;

import com.leadignite.guard.GuardOrder;
import com.leadignite.guard.edge.ClientAddress;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Limits each address, whatever it asks for: paths that do not exist, preflights and unreadable
 * requests count, too.
 */
@Singleton
final class AddressLimitFilter {

  private final AddressLimit limit;

  AddressLimitFilter(AddressLimit limit) {
    this.limit = limit;
  }

  void install(@Observes Filters filters) {
    filters.register(this::handle, GuardOrder.ADDRESS_LIMIT);
  }

  private void handle(RoutingContext context) {
    Future<Permit> permit = limit.take(ClientAddress.of(context).network());
    if (permit.isComplete()) {
      goOn(context, permit);
    } else {
      // The body must not arrive before there is a reader.
      context.request().pause();
      permit.onComplete(result -> {
        context.request().resume();
        goOn(context, result);
      });
    }
  }

  private static void goOn(RoutingContext context, AsyncResult<Permit> permit) {
    if (permit.failed()) {
      context.fail(permit.cause());
    } else if (permit.result().allowed()) {
      context.next();
    } else {
      context.fail(permit.result().problem());
    }
  }
}
