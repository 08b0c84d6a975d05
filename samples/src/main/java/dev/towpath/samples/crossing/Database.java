package dev.towpath.samples.crossing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A table of rows in a database of its own, in a temporary folder. One thread at a time. */
final class Database implements AutoCloseable {
  private static final String TABLE =
      "create table file (name varchar primary key, size bigint not null, sha256 char(64) not null)";

  private final Path folder;
  private final Connection connection;
  private final PreparedStatement insert;

  private Database(Path folder, Connection connection) throws SQLException {
    this.folder = folder;
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    this.insert = connection.prepareStatement("insert into file values (?, ?, ?)");
    connection.setAutoCommit(false);
  }

  /** Makes an empty one in a folder of its own below another. */
  static Database create(Path parent) throws SetupException, SQLException {
    Path folder = folderIn(parent);
    // `async:` because other file channels of H2 are closed for good by an interrupt
    String url = "jdbc:h2:async:" + folder.resolve("files");
    return new Database(folder, DriverManager.getConnection(url));
  }

  private static Path folderIn(Path parent) throws SetupException {
    try {
      return Files.createTempDirectory(parent, "crossing");
    } catch (IOException e) {
      throw new SetupException(
          "cannot write to " + parent + ": " + e.getClass().getSimpleName(), e);
    }
  }

  /** Adds rows, all or none; waits for the disk. */
  void insert(List<Row> rows) throws SQLException {
    for (Row row : rows) {
      insert.setString(1, row.name());
      insert.setLong(2, row.size());
      insert.setString(3, row.sha256());
      insert.addBatch();
    }
    insert.executeBatch();
    connection.commit();
  }

  /** Returns the check sums of all rows, by name. */
  Map<String, String> sums() throws SQLException {
    Map<String, String> sums = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select name, sha256 from file")) {
      while (rows.next()) {
        sums.put(rows.getString(1), rows.getString(2));
      }
    }
    return sums;
  }

  @Override
  public void close() throws IOException, SQLException {
    connection.close();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(Database::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
