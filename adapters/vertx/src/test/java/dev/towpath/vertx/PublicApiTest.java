package dev.towpath.vertx;

import dev.towpath.checks.PublicApi;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PublicApiTest {
  @Test
  void publicApiIsWhatApiTxtPromises() throws IOException {
    PublicApi.assertMatchesApiTxt(PublicApiTest.class);
  }
}
