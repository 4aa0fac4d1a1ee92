/** The arguments that all functions take: where to look, and as whom. */
import type * as pulumi from "@pulumi/pulumi";

/** Where a function looks. What is left out is taken from the configuration, as for a resource. */
export interface PlaceArgs {
  /** Region, such as `"ap-southeast-1"`. Default: the configuration's. */
  region?: string;
  /** Project id. Default: the configuration's, else the project that bears the region's name. */
  projectId?: string;
  /** Endpoint of the Workspace service with scheme, without path. Default `https://workspace.REGION.myhuaweicloud.com`. */
  endpoint?: string;
  /** Profile of hcloud (KooCLI) to act as, before all other credentials. Default: the configuration's credentials. */
  profile?: string;
}

/** {@link PlaceArgs} of a function in its `…Output` form. */
export interface PlaceOutputArgs {
  /** As in {@link PlaceArgs}. */
  region?: pulumi.Input<string>;
  /** As in {@link PlaceArgs}. */
  projectId?: pulumi.Input<string>;
  /** As in {@link PlaceArgs}. */
  endpoint?: pulumi.Input<string>;
  /** As in {@link PlaceArgs}. */
  profile?: pulumi.Input<string>;
}
