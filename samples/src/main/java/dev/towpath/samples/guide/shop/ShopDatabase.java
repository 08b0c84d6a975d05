package dev.towpath.samples.guide.shop;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The shop's customers in an embedded database, by JDBC and by R2DBC. It can be made slow, and then
 * looks at thousands of rows of ballast, one a millisecond, as a query that was forgotten in a
 * loop.
 */
public final class ShopDatabase implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static volatile boolean hurried;

  private final String name = "shop" + NUMBER.incrementAndGet();
  private final Connection open;

  private ShopDatabase() throws SQLException {
    hurried = false;
    open = connect();
    execute("create alias tick for '" + ShopDatabase.class.getName() + ".tick'");
    execute("create table people (id int primary key, nickname varchar)");
    execute("create table ballast (x int)");
    execute(
        "create view customers as select id, nickname from people"
            + " where not exists (select 1 from ballast where tick(x) = 0)");
  }

  public static ShopDatabase start() throws SQLException {
    return new ShopDatabase();
  }

  /** Called by the database, for each row of ballast; an interrupt ends the query. */
  public static int tick(int x) throws InterruptedException {
    if (!hurried) {
      Thread.sleep(1);
    }
    return x;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:h2:mem:" + name);
  }

  /** This driver runs the database on the thread that asks, which therefore waits. */
  public ConnectionFactory reactive() {
    return ConnectionFactories.get("r2dbc:h2:mem:///" + name);
  }

  public ShopDatabase customer(int id, String nickname) throws SQLException {
    execute(
        "insert into people values ("
            + id
            + ", "
            + (nickname == null ? null : "'" + nickname + "'")
            + ")");
    return this;
  }

  /** From now on a query takes minutes. */
  public ShopDatabase slow() throws SQLException {
    execute("insert into ballast select x from system_range(1, 20000)");
    return this;
  }

  /** The slow queries that run come to their end. */
  public void hurry() {
    hurried = true;
  }

  public boolean isOpen() throws SQLException {
    return !open.isClosed();
  }

  /** Queries for customers that the database works on now. */
  public int running() throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) from information_schema.sessions"
                    + " where executing_statement like 'select nickname%'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Override
  public void close() throws SQLException {
    hurry();
    open.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute(sql);
    }
  }
}
