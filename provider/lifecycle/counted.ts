/** A number of desktops, as a sentence has it. Pure. */
export const countedDesktops = (count: number): string => (count === 1 ? "1 desktop" : `${count} desktops`);
