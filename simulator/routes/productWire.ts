// How the packages look on the wire that desktops are made of, and their images.

import type { Pool } from "../model/types.ts";

export function simpleProduct({ attributes, chargingMode }: Pool, productId: string) {
  return {
    product_id: productId,
    flavor_id: attributes.flavor_id ?? "s6.large.2",
    type: "BASE",
    cpu: "2",
    memory: "4096",
    descriptions: "2 cores, 4 GB",
    charge_mode: chargingMode,
  };
}

export function productOf(pool: Pool): Record<string, unknown> {
  return {
    ...simpleProduct(pool, pool.attributes.product_id ?? ""),
    architecture: "x86",
    is_gpu: false,
    package_type: "ultimate",
    system_disk_type: "SAS",
    system_disk_size: "80",
    contain_data_disk: false,
    resource_type: "hws.resource.type.workspace.desktop",
    cloud_service_type: "hws.service.type.vdi",
    volume_product_type: "workspace",
    status: "normal",
  };
}

export const imageNameOf = (imageId: string) => `image-${imageId}`;
