package com.leadignite.auth.social;

import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.device.NewDeviceNotice;
import com.leadignite.auth.device.UnknownDevice;
import com.leadignite.auth.identity.ProviderTokens;
import com.leadignite.auth.linking.LinkIdentity;
import com.leadignite.auth.linking.PendingLink;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.redirect.Landing;
import com.leadignite.auth.session.CompleteSession;
import com.leadignite.auth.session.OpenSession;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.session.SignInEvents;
import com.leadignite.auth.social.SocialFlow.Linking;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.auth.verify.CodeGrant;
import com.leadignite.auth.verify.PkceCodes;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a flow once a provider sent the person back: whatever comes of it, they land where the flow
 * began, which is an address that was allowed then.
 */
@Singleton
public final class FinishFlow {

  private static final Duration KEPT = Duration.ofHours(1);

  private final Rows rows;
  private final SocialFlowStore store;
  private final FlowSecrets secrets;
  private final VerifyCallback verifyCallback;
  private final AdmitPerson admitPerson;
  private final LinkIdentity linkIdentity;
  private final OpenSession openSession;
  private final CompleteSession completeSession;
  private final PkceCodes pkceCodes;
  private final NewDeviceNotice newDevice;
  private final FlowFailures failures;
  private final InvalidSecrets invalidSecrets;
  private final SignInEvents events;
  private final Clock clock;

  FinishFlow(
      Rows rows,
      SocialFlowStore store,
      FlowSecrets secrets,
      VerifyCallback verifyCallback,
      AdmitPerson admitPerson,
      LinkIdentity linkIdentity,
      OpenSession openSession,
      CompleteSession completeSession,
      PkceCodes pkceCodes,
      NewDeviceNotice newDevice,
      FlowFailures failures,
      InvalidSecrets invalidSecrets,
      SignInEvents events,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.secrets = secrets;
    this.verifyCallback = verifyCallback;
    this.admitPerson = admitPerson;
    this.linkIdentity = linkIdentity;
    this.openSession = openSession;
    this.completeSession = completeSession;
    this.pkceCodes = pkceCodes;
    this.newDevice = newDevice;
    this.failures = failures;
    this.invalidSecrets = invalidSecrets;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Where a person lands.
   *
   * @param url with a code, with the session in its fragment, or with an error
   * @param user who signed in, in the browser that began it; with PKCE nobody has yet
   */
  public record Landed(String url, Optional<UserId> user) {}

  /**
   * Ends a flow, once (B30).
   *
   * @param cookie what the browser kept of the flow, or null
   * @param device what it showed of an earlier sign-in, or null
   * @return fails with oauth-state-invalid if there is no such flow, or the browser did not begin
   *     it (B27); every other failure is told where the person lands
   */
  public Uni<Landed> finish(
      ProviderCallback callback, @Nullable String cookie, @Nullable String device) {
    String state = callback.state();
    if (state == null || !FlowSecrets.isState(state)) {
      return refused();
    }
    return store
        .take(FlowSecrets.hash(state), secrets.isBrowser(state, cookie), clock.instant())
        .chain(flow -> flow.isPresent() ? finish(flow.get(), state, callback, device) : refused());
  }

  private Uni<Landed> refused() {
    return invalidSecrets.refuse("auth.social.failed", AuthProblem.OAUTH_STATE_INVALID.problem());
  }

  private Uni<Landed> finish(
      SocialFlow flow, String state, ProviderCallback callback, @Nullable String device) {
    return Uni.createFrom()
        .deferred(() -> verifyCallback.verify(flow, state, callback))
        .chain(verified ->
            flow.linking() == null
                ? signIn(flow, verified, device)
                : link(flow, flow.linking(), verified))
        .onFailure(FlowFailures::isTold)
        .recoverWithUni(e -> failures.tell(flow, e).map(url -> new Landed(url, Optional.empty())));
  }

  /**
   * With PKCE nobody has signed in yet: once the code is exchanged, owners are notified and the
   * device is a known one. Were it known before, a first code that is thrown away would keep the
   * mail about the second from being written.
   */
  private Uni<Landed> signIn(
      SocialFlow flow, VerifyCallback.Verified verified, @Nullable String device) {
    return flow.flow().challenge().isPresent()
        ? admitPerson.admit(
            verified.person(),
            device,
            (tx, user) ->
                newDevice
                    .unknown(tx, user, device)
                    .chain(unknown -> code(tx, flow, user, verified, null, unknown.orElse(null)))
                    .map(url -> new Landed(url, Optional.empty())))
        : admitPerson
            .admit(
                verified.person(),
                device,
                (tx, user) -> newDevice.watch(tx, user, device, () -> session(tx, flow, user)))
            .chain(session -> landed(flow, session, verified.tokens()));
  }

  /** Without PKCE the browser showed that it is the one that asked for it; see the store. */
  private Uni<Landed> link(SocialFlow flow, Linking linking, VerifyCallback.Verified verified) {
    PendingLink link =
        new PendingLink(
            linking.session(),
            verified.person().identity(),
            verified.person().verified().orElse(null));
    return flow.flow().challenge().isPresent()
        ? rows.asService()
            .transaction(tx -> code(tx, flow, linking.user(), verified, link, null))
            .map(url -> new Landed(url, Optional.empty()))
        : rows.asService()
            .transaction(tx ->
                linkIdentity
                    .link(tx, linking.user(), link)
                    .chain(() -> session(tx, flow, linking.user())))
            .chain(session -> landed(flow, session, verified.tokens()));
  }

  private Uni<String> code(
      Transaction tx,
      SocialFlow flow,
      UserId user,
      VerifyCallback.Verified verified,
      @Nullable PendingLink link,
      @Nullable UnknownDevice unknown) {
    return pkceCodes
        .make(
            tx,
            new CodeGrant(
                user,
                flow.flow().challenge().orElseThrow(),
                flow.provider(),
                link,
                verified.tokens(),
                unknown))
        .map(code -> Landing.withCode(flow.flow().redirectTo(), code));
  }

  private Uni<SessionTokens> session(Transaction tx, SocialFlow flow, UserId user) {
    return openSession
        .byProvider(tx, user, flow.provider())
        .invoke(session ->
            tx.record(
                events
                    .succeeded(session, AuthenticationMethod.OAUTH)
                    .meta("provider", flow.provider())
                    .build()));
  }

  private Uni<Landed> landed(SocialFlow flow, SessionTokens session, ProviderTokens tokens) {
    return completeSession
        .opened(session)
        .map(complete ->
            new Landed(
                Landing.withSession(flow.flow().redirectTo(), complete, tokens),
                Optional.of(complete.account().id())));
  }

  @Scheduled(every = "1h", delayed = "1h", identity = "delete-expired-social-flows")
  Uni<Void> deleteExpired() {
    return store.deleteExpired(clock.instant().minus(KEPT));
  }
}
