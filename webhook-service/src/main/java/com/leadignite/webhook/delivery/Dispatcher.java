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
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Shares a replica's attempts among endpoints: each has a lane of its own, so that one that hangs
 * holds up nobody but itself, and while all attempts are in use, lanes take turns. An organization
 * has a quarter of the attempts at most, and an eighth of them is kept for lanes that have none.
 * What is in memory is bounded too.
 *
 * <p>All state is touched on one event loop only.
 */
final class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  private static final int AT_A_TIME = 32;
  private static final long MOST_BYTES = 8 * TakeStore.MOST_BYTES;

  private final int concurrency;
  private final BiFunction<Destination, Integer, Uni<List<Task>>> take;
  private final Function<List<Task>, List<Uni<Void>>> attempts;
  private final Context loop;
  private final Map<Destination, Lane> lanes = new HashMap<>();
  private final Queue<Lane> waiting = new ArrayDeque<>();
  private final Map<UUID, Integer> ofTenants = new HashMap<>();
  private int underWay;
  private long bytes;

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
      int most = most();
      if (most <= 0) {
        queue();
        return;
      }
      taking = true;
      use(most, TakeStore.MOST_BYTES);
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

    /** What is left is shared: a lane that has its share already leaves the rest to the others. */
    private int most() {
      int share = Math.max(1, concurrency / lanes.size());
      int wanted = Math.min(Math.max(share - mine, mine == 0 ? 1 : 0), AT_A_TIME);
      int free = concurrency - underWay - (mine == 0 ? 0 : concurrency / 8);
      int ofTenant = Math.max(1, concurrency / 4) - ofTenants.getOrDefault(to.tenantId(), 0);
      return hasRoom() ? Math.min(wanted, Math.min(free, ofTenant)) : 0;
    }

    private void queue() {
      if (!taking && !queued) {
        queued = true;
        waiting.add(this);
      }
    }

    private void use(int more, long moreBytes) {
      underWay += more;
      bytes += moreBytes;
      int ofTenant = ofTenants.getOrDefault(to.tenantId(), 0) + more;
      if (ofTenant == 0) {
        ofTenants.remove(to.tenantId());
      } else {
        ofTenants.put(to.tenantId(), ofTenant);
      }
    }

    private void taken(List<Task> taken, int reserved) {
      taking = false;
      use(
          taken.size() - reserved,
          taken.stream().mapToLong(Lane::size).sum() - TakeStore.MOST_BYTES);
      mine += taken.size();
      List<Uni<Void>> begun = attempts.apply(taken);
      for (int i = 0; i < begun.size(); i++) {
        long size = size(taken.get(i));
        begun
            .get(i)
            .onFailure()
            .invoke(e -> LOG.warnf("an attempt was not recorded, and is made again: %s", e))
            .onFailure()
            .recoverWithNull()
            .subscribe()
            .with(done -> loop.runOnContext(x -> ended(size)));
      }
      rest();
      next();
    }

    private static long size(Task task) {
      return task.event().data().length();
    }

    private void ended(long size) {
      mine--;
      use(-1, -size);
      if (waiting.isEmpty()) {
        fill();
      } else {
        queue();
      }
      next();
    }

    private void rest() {
      if (mine == 0 && !taking && !queued) {
        lanes.remove(to, this);
      }
    }
  }

  private boolean hasRoom() {
    return underWay < concurrency && bytes + TakeStore.MOST_BYTES <= MOST_BYTES;
  }

  private void next() {
    for (int turns = waiting.size(); turns > 0 && hasRoom(); turns--) {
      Lane lane = waiting.remove();
      lane.queued = false;
      lane.fill();
    }
  }
}
