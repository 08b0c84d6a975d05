package dev.towpath.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.towpath.channel.Channel;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Snapshot;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dump of the JDK itself, whichever JDK that is. */
@Timeout(60)
class MergedDumpTest {
  @Test
  void aThreadHasItsStackAndWhatItWaitsForSideBySide(@TempDir Path folder) throws Exception {
    Channel<String> orders = Channel.<String>builder().name("orders").capacity(2).build();
    try (Snapshot.Recording recording = Snapshot.recordWaits();
        Scope scope = Scope.open("kettle")) {
      scope.fork("brewer", () -> orders.receiver().receive());
      while (!Snapshot.take().toString().contains("'brewer' waits")) {
        Thread.onSpinWait();
      }
      Path file = folder.resolve("dump.json");
      Threads.awaitStandstill();
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), ThreadDumpFormat.JSON);

      String merged = Snapshot.take().mergedInto(Files.readString(file));

      String brewer = merged.substring(merged.indexOf("\"name\": \"brewer\""));
      assertThat(brewer.split("\"tid\"", 2)[0])
          .contains("dev.towpath.channel.Receiver.receive")
          .contains(
              "\"towpath\": {\"scope\":\"kettle\",\"task\":\"brewer\",\"waits\":{\"what\":\"receive"
                  + " from 'orders' (0/2)\"");
      recording.close();
    }
  }
}
