import { deskPaths } from "./desk-paths.ts";
import { crashSuite, fewAtShortSize } from "./suite.ts";

crashSuite(
  fewAtShortSize(
    deskPaths,
    / after |two |make faster$|rename|middle|place of its own|replace (one|first)|delete the last|recovering, and add|desk and pool|recover, /,
  ),
);
