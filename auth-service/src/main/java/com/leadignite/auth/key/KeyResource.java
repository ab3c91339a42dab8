package com.leadignite.auth.key;

import static com.leadignite.auth.problem.AuthProblem.ROTATION_TOO_SOON;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;

import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.seal.ResealColumns;
import com.leadignite.guard.seal.ResealColumns.Progress;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Administration of the keys that sign and encrypt. */
@Path("/auth/v1/admin/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "For platform administrators")
public final class KeyResource {

  private final SigningKeys keys;
  private final ResealColumns resealColumns;

  KeyResource(SigningKeys keys, ResealColumns resealColumns) {
    this.keys = keys;
    this.resealColumns = resealColumns;
  }

  /**
   * The keys of this service.
   *
   * @param signing the ids of the keys that sign now and next
   * @param encryption how far the change of the encryption key is, for each column that it seals
   * @param oldEncryptionKeysRemovable whether nothing needs another encryption key than the first:
   *     none is configured, or all columns are done
   */
  record Keys(Rotation signing, List<Progress> encryption, boolean oldEncryptionKeysRemovable) {}

  @GET
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = Role.PLATFORM_ADMIN,
      scopes = Scope.PLATFORM_ADMIN)
  @Operation(
      operationId = "readKeys",
      summary = "The signing keys, and how far a change of the encryption key is",
      description =
          "As the replica that answers knows it: each replica goes through all columns by itself.")
  @APIResponse(responseCode = "200", description = "The keys, by their ids")
  @Problems(SESSION_NOT_FOUND)
  public Uni<Keys> read() {
    List<Progress> progress = resealColumns.progress();
    return Uni.createFrom()
        .item(
            new Keys(
                new Rotation(keys.signing().getKeyId(), keys.nextId()),
                progress,
                progress.stream().allMatch(Progress::done)));
  }

  /** The ids of the keys that sign now and next. */
  record Rotation(String active, String next) {

    private static Rotation of(KeyRing ring) {
      return new Rotation(ring.active().kid(), ring.next().kid());
    }
  }

  @POST
  @Path("/rotate")
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = Role.PLATFORM_ADMIN,
      scopes = Scope.PLATFORM_ADMIN,
      fresh = true)
  @Operation(
      operationId = "rotateKeys",
      summary = "Replace the signing key",
      description =
          "The next key, which every verifier has by now, signs from here on; tokens of the one"
              + " before stay valid until they expire. Answers 409 if the next key was published too"
              + " recently.")
  @APIResponse(responseCode = "200", description = "The keys afterwards")
  @Problems({SESSION_NOT_FOUND, ROTATION_TOO_SOON})
  public Uni<Rotation> rotate() {
    return keys.rotate().map(Rotation::of);
  }

  @POST
  @Path("/replace")
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = Role.PLATFORM_ADMIN,
      scopes = Scope.PLATFORM_ADMIN,
      fresh = true)
  @Operation(
      operationId = "replaceKeys",
      summary = "Replace signing keys that may have leaked",
      description =
          "Every key is replaced at once. Access tokens that were signed before, this request's"
              + " included, are refused as soon as a service reads the keys again, and clients have"
              + " to refresh them; refresh tokens stay valid.")
  @APIResponse(responseCode = "200", description = "The keys afterwards")
  @Problems(SESSION_NOT_FOUND)
  public Uni<Rotation> replace() {
    return keys.replaceAll().map(Rotation::of);
  }
}
