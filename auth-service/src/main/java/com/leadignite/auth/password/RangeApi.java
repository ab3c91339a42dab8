package com.leadignite.auth.password;

import com.leadignite.guard.outbound.OutboundAnswer;
import com.leadignite.guard.outbound.OutboundCall;
import com.leadignite.guard.outbound.OutboundHttp;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Asks a server for the passwords of all breaches that it knows, by the range protocol of Have I
 * Been Pwned: it is told five of the forty digits of a password's SHA-1, and answers the others of
 * all passwords that begin so, with as many that are none as hide from the network how many there
 * are. If it does not answer, the password is taken: no server of others decides whether people can
 * sign up, and {@link BreachedPasswords} were looked at before.
 */
@Singleton
public final class RangeApi {

  private static final Logger LOG = Logger.getLogger(RangeApi.class);
  private static final int PREFIX = 5;

  /** Several times what the largest range has, with its padding. */
  private static final int LARGEST_ANSWER = 512 * 1024;

  private static final Map<String, String> FIELDS =
      Map.of("Add-Padding", "true", "User-Agent", "lead-ignite", "Accept", "text/plain");

  private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]{35}):([0-9]{1,12})");

  private final Optional<String> base;
  private final boolean privateAddresses;
  private final OutboundHttp http;
  private final MeterRegistry registry;

  RangeApi(PasswordConfig config, OutboundHttp http, MeterRegistry registry) {
    this.base = config.breached().rangeUrl().map(RangeApi::base);
    this.privateAddresses = config.breached().privateAddresses();
    this.http = http;
    this.registry = registry;
  }

  /** Made at start, so that a setting that cannot be used is known then. */
  void start(@Observes StartupEvent start) {
    base.ifPresent(
        url -> LOG.infof("new passwords are looked up in breaches, by their range url=%s", url));
  }

  private static String base(URI url) {
    if (url.getHost() == null || url.getRawQuery() != null || url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "leadignite.auth.password.breached.range-url has to be an address without user and query");
    }
    String text = url.toString();
    return text.endsWith("/") ? text : text + "/";
  }

  /** Whether it is asked. */
  boolean isOn() {
    return base.isPresent();
  }

  /** Whether the server knows the password; false as well if it does not answer in time. */
  Uni<Boolean> knows(Password password) {
    String digest = HexFormat.of().withUpperCase().formatHex(sha1(password.utf8()));
    URI uri = URI.create(base.orElseThrow() + digest.substring(0, PREFIX));
    return http.send(OutboundCall.get(uri, FIELDS, privateAddresses, LARGEST_ANSWER))
        .map(answer -> contains(answer, digest.substring(PREFIX)))
        .invoke(known -> count(known ? "found" : "clear"))
        .onFailure()
        .invoke(e -> {
          count("failed");
          LOG.warnf(
              "a password was taken without a look at breaches reason=%s",
              e.getClass().getSimpleName());
        })
        .onFailure()
        .recoverWithItem(false);
  }

  /** A padded line has the count zero, and is no password. */
  private static boolean contains(OutboundAnswer answer, String suffix) {
    List<String> lines = answer.body().lines().map(String::strip).toList();
    if (answer.status() != 200 || !lines.stream().allMatch(line -> LINE.matcher(line).matches())) {
      throw new IllegalStateException("no answer of the range protocol");
    }
    return lines.stream()
        .filter(line -> line.regionMatches(true, 0, suffix, 0, suffix.length()))
        .anyMatch(line -> Long.parseLong(line.substring(suffix.length() + 1)) > 0);
  }

  private void count(String outcome) {
    registry.counter("leadignite.password.breach.lookups", "outcome", outcome).increment();
  }

  private static byte[] sha1(byte[] password) {
    try {
      // What the protocol names passwords by; none is stored by it.
      return MessageDigest.getInstance("SHA-1").digest(password);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
