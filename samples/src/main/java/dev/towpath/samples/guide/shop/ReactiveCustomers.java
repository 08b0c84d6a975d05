package dev.towpath.samples.guide.shop;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Customers by R2DBC. */
public final class ReactiveCustomers {
  private final ConnectionFactory database;

  public ReactiveCustomers(ShopDatabase database) {
    this.database = database.reactive();
  }

  /** The row, if there is one; the nickname in it, if it has one. */
  public Mono<Optional<String>> nickname(int id) {
    return Mono.usingWhen(database.create(), connection -> query(connection, id), Connection::close)
        .subscribeOn(Schedulers.boundedElastic()); // H2's driver waits; others would not need this
  }

  private static Mono<Optional<String>> query(Connection connection, int id) {
    return Flux.from(
            connection
                .createStatement("select nickname from customers where id = $1")
                .bind("$1", id)
                .execute())
        .flatMap(
            result -> result.map((row, unused) -> Optional.ofNullable(row.get(0, String.class))))
        .next();
  }
}
