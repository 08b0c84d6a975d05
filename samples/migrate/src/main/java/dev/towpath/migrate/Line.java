package dev.towpath.migrate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** One line of an order. */
public record Line(String item, int quantity) {
  /** The lines of an order as it was sent. */
  public static List<Line> of(JsonObject order) {
    JsonArray array = order.getJsonArray("lines");
    if (array == null || array.isEmpty()) {
      throw new Refused(400, "an order has lines");
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      JsonObject line = array.getJsonObject(i);
      int quantity = line.getInteger("quantity", 0);
      if (quantity < 1) {
        throw new Refused(400, "quantity < 1: " + quantity);
      }
      lines.add(new Line(line.getString("item"), quantity));
    }
    return lines;
  }
}
