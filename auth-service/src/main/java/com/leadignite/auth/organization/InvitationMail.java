package com.leadignite.auth.organization;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.mail.Mail;
import com.leadignite.auth.mail.MailKind;
import com.leadignite.auth.mail.Mails;
import com.leadignite.auth.onetime.MessageLimits;
import com.leadignite.auth.redirect.Redirects;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mails invitations, in the transaction that stores them. */
@Singleton
final class InvitationMail {

  /** What makes an address or a sentence of an organization's name: anybody can choose one. */
  private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^\\p{L}\\p{M}\\p{N} &'’-]+");

  private static final int LONGEST = 60;

  private final Mails mails;
  private final MessageLimits limits;
  private final OrganizationStore organizations;
  private final Redirects redirects;
  private final InvitationConfig config;

  InvitationMail(
      Mails mails,
      MessageLimits limits,
      OrganizationStore organizations,
      Redirects redirects,
      InvitationConfig config) {
    this.mails = mails;
    this.limits = limits;
    this.organizations = organizations;
    this.redirects = redirects;
    this.config = config;
  }

  /**
   * Whether a mail may be sent; fails with too-many-requests if the organization sent many, or many
   * to this mailbox.
   */
  Uni<Boolean> mayBeSent(TenantId tenant, EmailAddress to) {
    return limits.takeInvitation(to, tenant);
  }

  /**
   * Queues the mail. The transaction has to run as the service.
   *
   * @param token in the fragment of the link: browsers keep it from servers and other sites
   * @param redirectTo where the client wants the link to lead, or null
   */
  Uni<Void> send(
      Transaction tx,
      Caller.Person caller,
      Invitation invitation,
      String token,
      @Nullable String redirectTo) {
    String link = redirects.target(redirectTo) + "#invitation_token=" + token;
    return organizations
        .ofMember(tx, caller.tenantId(), caller.userId())
        .map(found -> found.map(Organization::name).orElse(""))
        .chain(name ->
            mails.post(
                tx,
                new Mail(
                    MailKind.ORGANIZATION_INVITATION,
                    new EmailAddress(invitation.email()),
                    Map.of(
                        "name",
                        shown(name),
                        "link",
                        link,
                        "code",
                        token,
                        "days",
                        Long.toString(Math.max(1, config.invitationLife().toDays()))),
                    invitation.expiresAt(),
                    true)))
        .replaceWithVoid();
  }

  /** A name without what would make an address that mail programs link, or a message, of it. */
  static String shown(String name) {
    String plain = NOT_OF_A_NAME.matcher(name).replaceAll(" ").replaceAll(" +", " ").strip();
    return plain.codePointCount(0, plain.length()) <= LONGEST
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
