/** The release, as the User-Agent says it. A test compares it with package.json, which lies elsewhere once compiled. */
export const version = "0.1.0";
export const userAgent = `pulumi-huaweicloud-workspace/${version}`;
