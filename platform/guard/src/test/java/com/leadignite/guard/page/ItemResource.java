package com.leadignite.guard.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Endpoints of the test application that list, and that read ids and times. */
@Path("/page/v1/items")
@Singleton
@Produces(MediaType.APPLICATION_JSON)
public final class ItemResource {

  /** One item. */
  public record Item(@NotNull UUID id, @JsonProperty("at") @Nullable Instant at) {}

  private static final int ITEMS = 210;

  private final Cursors cursors;

  ItemResource(Cursors cursors) {
    this.cursors = cursors;
  }

  @GET
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  public Uni<Page<Item>> list(
      @QueryParam("colour") @Pattern(regexp = "[a-z]*") @Nullable String colour,
      @Valid @BeanParam PageRequest page) {
    PagedList list = cursors.list("page.items", colour);
    Place after = list.after(page);
    long first = after == null ? 1 : after.id().getLeastSignificantBits() + 1;
    List<Item> read =
        LongStream.rangeClosed(first, ITEMS)
            .limit(page.limit() + 1)
            .mapToObj(n -> new Item(new UUID(0, n), null))
            .toList();
    return Uni.createFrom().item(list.page(page, read, item -> Place.of(item.id())));
  }

  @POST
  @Access(value = Audience.PUBLIC, limit = Limit.WRITE)
  public Uni<Item> create(@Valid Item item) {
    return Uni.createFrom().item(item);
  }
}
