package dev.towpath.rxjava3;

import static dev.towpath.rxjava3.TenantCarrier.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Overflow;
import io.reactivex.rxjava3.subjects.PublishSubject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C13: the thread-locals of the caller around bodies and hooks. */
class RxContextTest {
  private final List<String> seen = new CopyOnWriteArrayList<>();

  private void look() {
    seen.add(String.valueOf(TENANT.get()));
  }

  @Test
  @DisplayName("pitfall 19, C13: callable and producer see the caller's")
  void bodies() {
    TENANT.set("acme"); // each test has a thread of its own
    var single =
        RxBridge.call(() -> {
          look();
          return "tea";
        });
    var flowable = RxBridge.<String>publish(out -> look());
    TENANT.set("other");

    single.blockingGet();
    flowable.blockingSubscribe();

    assertThat(seen).containsExactly("acme", "acme");
  }

  @Test
  @DisplayName("pitfall 19, C13: the hooks of an Observable's bridge see the caller's")
  void hooks() throws Exception {
    TENANT.set("acme");
    PublishSubject<Integer> subject = PublishSubject.create();
    BridgeOptions<Integer> options =
        BridgeOptions.<Integer>defaults().onUndelivered(value -> look());
    var receiver = RxBridge.open(subject, 1, Overflow.DROP_NEWEST, options);

    Waiting.start(
            () -> {
              subject.onNext(1);
              subject.onNext(2); // dropped
              receiver.close(); // and one undelivered
              return null;
            })
        .get();

    assertThat(seen).containsExactly("acme", "acme");
  }
}
