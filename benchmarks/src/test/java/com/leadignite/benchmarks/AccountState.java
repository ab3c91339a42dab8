package com.leadignite.benchmarks;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;

/** What an address can be to auth-service, and how it becomes that. */
enum AccountState {
  /** What all others are compared with. */
  UNKNOWN {
    @Override
    void make(AdminClient admin, String email) {
      // Nobody has it.
    }
  },
  KNOWN {
    @Override
    void make(AdminClient admin, String email) throws IOException, InterruptedException {
      admin.create(confirmed(email).put("password", newPassword()));
    }
  },
  /** Strangers' guesses lock an address whether it has an account or not. */
  UNKNOWN_AND_LOCKED {
    @Override
    void make(AdminClient admin, String email) throws IOException, InterruptedException {
      admin.lock(email);
    }
  },
  LOCKED {
    @Override
    void make(AdminClient admin, String email) throws IOException, InterruptedException {
      admin.create(confirmed(email).put("password", newPassword()));
      admin.lock(email);
    }
  },
  BANNED {
    @Override
    void make(AdminClient admin, String email) throws IOException, InterruptedException {
      admin.create(confirmed(email).put("password", newPassword()).put("ban_duration", "24h"));
    }
  },
  UNCONFIRMED {
    @Override
    void make(AdminClient admin, String email) throws IOException, InterruptedException {
      admin.create(new JsonObject().put("email", email).put("password", newPassword()));
    }
  },
  WITHOUT_PASSWORD {
    @Override
    void make(AdminClient admin, String email) throws IOException, InterruptedException {
      admin.create(confirmed(email));
    }
  };

  /** Brings the address, which nobody has yet, into this state. */
  abstract void make(AdminClient admin, String email) throws IOException, InterruptedException;

  /** The state without an account that must not be told from this one. */
  AccountState reference() {
    return this == LOCKED ? UNKNOWN_AND_LOCKED : UNKNOWN;
  }

  private static JsonObject confirmed(String email) {
    return new JsonObject().put("email", email).put("email_confirm", true);
  }

  static String newPassword() {
    return UUID.randomUUID().toString();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
