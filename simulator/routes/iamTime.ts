// Time as IAM writes it: UTC, to the microsecond.

export const iamTime = (instant: number): string => new Date(instant).toISOString().replace("Z", "000Z");
