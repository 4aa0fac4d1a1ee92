// The kinds of disks one can buy. A call may name any other word as a type; then no product stands behind the disk.

export interface VolumeProduct {
  readonly type: string;
  readonly code: string;
  readonly names: { readonly en: string; readonly zh: string };
  /** The speeds one may choose, where one may. */
  readonly iops?: readonly [number, number];
  readonly throughput?: readonly [number, number];
}

const product = (type: string, en: string, zh: string): VolumeProduct => ({
  type,
  code: `workspace.volume.${type.toLowerCase()}`,
  names: { en, zh },
});

/** Of the one type whose speed is chosen. */
export const chosenSpeeds = { iops: [3000, 12_800], throughput: [125, 1000] } as const;

export const volumeProducts: readonly VolumeProduct[] = [
  product("SATA", "Common I/O", "普通IO"),
  product("SAS", "High I/O", "高IO"),
  product("SSD", "Ultra-high I/O", "超高IO"),
  product("GPSSD", "General Purpose SSD", "通用型SSD"),
  { ...product("GPSSD2", "General Purpose SSD V2", "通用型SSD V2"), ...chosenSpeeds },
  product("ESSD", "Extreme SSD", "极速型SSD"),
];

export function codeOfType(type: string): string | undefined {
  return volumeProducts.find((candidate) => candidate.type === type)?.code;
}
