package dev.towpath.benchmarks.load.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcConnectionPool;

/** A table in an embedded SQL database, asked over JDBC by a pool of connections. Blocks. */
final class Stock implements AutoCloseable {
  private static final String QUERY =
      "select sum(quantity) from stock where sku = ? and depot between 1 and 3";

  private final JdbcConnectionPool pool =
      JdbcConnectionPool.create("jdbc:h2:mem:stock;DB_CLOSE_DELAY=-1", "sa", "");

  /**
   * @param connections how many queries may run at once; more wait
   */
  Stock(int connections) throws SQLException {
    pool.setMaxConnections(connections);
    try (Connection connection = pool.getConnection()) {
      connection
          .createStatement()
          .execute(
              "create table stock (sku int, depot int, quantity int, primary key (sku, depot))");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into stock values (?, ?, ?)")) {
        for (int row = 0; row < 4 * Order.SKUS; row++) {
          insert.setInt(1, row / 4);
          insert.setInt(2, row % 4);
          insert.setInt(3, row % 11);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  /** Returns how many there are. */
  int quantity(Order order) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setInt(1, order.sku());
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  @Override
  public void close() {
    pool.dispose();
  }
}
