/** The arguments that all resources of this package take, and where each of them is. */
import type * as pulumi from "@pulumi/pulumi";

/**
 * How long an operation may go on. When the time is up nothing is lost: the service's job goes on, its id is kept, and the next
 * `pulumi up` waits for it. The grace time of `notifyUsers` comes on top.
 *
 * @source this package; Pulumi's option `customTimeouts` is taken over into it, and both together are refused
 */
export interface TimeoutArgs {
  /**
   * Of a creation, an adoption too.
   *
   * @unit `s`, `m`, `h` or `d`, in the text
   * @range a whole number from 1 to 999,999 and a unit, such as `"90m"`
   * @defaultValue `"60m"`
   * @change No call. Desktops that exist: none.
   */
  create?: pulumi.Input<string>;
  /**
   * Of an update.
   *
   * @unit `s`, `m`, `h` or `d`, in the text
   * @range a whole number from 1 to 999,999 and a unit, such as `"2h"`
   * @defaultValue `"60m"`
   * @change No call. Desktops that exist: none.
   */
  update?: pulumi.Input<string>;
  /**
   * Of a deletion, also the one before a replacement. What the last `pulumi up` stored counts.
   *
   * @unit `s`, `m`, `h` or `d`, in the text
   * @range a whole number from 1 to 999,999 and a unit, such as `"90m"`
   * @defaultValue `"60m"`
   * @change No call. Desktops that exist: none.
   */
  delete?: pulumi.Input<string>;
}

/**
 * A message to the users before a step that takes data away or stops desktops. It is sent once for a change; after a killed run
 * it may be sent twice. Where no desktop that is hit is running, nobody is told and nothing is waited for.
 *
 * @source Workspace API Reference, SendDesktopPoolNotifications and SendNotifications
 */
export interface NotifyUsersArgs {
  /**
   * What the users see. It stands in the stack's state.
   *
   * @range 1 to 400 characters, of which one is no blank
   * @change No call. Desktops that exist: none; the text counts for the next step that is told.
   * @source RebuildDesktopPool: the limit of its own message; the pages of the two calls name none
   */
  message: pulumi.Input<string>;
  /**
   * How long after the message the step is taken. It comes on top of the time limits.
   *
   * @unit minutes
   * @range 0 to 1,440, a whole number
   * @change No call. Desktops that exist: none; the time counts for the next step that is told.
   * @source this package
   */
  graceMinutes: pulumi.Input<number>;
  /**
   * What becomes of the step when the users cannot be told, because the region does not offer the call, the message's job failed, or
   * its answer was lost: `"stop"` before the step, or `"continue"` with a warning. A missing permission always stops.
   *
   * @defaultValue `"stop"`
   * @change No call. Desktops that exist: none.
   * @source this package
   */
  ifNotTold?: pulumi.Input<"stop" | "continue">;
}

/**
 * Arguments of every resource of this package. What is left out is taken from the configuration.
 *
 * @source this package; the endpoint is that of the page "Regions and Endpoints" of the service
 */
export interface CommonArgs {
  /**
   * Region, such as `"ap-southeast-1"`.
   *
   * @range any region that offers the service
   * @defaultValue the configuration's
   * @change Refused. With `allowReplace` and `forceDestroy` from an `up` before a replacement: everything is deleted, **with all data**, and made anew there. RetiredDesktops always refuse it.
   */
  region?: pulumi.Input<string>;
  /**
   * Project id.
   *
   * @range the id of a project in that region
   * @defaultValue the configuration's, else the project that bears the region's name
   * @change Refused. With `allowReplace` and `forceDestroy` from an `up` before a replacement: everything is deleted, **with all data**, and made anew there. RetiredDesktops always refuse it.
   */
  projectId?: pulumi.Input<string>;
  /**
   * Endpoint of the Workspace service.
   *
   * @range an address with scheme and without path
   * @defaultValue `https://workspace.REGION.myhuaweicloud.com`
   * @change No call. Desktops that exist: none; it says where to ask, and one that names another region is refused.
   */
  endpoint?: pulumi.Input<string>;
  /**
   * Profile of hcloud (KooCLI) to act as: its keys, its region and project, its agency. A profile named here comes before all other
   * credentials. It says who asks, not where the resource is: one that says another region or project than the resource's is refused.
   * The file has to be there wherever the program runs, also for `pulumi refresh` and `pulumi destroy`.
   *
   * @range the name of a profile in the configuration file of hcloud
   * @defaultValue the configuration's credentials, the environment first
   * @change No call. Desktops that exist: none.
   */
  profile?: pulumi.Input<string>;
  /**
   * Time limits of this resource. Pulumi's option `customTimeouts` is taken over into them; both together are refused.
   *
   * @defaultValue 60 minutes each
   * @change No call. Desktops that exist: none.
   */
  timeouts?: pulumi.Input<TimeoutArgs>;
  /**
   * How long after an interrupted run what it made is recognised as ours without being asked. Older things are a stranger's: they
   * are named, and a person decides.
   *
   * @unit `s`, `m`, `h` or `d`, in the text
   * @range a whole number from 1 to 999,999 and a unit, such as `"2h"`
   * @defaultValue `"2h"`
   * @change No call. Desktops that exist: none.
   */
  recoverWithin?: pulumi.Input<string>;
  /**
   * Consent, given in an `up` before: this resource may be replaced. A replacement deletes first, so it needs `forceDestroy` too where
   * the resource has it.
   *
   * @defaultValue `false`
   * @change No call. Desktops that exist: none.
   */
  allowReplace?: pulumi.Input<boolean>;
}

/**
 * Where something is. Every later command about a resource works there, whatever the configuration says by then.
 *
 * @source this package
 */
export interface Place {
  /** Region, such as `"ap-southeast-1"`. */
  region: string;
  /** Project id. */
  projectId: string;
}
