// The desktops of a pool, and how many of them differ from it.

import { countDifferences } from "../model/differences.ts";
import { findPool } from "../model/find.ts";
import { InconsistentStatics, PoolDesktopList } from "../schemas/answers/desktops.ts";
import { ListPoolDesktopsQuery } from "../schemas/desktops.ts";
import { valuesOf } from "../schemas/query.ts";
import type { Found } from "./desktopFilter.ts";
import { findDesktops } from "./desktopSearch.ts";
import { differenceWords, poolDesktop } from "./desktopWire.ts";
import { defineRoute, ok, poolId, type Route } from "./route.ts";

const path = "/v2/:projectId/desktop-pools/:poolId";
const access = "project";

export const poolDesktopRoutes: readonly Route[] = [
  defineRoute({
    operation: "ListPoolDesktopsDetail",
    method: "GET",
    path: `${path}/desktops`,
    access,
    query: ListPoolDesktopsQuery,
    answer: PoolDesktopList,
    handle(call) {
      const { world, query } = call;
      const pool = findPool(world, poolId(call));
      const { inconsistent_type, limit = 10, offset = 0, ...filter } = query;
      const also = differing(valuesOf(inconsistent_type));
      const { items, total } = findDesktops(world, { pools: [pool], filter, page: { limit, offset }, also });
      const prepaid = pool.chargingMode === "0";
      return ok({
        pool_desktops: items.map((found) => poolDesktop(world, found)),
        total_count: total,
        on_demand_desktops_num: prepaid ? 0 : total,
        period_desktops_num: prepaid ? total : 0,
      });
    },
  }),
  defineRoute({
    operation: "ListInconsistentStatics",
    method: "GET",
    path: `${path}/inconsistent-statics`,
    access,
    answer: InconsistentStatics,
    handle(call) {
      const { product, image, diskNumber, diskSize } = countDifferences(findPool(call.world, poolId(call)));
      return ok({ product_id: product, image_id: image, disk_num: diskNumber, disk_size: diskSize });
    },
  }),
];

function differing(kinds: readonly string[] | undefined): ((found: Found) => boolean) | undefined {
  return kinds && ((found) => differenceWords(found).some((word) => kinds.includes(word)));
}
