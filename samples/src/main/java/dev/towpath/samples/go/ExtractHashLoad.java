package dev.towpath.samples.go;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Deadline;
import dev.towpath.channel.Sender;
import dev.towpath.samples.guide.shop.BlockingShop;
import dev.towpath.samples.guide.shop.ShopException;
import dev.towpath.scope.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/** Extract, hash and load, with the errors of all stages in one channel. */
final class ExtractHashLoad {
  private ExtractHashLoad() {}

  // @start region="program"
  record Page(String path, String body) {}

  record Failed(String path, Exception why) {}

  /** Loads what it can; what it cannot is in {@code errors}. */
  static Map<String, String> run(List<String> paths, BlockingShop web, Sender<Failed> errors)
      throws InterruptedException {
    Channel<Page> extracted = Channel.buffered(4);
    Map<String, String> loaded = new ConcurrentHashMap<>();
    try (Scope stages = Scope.open()) {
      stages.feed(extracted.sender(), out -> extract(paths, web, out, errors));
      for (int hasher = 0; hasher < 2; hasher++) {
        stages.fork(() -> {
          for (Page page : extracted.receiver()) {
            loaded.put(page.path(), sha256(page.body()));
          }
        });
      }
      stages.join();
    }
    errors.close(); // all stages have ended: nobody can send any more
    return loaded;
  }

  private static void extract(
      List<String> paths, BlockingShop web, Sender<Page> out, Sender<Failed> errors)
      throws InterruptedException {
    for (String path : paths) {
      try {
        out.send(new Page(path, web.get(path, Deadline.in(Duration.ofSeconds(10)))));
      } catch (IOException | TimeoutException | ShopException e) {
        errors.send(new Failed(path, e));
      }
    }
  }

  // @end

  private static String sha256(String body) throws NoSuchAlgorithmException {
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sum);
  }
}
