/** The arguments that all functions take: where to look, and as whom. */
import type * as pulumi from "@pulumi/pulumi";

/**
 * Where a function looks. What is left out is taken from the configuration, as for a resource.
 *
 * @source this package
 */
export interface PlaceArgs {
  /**
   * Region, such as `"ap-southeast-1"`.
   *
   * @range any region that offers the service
   * @defaultValue the configuration's
   */
  region?: string;
  /**
   * Project id.
   *
   * @range the id of a project in that region
   * @defaultValue the configuration's, else the project that bears the region's name
   */
  projectId?: string;
  /**
   * Endpoint of the Workspace service.
   *
   * @range an address with scheme and without path
   * @defaultValue `https://workspace.REGION.myhuaweicloud.com`
   */
  endpoint?: string;
  /**
   * Profile of hcloud (KooCLI) to act as, before all other credentials.
   *
   * @range the name of a profile in the configuration file of hcloud
   * @defaultValue the configuration's credentials, the environment first
   */
  profile?: string;
}

/**
 * {@link PlaceArgs} of a function in its `…Output` form.
 *
 * @source this package
 */
export interface PlaceOutputArgs {
  /**
   * Region, such as `"ap-southeast-1"`.
   *
   * @range any region that offers the service
   * @defaultValue the configuration's
   */
  region?: pulumi.Input<string>;
  /**
   * Project id.
   *
   * @range the id of a project in that region
   * @defaultValue the configuration's, else the project that bears the region's name
   */
  projectId?: pulumi.Input<string>;
  /**
   * Endpoint of the Workspace service.
   *
   * @range an address with scheme and without path
   * @defaultValue `https://workspace.REGION.myhuaweicloud.com`
   */
  endpoint?: pulumi.Input<string>;
  /**
   * Profile of hcloud (KooCLI) to act as, before all other credentials.
   *
   * @range the name of a profile in the configuration file of hcloud
   * @defaultValue the configuration's credentials, the environment first
   */
  profile?: pulumi.Input<string>;
}
