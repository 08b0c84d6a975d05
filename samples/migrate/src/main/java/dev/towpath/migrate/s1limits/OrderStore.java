package dev.towpath.migrate.s1limits;

import dev.towpath.migrate.Refused;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** Orders in the database: JDBC on a pool, and a callback on the caller's context. */
final class OrderStore {
  private final Vertx vertx;
  private final String jdbc;
  private final ExecutorService pool;

  OrderStore(Vertx vertx, String jdbc, ExecutorService pool) {
    this.vertx = vertx;
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

  void insert(String id, String customer, int total, Handler<AsyncResult<Void>> done) {
    onPool(() -> insert(id, customer, total), done);
  }

  void find(String id, Handler<AsyncResult<JsonObject>> done) {
    onPool(() -> find(id), done);
  }

  void list(String customer, Handler<AsyncResult<JsonArray>> done) {
    onPool(() -> list(customer), done);
  }

  void report(Handler<AsyncResult<JsonObject>> done) {
    onPool(this::report, done);
  }

  private <T> void onPool(Callable<T> query, Handler<AsyncResult<T>> done) {
    Context context = vertx.getOrCreateContext();
    Handler<AsyncResult<T>> handler = MdcCopy.handler(done);
    Runnable task =
        MdcCopy.runnable(() -> {
          Future<T> result = called(query);
          context.runOnContext(unused -> handler.handle(result));
        });
    try {
      pool.execute(task);
    } catch (RejectedExecutionException e) {
      handler.handle(Future.failedFuture(new Refused(503, "too much to do")));
    }
  }

  private static <T> Future<T> called(Callable<T> query) {
    try {
      return Future.succeededFuture(query.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private Void insert(String id, String customer, int total) throws SQLException {
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

  private JsonObject find(String id) throws SQLException {
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

  private JsonArray list(String customer) throws SQLException {
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

  private JsonObject report() throws SQLException {
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
