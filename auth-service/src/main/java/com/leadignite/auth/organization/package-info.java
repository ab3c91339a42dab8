/**
 * Organizations, their members and the invitations to them.
 *
 * <p>Transactions that change several of these lock them in one order, so that no two wait for each
 * other: the organization ({@code OrganizationStore.lock}), then the person's account ({@code
 * ActiveSessionStore.lockAllOf}), and memberships and invitations under these.
 */
@NullMarked
package com.leadignite.auth.organization;

import org.jspecify.annotations.NullMarked;
