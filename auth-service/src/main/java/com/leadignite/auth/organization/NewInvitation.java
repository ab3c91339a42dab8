package com.leadignite.auth.organization;

import com.leadignite.auth.account.MailboxAddress;
import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Whom to invite, and as what.
 *
 * @param email the address of the account that may accept
 * @param role their role after accepting
 * @param mail whether it is mailed to them; if not, the answer has the token
 * @param redirectTo where the link of the mail leads, as far as the allow-list has it; else to the
 *     site
 */
@Body
@RegisterForReflection
record NewInvitation(
    @NotNull @MailboxAddress String email,
    @NotNull MemberRole role,
    boolean mail,
    @Nullable @Size(max = 2048) String redirectTo) {}
