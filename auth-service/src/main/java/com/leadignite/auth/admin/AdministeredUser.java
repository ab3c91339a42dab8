package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;

/**
 * An account that is about to be changed, locked until the transaction ends.
 *
 * @param account what it is now
 * @param platformAdmin whether it is a platform administrator's, in whichever organization it acts
 */
record AdministeredUser(Account account, boolean platformAdmin) {}
