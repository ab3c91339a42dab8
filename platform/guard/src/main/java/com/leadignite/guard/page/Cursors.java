package com.leadignite.guard.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.leadignite.guard.hash.HmacSha256;
import io.smallrye.config.Secret;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The cursors of a service's lists: positions that callers carry from page to page, signed with
 * {@code leadignite.page.cursor-key} together with the list they belong to.
 *
 * <pre>{@code
 * PagedList list = cursors.list("webhooks.inbox", caller.tenantId(), sourceId);
 * return store
 *     .list(caller, sourceId, list.after(page), page.limit() + 1)
 *     .map(read -> list.page(page, read, item -> Place.of(item.id())));
 * }</pre>
 */
@Singleton
public final class Cursors {

  private static final int GENERATED_KEY_BYTES = 32;

  private final HmacSha256 mac;

  @Inject
  Cursors(PageConfig config, SecureRandom random) {
    this(
        config
            .cursorKey()
            .map(Secret::get)
            .map(key -> key.getBytes(UTF_8))
            .orElseGet(() -> generated(random)));
  }

  private Cursors(byte[] key) {
    this.mac = HmacSha256.withKey(key);
  }

  /** Cursors signed with a key of the caller's: for tests without a container. */
  public static Cursors signedWith(String key) {
    return new Cursors(key.getBytes(UTF_8));
  }

  /**
   * One list as one caller sees it. A cursor of it is refused in every other list.
   *
   * @param name which list, with the service's name before it, such as {@code leads.leads}
   * @param boundTo what makes it another list: whose it is (the organization or the person), each
   *     filter and the order; null for a filter that is not set. Their {@code toString} must tell
   *     different values apart and be the same in all replicas
   */
  public PagedList list(String name, @Nullable Object... boundTo) {
    StringBuilder scope = new StringBuilder();
    append(scope, name);
    for (Object part : boundTo) {
      append(scope, part == null ? null : part.toString());
    }
    return new PagedList(mac, scope.toString());
  }

  /** With its length before it, so that no two lists of parts read alike when joined. */
  private static void append(StringBuilder scope, @Nullable String part) {
    if (part == null) {
      scope.append('-');
    } else {
      scope.append(part.length()).append(':').append(part);
    }
  }

  private static byte[] generated(SecureRandom random) {
    byte[] key = new byte[GENERATED_KEY_BYTES];
    random.nextBytes(key);
    return key;
  }
}
