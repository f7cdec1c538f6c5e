package io.orgplane.kit.page;

import static io.orgplane.kit.probe.Suite.as;
import static io.orgplane.kit.probe.Suite.notes;
import static io.orgplane.kit.probe.Suite.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.kit.KitTest;
import io.orgplane.kit.probe.Suite;
import io.orgplane.testing.People;
import io.orgplane.testing.Person;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@KitTest
class PageTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private static final Person ANN = People.aPerson("Ann");

  @Test
  void pages_show_everything_once_in_order_and_end() {
    String acme = SUITE.anOrganizationOf(ANN);
    for (int version = 1; version <= 7; version++) {
      write(ANN, acme, "note " + version, version).then().statusCode(200);
    }
    List<Integer> seen = new ArrayList<>();
    String cursor = null;
    int pages = 0;
    do {
      var page =
          as(ANN)
              .get(notes(acme) + "?limit=3" + (cursor == null ? "" : "&cursor=" + cursor))
              .jsonPath();
      seen.addAll(page.getList("items.version", Integer.class));
      cursor = page.getString("nextCursor");
      pages++;
    } while (cursor != null && pages < 10);

    assertThat(seen).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void a_last_page_that_is_full_has_no_next_one() {
    Page<Integer> page =
        Page.of(List.of(1, 2), new PageRequest(new PageLimit(2), null), Cursor::at);
    assertThat(page.nextCursor()).isNull();
  }
}
