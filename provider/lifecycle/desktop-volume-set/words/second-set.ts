/** Two sets on one desktop: each would report the other's disks, and one could take over what is the other's. */
export const secondSet = (desktopId: string, other: string): string =>
  `desktop ${desktopId} already has the DesktopVolumeSet ${other}: one desktop has one set; put all disks into it`;
