package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import java.util.List;

/**
 * A page of all accounts.
 *
 * @param accounts the newest first
 * @param total how many accounts there are; an estimate if they are very many
 */
public record UserPage(List<Account> accounts, long total) {

  public UserPage {
    accounts = List.copyOf(accounts);
  }
}
