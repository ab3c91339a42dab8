package com.leadignite.guard.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One list as one caller sees it: reads the cursor of a request, and signs that of the next page.
 *
 * <p>A cursor is base64url of 16 bytes of HMAC-SHA256, the id (16 bytes) and the sort key (UTF-8).
 * It is opaque to callers but not encrypted: what it is made of is in the list that they read.
 */
public final class PagedList {

  private static final int MAC_BYTES = 16;
  private static final int ID_BYTES = 16;
  private static final int MAX_CURSOR_CHARS = 2048;
  private static final byte[] PURPOSE = "list cursor, version 1\0".getBytes(UTF_8);
  private static final byte[] END_OF_SCOPE = {0};

  private final HmacSha256 mac;
  private final byte[] scope;

  PagedList(HmacSha256 mac, String scope) {
    this.mac = mac;
    this.scope = scope.getBytes(UTF_8);
  }

  /**
   * The position after which the requested page begins; null for the first page.
   *
   * @throws Problem {@code invalid-cursor} if the cursor was not signed by us for this list
   */
  public @Nullable Place after(PageRequest request) {
    List<String> cursors = request.cursors();
    if (cursors.size() > 1) {
      throw refusal();
    }
    return cursors.isEmpty() ? null : verified(cursors.getFirst()).orElseThrow(PagedList::refusal);
  }

  /** As {@link #after}, for a list that is sorted by id. */
  public Optional<UUID> afterId(PageRequest request) {
    return Optional.ofNullable(after(request)).map(Place::id);
  }

  /**
   * The page that was read.
   *
   * @param read up to one item more than the request's limit; that one is not shown and means that
   *     there is a next page
   * @param placeOf the position of an item
   */
  public <T> Page<T> page(PageRequest request, List<T> read, Function<? super T, Place> placeOf) {
    int limit = request.limit();
    if (read.size() <= limit) {
      return Page.single(read);
    }
    List<T> items = read.subList(0, limit);
    return new Page<>(items, cursor(placeOf.apply(items.getLast())));
  }

  private String cursor(Place place) {
    byte[] position = bytes(place);
    byte[] tag = tag(position);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(tag.length + position.length).put(tag).put(position).array());
  }

  private Optional<Place> verified(String cursor) {
    byte[] bytes = decoded(cursor);
    if (bytes.length < MAC_BYTES + ID_BYTES) {
      return Optional.empty();
    }
    byte[] position = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
    return MessageDigest.isEqual(Arrays.copyOf(bytes, MAC_BYTES), tag(position))
        ? Optional.of(place(position))
        : Optional.empty();
  }

  private static byte[] decoded(String cursor) {
    try {
      return cursor.length() > MAX_CURSOR_CHARS
          ? new byte[0]
          : Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private byte[] tag(byte[] position) {
    return Arrays.copyOf(mac.of(PURPOSE, scope, END_OF_SCOPE, position), MAC_BYTES);
  }

  private static byte[] bytes(Place place) {
    byte[] key = place.key().getBytes(UTF_8);
    return ByteBuffer.allocate(ID_BYTES + key.length)
        .putLong(place.id().getMostSignificantBits())
        .putLong(place.id().getLeastSignificantBits())
        .put(key)
        .array();
  }

  private static Place place(byte[] position) {
    ByteBuffer bytes = ByteBuffer.wrap(position);
    UUID id = new UUID(bytes.getLong(), bytes.getLong());
    return new Place(UTF_8.decode(bytes).toString(), id);
  }

  private static Problem refusal() {
    return new Problem(
        CommonProblem.INVALID_CURSOR,
        "Send the cursor as it was answered, with the same filters and order, or start over without"
            + " one.");
  }
}
