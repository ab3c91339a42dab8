package com.leadignite.auth.supabase;

import com.leadignite.auth.admin.UserPage;
import com.leadignite.guard.body.Violations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of accounts as Supabase's clients know it. */
record UserList(List<UserView> users, String aud) {

  private static final int MOST = 1000;
  private static final int USUAL = 50;
  private static final int LAST = 1_000_000;

  static UserList of(UserPage page) {
    return new UserList(page.accounts().stream().map(UserView::of).toList(), UserView.AUDIENCE);
  }

  /**
   * Which page is asked for.
   *
   * @param number from 1 on
   * @param size how many accounts it has
   */
  record Asked(int number, int size) {

    /** Reads the two parameters; what is absent or empty is the first page, of the usual size. */
    static Asked of(@Nullable String page, @Nullable String perPage) {
      return new Asked(number("page", page, 1, LAST), number("per_page", perPage, USUAL, MOST));
    }

    private static int number(String name, @Nullable String text, int usual, int most) {
      if (text == null || text.isEmpty()) {
        return usual;
      }
      if (text.matches("\\d{1,7}")) {
        int number = Integer.parseInt(text);
        if (number >= 1 && number <= most) {
          return number;
        }
      }
      throw Violations.of(name, "must be a number from 1 to " + most);
    }

    long offset() {
      return (number - 1L) * size;
    }

    /** The links to the next and the last page (RFC 8288): clients read the page from them. */
    String links(String address, long total) {
      long last = Math.max(1, (total + size - 1) / size);
      List<String> links = new ArrayList<>();
      if (number < last) {
        links.add(link(address, number + 1L, "next"));
      }
      links.add(link(address, last, "last"));
      return String.join(", ", links);
    }

    private String link(String address, long page, String relation) {
      return "<" + address + "?page=" + page + "&per_page=" + size + ">; rel=\"" + relation + "\"";
    }
  }
}
