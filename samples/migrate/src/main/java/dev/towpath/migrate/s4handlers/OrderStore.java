package dev.towpath.migrate.s4handlers;

import dev.towpath.jdk.FutureBridge;
import dev.towpath.migrate.Refused;
import dev.towpath.scope.BoundedExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.concurrent.Callable;

/** Orders in the database: JDBC, four at a time. */
final class OrderStore {
  private final String jdbc;
  private final BoundedExecutor pool;

  OrderStore(String jdbc, BoundedExecutor pool) {
    this.jdbc = jdbc;
    this.pool = pool;
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

  void insert(String id, String customer, int total) throws Exception {
    inPlace(() -> inserted(id, customer, total));
  }

  JsonObject find(String id) throws Exception {
    return inPlace(() -> found(id));
  }

  JsonArray list(String customer) throws Exception {
    return inPlace(() -> listed(customer));
  }

  JsonObject report() throws Exception {
    return inPlace(this::reported);
  }

  /** Waits for one of the places in the database. */
  private <T> T inPlace(Callable<T> query) throws Exception {
    return FutureBridge.awaitOwned(pool.submit(query));
  }

  private Void inserted(String id, String customer, int total) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbc);
        PreparedStatement statement =
            connection.prepareStatement(
                "insert into orders (id, customer, total) values (?, ?, ?)")) {
      statement.setString(1, id);
      statement.setString(2, customer);
      statement.setInt(3, total);
      statement.executeUpdate();
      return null;
    } catch (SQLIntegrityConstraintViolationException e) {
      throw new Refused(409, "there is an order " + id);
    }
  }

  private JsonObject found(String id) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbc);
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

  private JsonArray listed(String customer) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbc);
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

  private JsonObject reported() throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbc);
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
}
