// Requests about what can be bought.

import { Filter, Repeated } from "./query.ts";
import * as Type from "./type.ts";

export const ListVolumeProductsQuery = Type.Object({ availability_zone: Filter(), volume_type: Repeated });
export type ListVolumeProductsQuery = Type.Static<typeof ListVolumeProductsQuery>;
