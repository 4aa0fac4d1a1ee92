/** Lists of several pages: followed to the end, read again when they shift, and never taken for whole when they are not. */
import { expect, test } from "@jest/globals";
import type { WorkspaceService } from "../../../provider/workspace/service.ts";
import { type Asked, errorOf, play, type Reply } from "./server.ts";

const until = { deadline: Number.MAX_SAFE_INTEGER };
const ids = (count: number, from = 0): string[] => Array.from({ length: count }, (_none, index) => `i${from + index}`);
const desktop = (id: string) => ({ desktop_id: id });
const desktopsOf = (service: WorkspaceService) => service.listPoolDesktopsDetail("P", until);
const offsetsOf = (asked: readonly Asked[]) => asked.map(({ query }) => Number(query.get("offset")));

/** The page that is asked for, of a list that the test may change from one request to the next. */
function page(field: string, { query }: Asked, items: readonly object[], total = items.length): Reply {
  const offset = Number(query.get("offset"));
  return { json: { total_count: total, [field]: items.slice(offset, offset + Number(query.get("limit"))) } };
}
const desktopsPage = (asked: Asked, wanted: readonly string[], total?: number) =>
  page("pool_desktops", asked, wanted.map(desktop), total);

interface List {
  readonly read: (service: WorkspaceService) => Promise<readonly unknown[]>;
  readonly field: string;
  readonly item: (id: string) => object;
  readonly limit: number;
}

const lists: Readonly<Record<string, List>> = {
  pools: {
    read: (service) => service.listDesktopPools({}, until),
    field: "desktop_pools",
    item: (id) => ({ id, name: id }),
    limit: 1000,
  },
  "the desktops of a pool": { read: desktopsOf, field: "pool_desktops", item: desktop, limit: 100 },
  users: {
    read: (service) => service.listDesktopPoolAuthorizedObjects("P", until),
    field: "objects",
    item: (id) => ({ object_id: id, object_type: "USER", object_name: id, user_group: "sudo" }),
    limit: 100,
  },
  "sub-jobs": {
    read: (service) => service.listItaSubJobs({ jobId: "J" }, until),
    field: "jobs",
    item: (id) => ({ id, status: "RUNNING" }),
    limit: 1000,
  },
  desktops: { read: (service) => service.listDesktops({}, until), field: "desktops", item: desktop, limit: 1000 },
  "desktops with their disks": {
    read: (service) => service.listDesktopsDetail({}, until),
    field: "desktops",
    item: desktop,
    limit: 500,
  },
};

test.each(Object.entries(lists))(
  "every page of the list of %s is read, each as long as it may be",
  async (_name, list) => {
    const items = ids(list.limit * 2 + 1).map(list.item);
    await play(
      (asked) => page(list.field, asked, items),
      async ({ service, server }) => {
        const read = await list.read(service);
        expect(new Set(read.map((one) => JSON.stringify(one))).size).toBe(items.length);
        expect(server.asked.map(({ query }) => query.get("limit"))).toEqual(Array(3).fill(String(list.limit)));
        expect(offsetsOf(server.asked)).toEqual([0, list.limit, list.limit * 2]);
      },
    );
  },
);

test("a list that exactly fills its pages is not asked for one more", async () => {
  await play(
    (asked) => desktopsPage(asked, ids(200)),
    async ({ service, server }) => {
      expect(await desktopsOf(service)).toHaveLength(200);
      expect(server.asked).toHaveLength(2);
    },
  );
});

test("without a count a list ends at the page that tells nothing new, however short the pages are", async () => {
  const shortPages = (asked: Asked): Reply => {
    const offset = Number(asked.query.get("offset"));
    return {
      json: {
        pool_desktops: ids(25)
          .slice(offset, offset + 10)
          .map(desktop),
      },
    };
  };
  await play(shortPages, async ({ service, server }) => {
    expect(await desktopsOf(service)).toHaveLength(25);
    expect(offsetsOf(server.asked)).toEqual([0, 10, 20, 25]);
  });
});

test("a desktop that goes between two pages moves the others up, and the list is read again until nothing lacks", async () => {
  // The second page would begin after i100, which stands at the end of the first page by then.
  const before = ids(150);
  const after = before.filter((id) => id !== "i3");
  await play(
    (asked, count) => desktopsPage(asked, count === 1 ? before : after),
    async ({ service, server }) => {
      const read = await desktopsOf(service);
      expect(read.map(({ desktopId }) => desktopId)).toEqual(after);
      expect(offsetsOf(server.asked)).toEqual([0, 100, 0, 100]);
    },
  );
});

test("a desktop that comes between two pages is told twice, and counts once", async () => {
  const before = ids(150);
  const after = ["new", ...before];
  await play(
    (asked, count) => desktopsPage(asked, count === 1 ? before : after),
    async ({ service }) => {
      const read = await desktopsOf(service);
      expect(read.map(({ desktopId }) => desktopId)).toEqual(after);
    },
  );
});

