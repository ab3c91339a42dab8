package com.leadignite.benchmarks;

import com.leadignite.embedded.Databases;
import com.leadignite.embedded.PostgresAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of webhooks, as webhook-service stores them and as pgbench does. */
final class WebhookRows {

  private static final String DATABASE = Databases.NAME;
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
  private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");

  /** The tables without policies, so that pgbench stores what we store and nothing is asked. */
  private static final String TABLES =
      """
      create schema bench;
      create table bench.delivery_key (like webhooks.delivery_key including all);
      create table bench.inbox (like webhooks.inbox including all);
      create table bench.outbox (like webhooks.outbox including all);
      """;

  /** A webhook, its key and its audit event, of the sizes that ours have. */
  private static final String SCRIPT =
      """
      \\set a random(1, 9000000000000000000)
      begin;
      insert into bench.delivery_key values ('TENANT', 'TENANT', 'id', sha256(int8send(:a)), gen_random_uuid());
      insert into bench.inbox (tenant_id, id, source_id, received_at, delivery_id, content_type, headers, body)
        values ('TENANT', gen_random_uuid(), 'TENANT', now(), :a::text, 'application/json',
        '{"content-type": "application/json", "user-agent": "dialer/1", "webhook-id": "6f8f1b1e-6c0b-4a33-9d1f-0f7b4c1c3c4a-1", "webhook-timestamp": "1700000000"}',
        convert_to('BODY', 'utf8'));
      insert into bench.outbox (id, tenant_id, event) values (gen_random_uuid(), 'TENANT', 'EVENT');
      commit;
      """;

  private final PostgresAddress postgres;

  WebhookRows(PostgresAddress postgres) {
    this.postgres = postgres;
  }

  /** What pgbench says of a run. */
  record Pgbench(double perSecond, double averageMillis) {}

  void prepare() throws SQLException {
    update(TABLES);
  }

  /** Inserts the rows, each webhook's three with a commit of their own; empty without pgbench. */
  Optional<Pgbench> pgbench(int clients, Duration duration)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("lead-ignite-pgbench", ".sql");
    String event = "{\"action\":\"webhook.received\",\"padding\":\"" + "x".repeat(600) + "\"}";
    Files.writeString(
        script,
        SCRIPT
            .replace("TENANT", UUID.randomUUID().toString())
            .replace("BODY", SignedWebhooks.body(UUID.randomUUID() + "-1"))
            .replace("EVENT", event));
    try {
      return Optional.of(pgbench(script, clients, duration));
    } catch (IOException e) {
      System.out.println("without pgbench: " + e.getMessage());
      return Optional.empty();
    } finally {
      Files.delete(script);
    }
  }

  private Pgbench pgbench(Path script, int clients, Duration duration)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=1",
                "--time=" + duration.toSeconds(),
                "--file=" + script,
                "--host=" + postgres.host(),
                "--port=" + postgres.port(),
                "--username=" + postgres.user(),
                DATABASE)
            .redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", postgres.password());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
    return new Pgbench(figure(RATE, said), figure(LATENCY, said));
  }

  private static double figure(Pattern pattern, String said) throws IOException {
    Matcher matcher = pattern.matcher(said);
    if (!matcher.find()) {
      throw new IOException(said);
    }
    return Double.parseDouble(matcher.group(1));
  }

  /** How many audit events wait for audit-service. */
  long backlog() throws SQLException {
    try (Connection connection = postgres.dataSource(DATABASE).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from webhooks.outbox")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  void empty() throws SQLException {
    update(
        "truncate webhooks.inbox, webhooks.delivery_key, bench.inbox, bench.delivery_key,"
            + " bench.outbox");
  }

  /** Stores webhooks of the months until now. */
  void fill(int count, UUID tenant, UUID source) throws SQLException {
    for (int done = 0; done < count; done += 100_000) {
      update(
          String.format(
              """
              with new as materialized (
                select uuidv7() as id, n from generate_series(%1$d, %2$d) as n
              ),
              keys as (
                insert into webhooks.delivery_key
                select '%3$s', '%4$s', 'id', sha256(int8send(n)), id from new
              )
              insert into webhooks.inbox (tenant_id, id, source_id, received_at, delivery_id, content_type, headers, body)
              select '%3$s', id, '%4$s', now(), n::text, 'application/json',
                '{"content-type": "application/json"}', convert_to('%5$s', 'utf8') from new
              """,
              done, Math.min(count, done + 100_000) - 1, tenant, source, SignedWebhooks.body("1")));
    }
    update("analyze webhooks.inbox, webhooks.delivery_key");
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = postgres.dataSource(DATABASE).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = webhooks, public");
      statement.execute(sql);
    }
  }
}
