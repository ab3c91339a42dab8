package com.leadignite.stack;

import com.leadignite.embedded.Databases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is printed when everything is ready. */
final class StartupSummary {

  private StartupSummary() {}

  static List<String> lines(Stack stack, Path data) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Lead Ignite is ready: " + stack.url());
    lines.add("");
    for (Service service : Service.values()) {
      lines.add(
          "  "
              + pad(service.shortName(), 8)
              + " "
              + pad(stack.url() + service.paths().getFirst(), 35)
              + " docs "
              + stack.url()
              + "/docs/"
              + service.shortName()
              + "/");
    }
    for (Service service : Service.values()) {
      lines.add(
          "  "
              + pad(service.shortName(), 8)
              + " itself "
              + stack.url(service)
              + "   health and metrics "
              + stack.managementUrl(service)
              + "/q/health, /q/metrics");
    }
    stack
        .httpsUrl()
        .ifPresent(https ->
            lines.add(
                "  "
                    + pad("https", 8)
                    + " "
                    + https
                    + "   certificate "
                    + stack.certificate()
                    + ", its key next to it"));
    lines.add("  " + pad("postgres", 8) + " " + stack.postgres().url(Databases.NAME));
    lines.add("  " + pad("redis", 8) + " " + stack.redis());
    lines.add("  " + pad("mails", 8) + " " + stack.mailboxUrl());
    lines.add("  " + pad("data", 8) + " " + data + "   (logs in " + stack.logs() + ")");
    lines.add("");
    lines.add(administrator(stack));
    lines.add("");
    lines.add("Try it:");
    lines.add("");
    lines.addAll(examples(stack.url().toString()));
    lines.add("");
    lines.add("Ctrl-C stops everything.");
    return lines;
  }

  private static String administrator(Stack stack) {
    if (stack.firstAdmin().isPresent()) {
      FirstAdmin admin = stack.firstAdmin().get();
      return "First administrator: "
          + admin.email()
          + "   password: "
          + admin.password()
          + "   (shown once; only its hash is kept)";
    }
    return stack
        .earlierAdmin()
        .map(email ->
            "Administrator: "
                + email
                + ", with the password that the first start showed (lost? -Dstack.fresh begins anew).")
        .orElse("The database had accounts before, so no administrator was made.");
  }

  private static List<String> examples(String url) {
    String json = " -H 'content-type: application/json' -d ";
    return List.of(
        "  token=$(curl -s "
            + url
            + "/auth/v1/signup"
            + json
            + "'{\"email\":\"ada+'$(date +%s)'@example.org\",\"password\":\"a long enough secret\"}'"
            + " | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')",
        "  curl -s "
            + url
            + "/leads/v1/leads -H \"authorization: Bearer $token\""
            + json
            + "'{\"first_name\":\"Grace\",\"last_name\":\"Hopper\",\"email\":\"grace@example.org\"}'",
        "  curl -s \"" + url + "/leads/v1/leads?limit=10\" -H \"authorization: Bearer $token\"");
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
