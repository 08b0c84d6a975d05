package dev.towpath.migrate.s5plain;

import dev.towpath.migrate.Refused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;

/** Orders in the database: JDBC, four at a time. */
final class OrderStore {
  private static final int DATABASE_CALLS = 4;

  private final String jdbc;
  private final Semaphore places = new Semaphore(DATABASE_CALLS, true);

  OrderStore(String jdbc) {
    this.jdbc = jdbc;
  }

  void createTables() {
    try (Connection connection = DriverManager.getConnection(jdbc);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists orders"
              + " (id varchar primary key, customer varchar, total int, seq int auto_increment)");
    } catch (SQLException e) {
      throw new IllegalStateException("no database: " + jdbc, e);
    }
  }

  void insert(String id, String customer, int total) throws SQLException, InterruptedException {
    try (Place place = place();
        Connection connection = DriverManager.getConnection(jdbc);
        PreparedStatement statement =
            connection.prepareStatement(
                "insert into orders (id, customer, total) values (?, ?, ?)")) {
      statement.setString(1, id);
      statement.setString(2, customer);
      statement.setInt(3, total);
      statement.executeUpdate();
    } catch (SQLIntegrityConstraintViolationException e) {
      throw new Refused(409, "there is an order " + id);
    }
  }

  JsonObject find(String id) throws SQLException, InterruptedException {
    try (Place place = place();
        Connection connection = DriverManager.getConnection(jdbc);
        PreparedStatement query =
            connection.prepareStatement("select id, customer, total from orders where id = ?")) {
      query.setString(1, id);
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()) {
          throw new Refused(404, "no order " + id);
        }
        return order(rows);
      }
    }
  }

  JsonArray list(String customer) throws SQLException, InterruptedException {
    try (Place place = place();
        Connection connection = DriverManager.getConnection(jdbc);
        PreparedStatement query =
            connection.prepareStatement(
                "select id, customer, total from orders where customer = ? order by seq")) {
      query.setString(1, customer);
      try (ResultSet rows = query.executeQuery()) {
        JsonArray orders = new JsonArray();
        while (rows.next()) {
          orders.add(order(rows));
        }
        return orders;
      }
    }
  }

  JsonObject report() throws SQLException, InterruptedException {
    try (Place place = place();
        Connection connection = DriverManager.getConnection(jdbc);
        Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery(
                "select customer, sum(total) from orders group by customer order by customer")) {
      JsonObject report = new JsonObject();
      while (rows.next()) {
        report.put(rows.getString(1), rows.getInt(2));
      }
      return report;
    }
  }

  private static JsonObject order(ResultSet row) throws SQLException {
    return new JsonObject()
        .put("id", row.getString(1))
        .put("customer", row.getString(2))
        .put("total", row.getInt(3));
  }

  private interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for one of the places in the database. */
  private Place place() throws InterruptedException {
    places.acquire();
    return places::release;
  }
}
