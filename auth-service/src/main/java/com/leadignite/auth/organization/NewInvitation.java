package com.leadignite.auth.organization;

import com.leadignite.auth.account.MailboxAddress;
import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;

/**
 * Whom to invite, and as what.
 *
 * @param email the address of the account that may accept
 * @param role their role after accepting
 */
@Body
@RegisterForReflection
record NewInvitation(@NotNull @MailboxAddress String email, @NotNull MemberRole role) {}