test("while desktops go all the time, what any of three readings told is taken together", async () => {
  const left = (count: number) => ids(250).slice(count);
  await play(
    (asked, count) => desktopsPage(asked, left(count)),
    async ({ service, server }) => {
      const read = new Set((await desktopsOf(service)).map(({ desktopId }) => desktopId));
      expect(left(server.asked.length).filter((id) => !read.has(id))).toEqual([]);
      expect(server.asked.length).toBeLessThanOrEqual(9);
    },
  );
});

test("a list that tells of more than it ever lists is an error, not a shorter list", async () => {
  await play(
    (asked) => desktopsPage(asked, ids(149), 150),
    async ({ service }) => {
      const error = await errorOf(desktopsOf(service));
      expect(error).toMatchObject({
        kind: "bad_answer",
        message: expect.stringContaining("tells of 150 and listed 149"),
      });
    },
  );
});

test("a page that lacks an item once is made good by reading again", async () => {
  await play(
    (asked, count) => desktopsPage(asked, count === 1 ? ids(59) : ids(60), 60),
    async ({ service }) => {
      expect(await desktopsOf(service)).toHaveLength(60);
    },
  );
});

test("an item that stands twice on its page counts once", async () => {
  await play(
    (asked) => desktopsPage(asked, ["i0", "i0", "i1"], 2),
    async ({ service }) => {
      expect(await desktopsOf(service)).toHaveLength(2);
    },
  );
});

test("a full page that tells of fewer than it lists is not taken for the last", async () => {
  await play(
    (asked) => desktopsPage(asked, ids(150), 0),
    async ({ service }) => {
      expect(await desktopsOf(service)).toHaveLength(150);
    },
  );
});

test("a service that gives the same full page again and again is an error, and asked no more", async () => {
  await play(
    () => ({ json: { pool_desktops: ids(100).map(desktop) } }),
    async ({ service, server }) => {
      expect(await errorOf(desktopsOf(service))).toMatchObject({ kind: "bad_answer" });
      expect(server.asked).toHaveLength(2);
    },
  );
});

test("a list that goes on behind the largest offset is an error that says so, and no request goes beyond it", async () => {
  const jobs = ids(20_000).map((id) => ({ id, status: "SUCCESS" }));
  await play(
    (asked) => page("jobs", asked, jobs),
    async ({ service, server }) => {
      const error = await errorOf(service.listItaSubJobs({ jobType: "createDesktops" }, until));
      expect(error).toMatchObject({ kind: "bad_answer", message: expect.stringContaining("after entry 10000") });
      expect(offsetsOf(server.asked).at(-1)).toBe(10_000);
    },
  );
});

test.each<[string, (asked: Asked) => Reply]>([
  ["tells of more than it lists", (asked) => desktopsPage(asked, ids(149), 150)],
  ["repeats itself", () => ({ json: { pool_desktops: ids(100).map(desktop) } })],
  ["is too long", (asked) => desktopsPage(asked, ids(20_000))],
])("bug: a list that %s says nothing of what was changed: a change may have gone before it", async (_name, answer) => {
  await play(answer, async ({ service }) => {
    const error = await errorOf(desktopsOf(service));
    expect(error).toMatchObject({ kind: "bad_answer", message: expect.stringMatching(/^Could not list/) });
    expect(error).not.toMatchObject({ message: expect.stringMatching(/changed/i) });
  });
});

test("sub-jobs without an id are told apart, each of them", async () => {
  const nameless = [{ status: "RUNNING" }, { status: "RUNNING" }];
  await play(
    (asked) => page("jobs", asked, nameless),
    async ({ service }) => {
      expect(await service.listItaSubJobs({ jobId: "J" }, until)).toHaveLength(2);
    },
  );
});

test("one item that does not fit makes the list unfit, and the error names its place", async () => {
  const odd = [desktop("d1"), { desktop_id: "d2", data_volumes: [{ volume_id: "v", type: "SAS", size: "big" }] }];
  await play(
    (asked) => page("pool_desktops", asked, odd),
    async ({ service }) => {
      const message = expect.stringContaining("poolDesktops.1.dataVolumes.0.size (is not a whole number)");
      expect(await errorOf(desktopsOf(service))).toMatchObject({ kind: "bad_answer", message });
    },
  );
});

test("a page that lost its list is an error, unless it says that there is nothing", async () => {
  await play(
    (_asked, count) => ({ json: count === 1 ? { total_count: 0 } : {} }),
    async ({ service }) => {
      expect(await service.listDesktopPools({}, until)).toEqual([]);
      expect(await errorOf(service.listDesktopPools({}, until))).toMatchObject({ kind: "bad_answer" });
    },
  );
});
