package dev.towpath.samples.guide.shop;

import dev.towpath.channel.Deadline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.TimeoutException;

/** Customers by JDBC: whoever calls waits. */
public final class Customers {
  private final ShopDatabase database;

  public Customers(ShopDatabase database) {
    this.database = database;
  }

  /** The nickname, or null if there is no such customer, or one without a nickname. */
  public String nickname(int id, Deadline deadline) throws SQLException, TimeoutException {
    if (deadline.isOver()) {
      throw new TimeoutException("customer " + id);
    }
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement("select nickname from customers where id = ?")) {
      query.setQueryTimeout(deadline.seconds()); // rounded up: 0 would be no limit
      query.setInt(1, id);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    } catch (SQLTimeoutException e) {
      throw new TimeoutException("customer " + id);
    }
  }
}
