package com.leadignite.webhook.delivery;

import com.leadignite.guard.vertx.Contexts;
import com.leadignite.webhook.delivery.TakeStore.Destination;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Shares a replica's attempts among endpoints: each has a lane of its own, so that one that hangs
 * holds up nobody but itself, and while all attempts are in use, lanes take turns.
 *
 * <p>All state is touched on one event loop only.
 */
final class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  private final int concurrency;
  private final BiFunction<Destination, Integer, Uni<List<Task>>> take;
  private final Function<List<Task>, List<Uni<Void>>> attempts;
  private final Context loop;
  private final Map<Destination, Lane> lanes = new HashMap<>();
  private final Queue<Lane> waiting = new ArrayDeque<>();
  private int underWay;

  /**
   * One without lanes.
   *
   * @param concurrency the most attempts at a time
   * @param take takes so many deliveries for an endpoint at most
   * @param attempts makes an attempt for each of what was taken
   */
  Dispatcher(
      int concurrency,
      BiFunction<Destination, Integer, Uni<List<Task>>> take,
      Function<List<Task>, List<Uni<Void>>> attempts,
      Vertx vertx) {
    this.concurrency = concurrency;
    this.take = take;
    this.attempts = attempts;
    this.loop = Contexts.onEventLoop(vertx);
  }

  /** Something is due for these. */
  void serve(List<Destination> due) {
    loop.runOnContext(x -> due.forEach(each -> lanes.computeIfAbsent(each, Lane::new).fill()));
  }

  /** The deliveries of one endpoint. */
  private final class Lane {

    private final Destination to;
    private int mine;
    private boolean taking;
    private boolean queued;

    private Lane(Destination to) {
      this.to = to;
    }

    private void fill() {
      if (taking || queued) {
        return;
      }
      // What is left is shared: a lane that has its share already leaves the rest to the others.
      int share = Math.max(1, concurrency / lanes.size());
      int most = Math.min(Math.max(share - mine, mine == 0 ? 1 : 0), concurrency - underWay);
      if (most <= 0) {
        queued = true;
        waiting.add(this);
        return;
      }
      taking = true;
      underWay += most;
      take.apply(to, most)
          .subscribe()
          .with(
              taken -> loop.runOnContext(x -> taken(taken, most)),
              failure ->
                  loop.runOnContext(x -> {
                    LOG.warnf("deliveries were not taken: %s", failure);
                    taken(List.of(), most);
                  }));
    }

    private void taken(List<Task> taken, int reserved) {
      taking = false;
      underWay -= reserved - taken.size();
      mine += taken.size();
      attempts
          .apply(taken)
          .forEach(attempt ->
              attempt
                  .subscribe()
                  .with(
                      done -> loop.runOnContext(x -> ended()),
                      failure ->
                          loop.runOnContext(x -> {
                            LOG.warnf(
                                "an attempt was not recorded, and is made again: %s", failure);
                            ended();
                          })));
      rest();
      next();
    }

    private void ended() {
      mine--;
      underWay--;
      fill();
      next();
    }

    private void rest() {
      if (mine == 0 && !taking && !queued) {
        lanes.remove(to, this);
      }
    }
  }

  private void next() {
    for (int turns = waiting.size(); turns > 0 && underWay < concurrency; turns--) {
      Lane lane = waiting.remove();
      lane.queued = false;
      lane.fill();
    }
  }
}
