package com.leadignite.guard.body;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A merge patch (RFC 7396): a member that is absent keeps its value, null clears it, an object is
 * merged into the object that is there, and anything else replaces what is there.
 *
 * @param <T> the record that is changed
 */
public final class MergePatch<T extends Record> {

  private final ObjectNode patch;

  // Hidden: to the scanner of the OpenAPI document they are members of a body.
  @Schema(hidden = true)
  private final Class<T> type;

  @Schema(hidden = true)
  private final BodyReader reader;

  MergePatch(ObjectNode patch, Class<T> type, BodyReader reader) {
    this.patch = patch;
    this.type = type;
    this.reader = reader;
  }

  /**
   * The record as the patch makes it. The rules of single members are applied to those that the
   * patch names: what was stored under the rules of its day does not stop a change of something
   * else. Rules over several members always apply.
   *
   * @throws com.leadignite.guard.problem.Problem {@code validation-failed}, with every rule that
   *     the patch or its outcome breaks
   */
  public T apply(T current) {
    return reader.merge(patch, current, type);
  }

  /** Whether the patch says anything of a member, by its name in JSON. */
  public boolean names(String member) {
    return patch.has(member);
  }
}
