package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.ADDRESS_BEFORE_PASSWORD;
import static com.leadignite.auth.problem.AuthProblem.APP_METADATA_IS_NOT_THEIRS;
import static com.leadignite.auth.problem.AuthProblem.CURRENT_PASSWORD_INVALID;
import static com.leadignite.auth.problem.AuthProblem.EMAIL_EXISTS;
import static com.leadignite.auth.problem.AuthProblem.EMAIL_INVALID;
import static com.leadignite.auth.problem.AuthProblem.INVALID_JWT;
import static com.leadignite.auth.problem.AuthProblem.LOCKED_OUT;
import static com.leadignite.auth.problem.AuthProblem.NONCE_INVALID;
import static com.leadignite.auth.problem.AuthProblem.PASSWORD_NEEDED;
import static com.leadignite.auth.problem.AuthProblem.PHONE_COUNTRY_REFUSED;
import static com.leadignite.auth.problem.AuthProblem.PHONE_EXISTS;
import static com.leadignite.auth.problem.AuthProblem.PHONE_INVALID;
import static com.leadignite.auth.problem.AuthProblem.PHONE_SIGN_UP_DISABLED;
import static com.leadignite.auth.problem.AuthProblem.PKCE_INCOMPLETE;
import static com.leadignite.auth.problem.AuthProblem.PKCE_METHOD_REFUSED;
import static com.leadignite.auth.problem.AuthProblem.REAUTHENTICATION_NEEDED;
import static com.leadignite.auth.problem.AuthProblem.SAME_PASSWORD;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.WEAK_PASSWORD;

import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.profile.AccountChange;
import com.leadignite.auth.profile.ChangeAccount;
import com.leadignite.auth.supabase.Credentials.UserBody;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Assurance;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code GET} and {@code PUT /user}: the caller's own account. */
@Path("/auth/v1/user")
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@Tag(name = "Account", description = "The API of Supabase Auth")
public final class UserResource {

  private final CurrentCaller caller;
  private final CurrentRequest request;
  private final AccountStore accounts;
  private final ChangeAccount changeAccount;
  private final Addresses addresses;
  private final AccountFields fields;
  private final Flows flows;

  UserResource(
      CurrentCaller caller,
      CurrentRequest request,
      AccountStore accounts,
      ChangeAccount changeAccount,
      Addresses addresses,
      AccountFields fields,
      Flows flows) {
    this.caller = caller;
    this.request = request;
    this.accounts = accounts;
    this.changeAccount = changeAccount;
    this.addresses = addresses;
    this.fields = fields;
    this.flows = flows;
  }

  @GET
  @Access(
      value = Audience.SIGNED_IN,
      limit = Limit.ACCOUNT,
      assurance = Assurance.FIRST_FACTOR,
      anonymous = true)
  @Operation(operationId = "getUser", summary = "The caller's account")
  @Problems({INVALID_JWT, SESSION_NOT_FOUND})
  public Uni<UserView> user() {
    return accounts
        .ofCaller(caller.person())
        .map(found -> found.orElseThrow(AuthProblem.SESSION_NOT_FOUND::problem))
        .map(UserView::of);
  }

  @PUT
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT, anonymous = true)
  @Operation(
      operationId = "updateUser",
      summary = "Change the caller's account",
      description =
          "`data` is merged into the metadata; a null removes a member. A new `password` needs"
              + " `current_password`, the `nonce` of a mail (see `reauthenticate`), or a sign-in of"
              + " the last five minutes, and ends the other sessions. A new `email` needs the same,"
              + " and both mailboxes have to agree to it: until then it is `new_email`. Whether it"
              + " has an account is not told. An anonymous account needs neither: an `email` makes"
              + " it that of a person, under the same id. If addresses are confirmed without"
              + " asking, or `leadignite.auth.mail.secure-email-change` is off, a new `email` needs"
              + " a sign-in of the last five minutes and one of the other two; so does a new"
              + " `phone`, which is changed once the code that it is sent was shown (`verify` with"
              + " type `phone_change`).")
  @APIResponse(responseCode = "200", description = "The account afterwards")
  @Problems({
    INVALID_JWT,
    SESSION_NOT_FOUND,
    EMAIL_INVALID,
    PASSWORD_NEEDED,
    PHONE_INVALID,
    PHONE_EXISTS,
    PHONE_COUNTRY_REFUSED,
    PHONE_SIGN_UP_DISABLED,
    APP_METADATA_IS_NOT_THEIRS,
    CURRENT_PASSWORD_INVALID,
    NONCE_INVALID,
    REAUTHENTICATION_NEEDED,
    LOCKED_OUT,
    EMAIL_EXISTS,
    SAME_PASSWORD,
    ADDRESS_BEFORE_PASSWORD,
    WEAK_PASSWORD,
    PKCE_INCOMPLETE,
    PKCE_METHOD_REFUSED
  })
  public Uni<UserView> change(
      @QueryParam("redirect_to") @Nullable String redirectTo, @Nullable UserBody body) {
    UserBody sent = Credentials.needed(body);
    Password current = current(sent.currentPassword());
    String network = request.info().orElseThrow().address().network();
    return changeAccount
        .change(
            caller.person(), current, nonce(sent.nonce()), () -> wanted(sent, redirectTo), network)
        .map(UserView::of);
  }

  private static @Nullable String nonce(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private AccountChange wanted(UserBody sent, @Nullable String redirectTo) {
    PhoneNumber phone =
        Addresses.isGiven(sent.phone())
            ? addresses.phone(sent.phone(), AuthProblem.PHONE_SIGN_UP_DISABLED)
            : null;
    if (sent.appMetadata() != null) {
      throw AuthProblem.APP_METADATA_IS_NOT_THEIRS.problem();
    }
    return new AccountChange(
        fields.email(sent.email()),
        flows.of(redirectTo, sent.codeChallenge(), sent.codeChallengeMethod()),
        phone,
        fields.password(sent.password()),
        sent.data());
  }

  private static @Nullable Password current(@Nullable String text) {
    return text == null || text.isEmpty()
        ? null
        : Password.of(text).orElseThrow(AuthProblem.CURRENT_PASSWORD_INVALID::problem);
  }
}
