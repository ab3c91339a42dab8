package com.leadignite.embedded;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a PostgreSQL server answers, and who may administer it.
 *
 * @param host name or address
 * @param port TCP port
 * @param user a role that may create databases, roles and schemas
 * @param password of that role
 * @param database an existing one, to connect to before there is one of ours
 */
public record PostgresAddress(
    String host, int port, String user, String password, String database) {

  private static final int CONNECT_SECONDS = 5;
  private static final int READ_SECONDS = 60;

  /** The JDBC address of a database, without credentials. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /** The address of a database as reactive clients take it, without credentials. */
  public String url(String database) {
    return "postgresql://" + host + ":" + port + "/" + database;
  }

  /** Unpooled connections to a database as the administrator; no step waits for ever. */
  public DataSource dataSource(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(jdbcUrl(database));
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("lead-ignite");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(READ_SECONDS);
    return source;
  }

  @Override
  public String toString() {
    return url("");
  }
}
