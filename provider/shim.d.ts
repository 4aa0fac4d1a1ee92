import type { dynamic } from "@pulumi/pulumi";

/** The object that Pulumi copies into state, for one kind of resource. It only forwards to the installed package. */
export declare function shim(kind: string): dynamic.ResourceProvider;
