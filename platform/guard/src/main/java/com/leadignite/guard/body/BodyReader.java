package com.leadignite.guard.body;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Reads requests into records and holds these to their constraints. Resource methods declare their
 * body as a parameter and need not call this; it is for queries, and for bodies that come under
 * another name than JSON.
 */
@Singleton
public final class BodyReader {

  private final ObjectReader json;
  private final RecordShapes shapes;
  private final Constraints constraints;

  /** A reader of JSON by the rules of the mapper. */
  public BodyReader(ObjectMapper mapper, Validator validator) {
    json =
        mapper
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    shapes = new RecordShapes(new Readings(mapper, this));
    constraints = new Constraints(validator);
  }

  /**
   * The record that a JSON object is.
   *
   * @throws Problem {@code malformed-request} if the bytes are not one JSON object, name a member
   *     twice or go beyond the bounds for depth, names and numbers; {@code validation-failed} with
   *     every member that has the wrong type, is unknown or breaks a constraint
   */
  public <T extends Record> T read(byte[] body, Class<T> type) {
    return read(object(body), type);
  }

  /**
   * The record that an object is which was not sent as a body.
   *
   * @throws Problem {@code validation-failed} as for a body
   */
  public <T extends Record> T read(ObjectNode object, Class<T> type) {
    RecordShape shape = shapes.of(type);
    ReadErrors errors = new ReadErrors();
    T read = type.cast(shape.readObject(object, null, Place.root(errors)));
    constraints.check(read, shape, errors, path -> true);
    return read;
  }

  /**
   * The record that a member of a body is, if another member tells its type; a body has it as an
   * {@link ObjectNode}.
   *
   * @throws Problem {@code validation-failed} as {@link #read} does, with the member's name ahead
   */
  public <T extends Record> T readMember(String name, ObjectNode member, Class<T> type) {
    RecordShape shape = shapes.of(type);
    ReadErrors errors = new ReadErrors();
    T read = type.cast(shape.readObject(member, null, Place.root(errors)));
    try {
      constraints.check(read, shape, errors, place -> true);
    } catch (Problem broken) {
      throw Violations.within(name, broken);
    }
    return read;
  }

  /**
   * The merge patch that a JSON object is; what it says is looked at when it is applied.
   *
   * @throws Problem {@code malformed-request} as for any body
   */
  public <T extends Record> MergePatch<T> patch(byte[] body, Class<T> type) {
    return new MergePatch<>(object(body), type, this);
  }

  /**
   * The record of query or form parameters, each of which may be given once; lists have commas
   * between their items.
   *
   * @throws Problem {@code validation-failed} with every parameter that has the wrong type, is
   *     unknown or breaks a constraint
   */
  public <T extends Record> T parameters(Map<String, List<String>> parameters, Class<T> type) {
    RecordShape shape = shapes.of(type);
    ReadErrors errors = new ReadErrors();
    T read = type.cast(shape.readParameters(parameters, Place.root(errors)));
    constraints.check(read, shape, errors, path -> true);
    return read;
  }

  /** JSON that is to be read as a record by itself; see {@link Unread}. */
  public <T extends Record> Unread<T> unread(JsonNode json, Class<T> type) {
    return new Unread<>(json, type, this);
  }

  <T extends Record> T merge(ObjectNode patch, T current, Class<T> type) {
    RecordShape shape = shapes.of(type);
    ReadErrors errors = new ReadErrors();
    T merged = type.cast(shape.readObject(patch, current, Place.root(errors)));
    constraints.check(merged, shape, errors, path -> names(patch, path));
    return merged;
  }

  /** Whether the patch has a member at the path. */
  private static boolean names(ObjectNode patch, List<String> path) {
    JsonNode node = patch;
    for (String name : path) {
      node = node.path(name);
    }
    return !node.isMissingNode();
  }

  private ObjectNode object(byte[] body) {
    if (tree(body) instanceof ObjectNode object) {
      return object;
    }
    throw new Problem(CommonProblem.MALFORMED_REQUEST, "The body must be a JSON object.");
  }

  private JsonNode tree(byte[] body) {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      // Not kept as the cause: Jackson's message quotes the body.
      throw new Problem(
          CommonProblem.MALFORMED_REQUEST,
          "The body is not well-formed JSON, or names a member twice.");
    }
  }
}
